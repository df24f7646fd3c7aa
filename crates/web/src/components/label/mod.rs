//! The words tied to a control.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// The words tied to a control. Inside a field `target` is filled in by the field.
#[derive(Default, Template)]
#[template(path = "components/label.html")]
pub struct Label {
    /// The words. Nothing is written where empty.
    pub content: Content,
    /// Id of the control.
    pub target: Option<Text>,
    /// True where it is also the page's heading.
    pub is_page_heading: bool,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Label {
    /// A label with these words.
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

component!(Label, sample: Label { target: Some("sample-labelled".into()), ..Label::new("National Insurance number") });

#[cfg(test)]
mod tests;
