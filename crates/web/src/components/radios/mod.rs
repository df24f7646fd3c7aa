//! One choice of several.

use askama::Template;

use super::{Choice, ChoiceItem, Content, Group, Text, component};

/// One choice of several.
#[derive(Default, Template)]
#[template(path = "components/radios.html")]
pub struct Radios {
    /// The question, hint and error.
    pub group: Group,
    /// What can be chosen.
    pub items: Vec<Choice>,
    /// The value chosen at first.
    pub value: Option<Text>,
}

impl Radios {
    /// A question with its choices.
    pub fn new(name: impl Into<Text>, legend: impl Into<Content>, items: Vec<Choice>) -> Self {
        Self {
            group: Group::new(name, legend),
            items,
            value: None,
        }
    }

    fn is_checked(&self, item: &ChoiceItem) -> bool {
        let by_value = || self.value.as_ref() == Some(&item.value);
        item.checked.unwrap_or_else(by_value)
    }

    #[expect(
        clippy::unused_self,
        reason = "the template asks both kinds of group alike"
    )]
    fn item_described_by(&self, item: &ChoiceItem, id: &str) -> Option<String> {
        (!item.hint.is_empty()).then(|| format!("{id}-item-hint"))
    }
}

component!(Radios, sample: Radios::new("sample-radios", "Is anyone hurt now?", vec![
    Choice::new("yes", "Yes"),
    Choice::Divider("or".into()),
    Choice::new("no", "No"),
]));

#[cfg(test)]
mod tests;
