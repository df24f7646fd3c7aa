//! The error beside a control. Form components write their own; this is for what they do not cover.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// An error beside a control.
#[derive(Template)]
#[template(path = "components/error_message.html")]
pub struct ErrorMessage {
    /// What must be put right, and how.
    pub content: Content,
    /// Said before it to a screen reader; nothing where empty.
    pub prefix: Text,
    /// Id of the element.
    pub id: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ErrorMessage {
    fn default() -> Self {
        Self {
            content: Content::Empty,
            prefix: "Error".into(),
            id: None,
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

component!(ErrorMessage, sample: ErrorMessage { content: "Enter a date".into(), ..ErrorMessage::default() });

#[cfg(test)]
mod tests;
