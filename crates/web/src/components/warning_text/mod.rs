//! A grave line with an exclamation mark.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// A grave line.
#[derive(Template)]
#[template(path = "components/warning_text.html")]
pub struct WarningText {
    /// The words.
    pub content: Content,
    /// What a screen reader says for the mark.
    pub mark: Text,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for WarningText {
    fn default() -> Self {
        Self {
            content: Content::Empty,
            mark: "Warning".into(),
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

impl WarningText {
    /// A warning with these words.
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

component!(WarningText, sample: WarningText::new("1 contact is past its decision time."));

#[cfg(test)]
mod tests;
