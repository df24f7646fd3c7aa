//! A list to choose one from. Prefer radios up to ten choices.

use askama::Template;

use super::{Attributes, Content, Field, Text, component};

/// A list to choose one from.
#[derive(Default, Template)]
#[template(path = "components/select.html")]
pub struct Select {
    /// Name, label, hint and error.
    pub field: Field,
    /// What can be chosen.
    pub items: Vec<SelectItem>,
    /// The value chosen at first.
    pub value: Option<Text>,
}

/// One line of the list.
#[derive(Default)]
pub struct SelectItem {
    /// Its words.
    pub text: Text,
    /// Value in the submitted form; the words where `None`.
    pub value: Option<Text>,
    /// Chosen or not; where `None` the list's value decides.
    pub selected: Option<bool>,
    /// True where it cannot be chosen.
    pub disabled: bool,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SelectItem {
    /// A line with its value and words.
    pub fn new(value: impl Into<Text>, text: impl Into<Text>) -> Self {
        Self {
            text: text.into(),
            value: Some(value.into()),
            ..Self::default()
        }
    }
}

impl Select {
    /// A list with a name, a label and its lines.
    pub fn new(name: impl Into<Text>, label: impl Into<Content>, items: Vec<SelectItem>) -> Self {
        Self {
            field: Field::new(name, label),
            items,
            value: None,
        }
    }

    fn is_selected(&self, item: &SelectItem) -> bool {
        let own = item.value.as_ref().unwrap_or(&item.text);
        item.selected
            .unwrap_or_else(|| self.value.as_ref() == Some(own))
    }
}

component!(Select, sample: Select::new("sample-select", "Sort by", vec![
    SelectItem::new("clock", "Time left"),
    SelectItem::new("risk", "Risk"),
]));

#[cfg(test)]
mod tests;
