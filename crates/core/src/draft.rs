//! What somebody typed and has not sent yet: kept every few seconds, so that neither a session that ends nor a server that stops
//! takes it from them.

use serde::{Deserialize, Serialize};

use crate::vocabulary::closed_list;

closed_list! {
    /// In which form.
    DraftForm {
        Contact = "contact", "A contact";
        Decision = "decision", "What is typed on the page of a contact that waits";
    }
}

/// The field that says on the page of which contact a decision is typed.
pub const ABOUT: &str = "about";

/// Characters that a draft may hold: more than any form takes.
pub const DRAFT_LONGEST: usize = 200_000;

/// What is sealed of it: the form's names and values, as they were sent. Theirs alone, until it is sent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    /// In their order.
    pub fields: Vec<(String, String)>,
}

impl DraftContent {
    /// What is worth keeping: boxes with something in them. `None` where that is nothing, or too much.
    pub fn of(fields: impl IntoIterator<Item = (String, String)>) -> Option<Self> {
        let fields: Vec<(String, String)> = fields
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .collect();
        let length: usize = fields
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        (!fields.is_empty() && length <= DRAFT_LONGEST).then_some(Self { fields })
    }

    /// The first value of that name.
    pub fn get(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }
}
