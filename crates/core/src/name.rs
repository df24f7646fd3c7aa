//! A person's name as a source wrote it: given names and surname, either of which may be missing or hold several names.

use serde::{Deserialize, Serialize};

/// A name as recorded, in any script.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonName {
    /// Given names as written; empty when none were given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Surname as written; empty when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub surname: String,
}

impl PersonName {
    /// From the two parts.
    pub fn new(given: impl Into<String>, surname: impl Into<String>) -> Self {
        Self {
            given: given.into(),
            surname: surname.into(),
        }
    }

    /// As people say it, or "Name not known".
    pub fn words(&self) -> String {
        match (self.given.trim(), self.surname.trim()) {
            ("", "") => "Name not known".to_owned(),
            (given, "") => format!("{given} (no surname)"),
            ("", surname) => format!("(no first name) {surname}"),
            (given, surname) => format!("{given} {surname}"),
        }
    }
}
