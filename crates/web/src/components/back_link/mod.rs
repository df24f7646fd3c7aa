//! The link back to the page before. Where it leads is the page's business.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// A link back.
#[derive(Template)]
#[template(path = "components/back_link.html")]
pub struct BackLink {
    /// Its words: "Back" unless the page knows better.
    pub content: Content,
    /// Where it leads.
    pub href: Text,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for BackLink {
    fn default() -> Self {
        Self {
            content: "Back".into(),
            href: "#".into(),
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

component!(BackLink, sample: BackLink { href: "/hub".into(), ..BackLink::default() });

#[cfg(test)]
mod tests;
