//! A line that opens to more words.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// More words behind a line.
#[derive(Default, Template)]
#[template(path = "components/details.html")]
pub struct Details {
    /// The line.
    pub summary: Content,
    /// The words behind it.
    pub content: Content,
    /// True where it is open at first.
    pub open: bool,
    /// Id of the element.
    pub id: Option<Text>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Details {
    /// A closed line with words behind it.
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self {
            summary: summary.into(),
            content: content.into(),
            ..Self::default()
        }
    }
}

component!(Details, sample: Details::new("Read the family as text", "Amy is 11. Tom is 7."));

#[cfg(test)]
mod tests;
