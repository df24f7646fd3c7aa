//! The trail of links from the start to this page.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// A trail of links. The last one has no `href`: it is this page.
#[derive(Template)]
#[template(path = "components/breadcrumbs.html")]
pub struct Breadcrumbs {
    /// From the start to this page.
    pub items: Vec<Crumb>,
    /// Shows first and last only on a narrow screen.
    pub collapse_on_mobile: bool,
    /// What a screen reader calls the trail.
    pub label: Text,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// One step of the trail.
#[derive(Default)]
pub struct Crumb {
    /// Its words.
    pub content: Content,
    /// Where it leads; `None` for this page.
    pub href: Option<Text>,
    /// Further attributes of the link.
    pub attributes: Attributes,
}

impl Default for Breadcrumbs {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            collapse_on_mobile: false,
            label: "Breadcrumb".into(),
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

component!(Breadcrumbs, sample: Breadcrumbs {
    items: vec![
        Crumb { content: "Hub".into(), href: Some("/hub".into()), ..Crumb::default() },
        Crumb { content: "Ashdown family".into(), ..Crumb::default() },
    ],
    ..Breadcrumbs::default()
});

#[cfg(test)]
mod tests;
