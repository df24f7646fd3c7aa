//! A box for several lines of text.

use askama::Template;

use super::{Content, Field, Text, component};

/// A box for several lines.
#[derive(Template)]
#[template(path = "components/textarea.html")]
pub struct Textarea {
    /// Name, label, hint and error.
    pub field: Field,
    /// What it holds at first.
    pub value: Text,
    /// How many lines it shows.
    pub rows: u32,
    /// The HTML `autocomplete` token.
    pub autocomplete: Option<Text>,
    /// Whether the browser checks the spelling (some send the words away to do it).
    pub spellcheck: Option<bool>,
}

impl Default for Textarea {
    fn default() -> Self {
        Self {
            field: Field::default(),
            value: Text::default(),
            rows: 5,
            autocomplete: None,
            spellcheck: None,
        }
    }
}

impl Textarea {
    /// An empty box with a name and a label.
    pub fn new(name: impl Into<Text>, label: impl Into<Content>) -> Self {
        Self {
            field: Field::new(name, label),
            ..Self::default()
        }
    }
}

component!(Textarea, sample: Textarea::new("sample-textarea", "What happened?"));

#[cfg(test)]
mod tests;
