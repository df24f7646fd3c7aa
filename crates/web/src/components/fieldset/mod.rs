//! Controls that answer one question, with the question as legend.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// A group of controls under one question.
#[derive(Default, Template)]
#[template(path = "components/fieldset.html")]
pub struct Fieldset {
    /// The question.
    pub legend: Legend,
    /// The controls. Radios, checkboxes and dates put their own here.
    pub content: Content,
    /// What the group is to a screen reader.
    pub role: FieldsetRole,
    /// Ids of what describes the group, parted by spaces.
    pub described_by: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// The question over a group of controls.
#[derive(Default)]
pub struct Legend {
    /// Its words.
    pub content: Content,
    /// True where it is also the page's heading.
    pub is_page_heading: bool,
    /// Further classes.
    pub classes: Classes,
}

/// What a fieldset is to a screen reader.
#[derive(Clone, Copy, Default)]
pub enum FieldsetRole {
    /// The browser's own.
    #[default]
    Implicit,
    /// Stated, so that JAWS reads the description of a group of text boxes.
    Group,
}

impl FieldsetRole {
    pub(super) fn value(self) -> Option<Text> {
        match self {
            Self::Implicit => None,
            Self::Group => Some("group".into()),
        }
    }
}

impl Fieldset {
    /// A group under this question.
    pub fn new(legend: impl Into<Content>) -> Self {
        Self {
            legend: Legend {
                content: legend.into(),
                ..Legend::default()
            },
            ..Self::default()
        }
    }
}

component!(Fieldset, sample: Fieldset {
    content: super::Input::new("sample-town", "Town or city").into(),
    ..Fieldset::new("Where did it happen?")
});

#[cfg(test)]
mod tests;
