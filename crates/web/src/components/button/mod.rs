//! A button that does something, or a link that looks like one.

use askama::Template;

use super::{Attributes, Classes, Content, Text, component};

/// A button. One primary button a page.
#[derive(Default, Template)]
#[template(path = "components/button.html")]
pub struct Button {
    /// Its words: a verb first.
    pub content: Content,
    /// What pressing it does.
    pub action: ButtonAction,
    /// How it looks.
    pub style: ButtonStyle,
    /// Name in the submitted form.
    pub name: Option<Text>,
    /// Value in the submitted form.
    pub value: Option<Text>,
    /// Id of the element.
    pub id: Option<Text>,
    /// True where it cannot be pressed. Prefer leaving it out.
    pub disabled: bool,
    /// Whether a second press within a second is ignored (needs script).
    pub prevent_double_click: Option<bool>,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// What pressing a button does.
#[derive(Default)]
pub enum ButtonAction {
    /// Sends its form.
    #[default]
    Submit,
    /// Nothing without script.
    Script,
    /// Empties its form.
    Reset,
    /// Leads to an address.
    Link(Text),
}

impl ButtonAction {
    fn kind(&self) -> &'static str {
        match self {
            Self::Submit | Self::Link(_) => "submit",
            Self::Script => "button",
            Self::Reset => "reset",
        }
    }
}

/// How a button looks.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    /// The one obvious next act.
    #[default]
    Primary,
    /// Anything else.
    Secondary,
    /// An act that is hard to undo.
    Warning,
    /// On a dark ground.
    Inverse,
    /// The way into a service.
    Start,
}

impl ButtonStyle {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Secondary => " govuk-button--secondary",
            Self::Warning => " govuk-button--warning",
            Self::Inverse => " govuk-button--inverse",
            Self::Start => " govuk-button--start",
        }
    }
}

impl Button {
    /// A primary button that sends its form.
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// A primary button that sends its form once, however quickly it is clicked again.
    pub fn once(content: impl Into<Content>) -> Self {
        Self {
            prevent_double_click: Some(true),
            ..Self::new(content)
        }
    }

    /// A link that looks like a button.
    pub fn link(content: impl Into<Content>, href: impl Into<Text>) -> Self {
        Self {
            action: ButtonAction::Link(href.into()),
            ..Self::new(content)
        }
    }

    /// The same button in another look.
    #[must_use]
    pub fn styled(self, style: ButtonStyle) -> Self {
        Self { style, ..self }
    }

    fn is_start(&self) -> bool {
        self.style == ButtonStyle::Start
    }
}

component!(Button, sample: Button::new("Save and continue"));

#[cfg(test)]
mod tests;
