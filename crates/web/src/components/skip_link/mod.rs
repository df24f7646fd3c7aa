//! The first link of a page: past the header, to what the page is about.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// A link past the header.
#[derive(Template)]
#[template(path = "components/skip_link.html")]
pub struct SkipLink {
    /// Its words.
    pub content: Content,
    /// `#` and the id of the main part.
    pub href: Text,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for SkipLink {
    fn default() -> Self {
        Self {
            content: "Skip to main content".into(),
            href: "#main-content".into(),
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

component!(SkipLink, sample: SkipLink::default());

#[cfg(test)]
mod tests;
