//! A box for one line of text.

use askama::Template;

use super::{Attributes, Classes, Content, Field, Text, component};

/// A box for one line.
#[derive(Default, Template)]
#[template(path = "components/input.html")]
pub struct Input {
    /// Name, label, hint and error.
    pub field: Field,
    /// What it holds at first.
    pub value: Option<Text>,
    /// What the browser takes it for.
    pub kind: InputKind,
    /// Which keyboard a telephone shows.
    pub mode: Option<InputMode>,
    /// What stands before it in its own box.
    pub prefix: Option<Affix>,
    /// What stands after it.
    pub suffix: Option<Affix>,
    /// Classes of the box around prefix, control and suffix.
    pub wrapper_classes: Classes,
    /// Attributes of that box.
    pub wrapper_attributes: Attributes,
    /// The HTML `autocomplete` token.
    pub autocomplete: Option<Text>,
    /// The HTML `autocapitalize` token.
    pub autocapitalize: Option<Text>,
    /// The HTML `pattern`.
    pub pattern: Option<Text>,
    /// Whether the browser checks the spelling (some send the words away to do it).
    pub spellcheck: Option<bool>,
}

/// A unit or sign before or after an input; screen readers skip it, so the label must say it too.
#[derive(Default)]
pub struct Affix {
    /// Its words.
    pub content: Content,
    /// Further classes.
    pub classes: Classes,
    /// Further attributes.
    pub attributes: Attributes,
}

/// What the browser takes an input for.
#[derive(Clone, Copy, Default)]
#[expect(missing_docs, reason = "the names are the HTML ones")]
pub enum InputKind {
    #[default]
    Text,
    Email,
    Number,
    Password,
    Search,
    Tel,
    Url,
}

impl InputKind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Number => "number",
            Self::Password => "password",
            Self::Search => "search",
            Self::Tel => "tel",
            Self::Url => "url",
        }
    }
}

/// Which keyboard a telephone shows.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the names are the HTML ones")]
pub enum InputMode {
    Decimal,
    Email,
    Numeric,
    Search,
    Tel,
    Text,
    Url,
}

impl InputMode {
    fn name(self) -> Text {
        match self {
            Self::Decimal => "decimal",
            Self::Email => "email",
            Self::Numeric => "numeric",
            Self::Search => "search",
            Self::Tel => "tel",
            Self::Text => "text",
            Self::Url => "url",
        }
        .into()
    }
}

impl Input {
    /// A text box with a name and a label.
    pub fn new(name: impl Into<Text>, label: impl Into<Content>) -> Self {
        Self {
            field: Field::new(name, label),
            ..Self::default()
        }
    }

    fn mode_name(&self) -> Option<Text> {
        self.mode.map(InputMode::name)
    }

    fn has_affix(&self) -> bool {
        self.prefix.is_some() || self.suffix.is_some()
    }
}

component!(Input, sample: Input::new("sample-input", "Full name"));

#[cfg(test)]
mod tests;
