//! A word that stands out: a state, a risk, the time left. The colour never says more than the word.

use askama::Template;

use super::{Attributes, Classes, Content, component};

/// A word that stands out.
#[derive(Default, Template)]
#[template(path = "components/tag.html")]
pub struct Tag {
    /// The word.
    pub content: Content,
    /// Its colour.
    pub colour: TagColour,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// The colour of a tag.
#[derive(Clone, Copy, Default)]
#[expect(missing_docs, reason = "the names are the colours")]
pub enum TagColour {
    /// Blue, as the component is without a colour.
    #[default]
    Standard,
    Grey,
    Green,
    Teal,
    Blue,
    Purple,
    Magenta,
    Red,
    Orange,
    Yellow,
}

impl TagColour {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Standard => "",
            Self::Grey => " govuk-tag--grey",
            Self::Green => " govuk-tag--green",
            Self::Teal => " govuk-tag--teal",
            Self::Blue => " govuk-tag--blue",
            Self::Purple => " govuk-tag--purple",
            Self::Magenta => " govuk-tag--magenta",
            Self::Red => " govuk-tag--red",
            Self::Orange => " govuk-tag--orange",
            Self::Yellow => " govuk-tag--yellow",
        }
    }
}

impl Tag {
    /// A tag of the standard colour.
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// A tag of this colour.
    pub fn coloured(content: impl Into<Content>, colour: TagColour) -> Self {
        Self {
            colour,
            ..Self::new(content)
        }
    }

    /// The time left on a clock: kept on one line.
    pub fn time(content: impl Into<Content>, colour: TagColour) -> Self {
        Self {
            classes: "trefoil-time".into(),
            ..Self::coloured(content, colour)
        }
    }
}

component!(Tag, sample: Tag::coloured("High risk", TagColour::Red));

#[cfg(test)]
mod tests;
