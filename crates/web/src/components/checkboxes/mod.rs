//! Any number of choices.

use askama::Template;

use super::{Choice, ChoiceItem, Content, Group, Text, component};

/// Any number of choices.
#[derive(Default, Template)]
#[template(path = "components/checkboxes.html")]
pub struct Checkboxes {
    /// The question, hint and error.
    pub group: Group,
    /// What can be chosen.
    pub items: Vec<Choice>,
    /// The values chosen at first.
    pub values: Vec<Text>,
}

impl Checkboxes {
    /// A question with its choices.
    pub fn new(name: impl Into<Text>, legend: impl Into<Content>, items: Vec<Choice>) -> Self {
        Self {
            group: Group::new(name, legend),
            items,
            values: Vec::new(),
        }
    }

    fn is_checked(&self, item: &ChoiceItem) -> bool {
        let by_value = || self.values.contains(&item.value);
        item.checked.unwrap_or_else(by_value)
    }

    /// Without a fieldset nothing else carries the group's hint and error, so every box does.
    fn item_described_by(&self, item: &ChoiceItem, id: &str) -> Option<String> {
        let of_group = match self.group.fieldset {
            Some(_) => None,
            None => self.group.described_by(),
        };
        let own = (!item.hint.is_empty()).then(|| format!("{id}-item-hint"));
        let ids: Vec<String> = of_group.into_iter().chain(own).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

component!(Checkboxes, sample: Checkboxes::new("sample-checkboxes", "Who was there?", vec![
    Choice::new("child", "A child"),
    Choice::new("other", "Someone else"),
]));

#[cfg(test)]
mod tests;
