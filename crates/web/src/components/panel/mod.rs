//! The big panel that ends a journey, or that interrupts one before something grave.

use askama::Template;

use super::{Attributes, Button, Classes, Content, HeadingLevel, Text, component};

/// The end of a journey, or a stop in it.
#[derive(Template)]
#[template(path = "components/panel.html")]
pub struct Panel {
    /// Its heading.
    pub title: Content,
    /// The words under it.
    pub content: Content,
    /// What it is there for.
    pub kind: PanelKind,
    /// Level of its heading.
    pub level: HeadingLevel,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// What a panel is there for.
#[derive(Default)]
pub enum PanelKind {
    /// It is done.
    #[default]
    Confirmation,
    /// Stop and think; with what can be done now.
    Interruption(Option<PanelActions>),
}

/// What can be done from an interruption.
#[derive(Default)]
pub struct PanelActions {
    /// Usually a button and a link.
    pub items: Vec<PanelAction>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// One thing to do from an interruption.
pub enum PanelAction {
    /// A button; give it the inverse style.
    Button(Box<Button>),
    /// A plain link.
    Link(PanelLink),
}

/// A plain link in an interruption.
#[derive(Default)]
pub struct PanelLink {
    /// Its words.
    pub text: Text,
    /// Where it leads.
    pub href: Text,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for Panel {
    fn default() -> Self {
        Self {
            title: Content::Empty,
            content: Content::Empty,
            kind: PanelKind::default(),
            level: HeadingLevel::H1,
            classes: Classes::default(),
            attributes: Attributes::default(),
        }
    }
}

component!(Panel, sample: Panel {
    title: "Referral sent".into(),
    content: "The children\u{2019}s team has it now.".into(),
    level: HeadingLevel::H2,
    ..Panel::default()
});

#[cfg(test)]
mod tests;
