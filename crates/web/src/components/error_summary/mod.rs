//! What must be put right on this page, with links to the places.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// The errors of a page, at its top.
#[derive(Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    /// Its heading.
    pub title: Content,
    /// A paragraph under the heading.
    pub description: Content,
    /// One line an error.
    pub errors: Vec<ErrorLink>,
    /// False keeps the focus where it is (script moves it here otherwise).
    pub auto_focus: Option<bool>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// One error and where to put it right.
#[derive(Default)]
pub struct ErrorLink {
    /// The same words as beside the control.
    pub content: Content,
    /// `#` and the id of the control; `None` where there is no one place.
    pub href: Option<Text>,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

impl ErrorLink {
    /// An error of the control with this id.
    pub fn new(content: impl Into<Content>, id: &str) -> Self {
        Self {
            content: content.into(),
            href: Some(format!("#{id}").into()),
            ..Self::default()
        }
    }
}

impl ErrorSummary {
    /// A summary of these errors.
    pub fn new(errors: Vec<ErrorLink>) -> Self {
        Self {
            errors,
            ..Self::default()
        }
    }

    fn disable_auto_focus(&self) -> Option<bool> {
        self.auto_focus.map(|focus| !focus)
    }
}

impl Default for ErrorSummary {
    fn default() -> Self {
        Self {
            title: "There is a problem".into(),
            description: Content::Empty,
            errors: Vec::new(),
            auto_focus: None,
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

component!(ErrorSummary, sample: ErrorSummary::new(vec![ErrorLink::new("Enter a name", "sample-input")]));

#[cfg(test)]
mod tests;
