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

/// Names in a row, or what stands where there is none.
pub fn names_words(names: &[PersonName], subject: Option<&str>) -> String {
    let names: Vec<String> = names.iter().map(PersonName::words).collect();
    if names.is_empty() {
        unnamed(subject)
    } else {
        names.join(", ")
    }
}

/// Characters of a subject that stand in a list.
const SUBJECT: usize = 80;

/// What stands where a name would: that nobody is named, and what whoever wrote it called it, for those who may open it.
pub fn unnamed(subject: Option<&str>) -> String {
    let subject = subject.map(str::trim).filter(|subject| !subject.is_empty());
    let Some(subject) = subject else {
        return "Nobody named".to_owned();
    };
    let short: String = subject.chars().take(SUBJECT).collect();
    let more = if short.len() < subject.len() {
        "\u{2026}"
    } else {
        ""
    };
    format!("Nobody named: {short}{more}")
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
