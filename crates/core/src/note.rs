//! Notes: what a worker wrote on a strand, or for all who work with the family; and the rules for writing one.

use serde::{Deserialize, Serialize};

use crate::reason::Reason;
use crate::refusal::{Problem, Refusal};
use crate::seeded::{Leak, leaks, or_leak};

/// Characters that a note may hold.
pub const NOTE_LONGEST: usize = 20_000;

/// What is sealed of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteContent {
    /// As written.
    pub text: String,
    /// Why what looks like a place stays in it, where somebody was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<String>,
}

impl NoteContent {
    /// The note of a text as typed.
    ///
    /// # Errors
    /// Where nothing was written, or more than a note holds.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::invalid("note", "Write the note first."));
        }
        let length = text.chars().count();
        if length > NOTE_LONGEST && !leaks(Leak::NoteCut) {
            let words = format!(
                "The note has {length} characters. Make it {NOTE_LONGEST} or fewer, or write it as two."
            );
            return Err(Refusal::invalid("note", words));
        }
        Ok(Self {
            text: or_leak(Leak::NoteCut, text.to_owned(), |text| {
                text.chars().take(NOTE_LONGEST).collect()
            }),
            kept: None,
        })
    }
}

impl NoteContent {
    /// What somebody typed to say why they decided so.
    ///
    /// # Errors
    /// Where nothing was written, in the words given; or more than a reason may hold. The problem names the field.
    pub fn reason(field: &str, text: &str, when_missing: &str) -> Result<Self, Problem> {
        if text.trim().is_empty() {
            return Err(Problem::new(field, when_missing));
        }
        let Reason { text } = Reason::new(field, text, 1)?;
        Ok(Self { text, kept: None })
    }

    /// The same note, with why what looks like a place stays in it.
    #[must_use]
    pub fn kept_because(self, why: &str) -> Self {
        let why: String = why.trim().chars().take(500).collect();
        Self {
            kept: (!why.is_empty()).then_some(why),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NOTE_LONGEST, NoteContent};

    #[test]
    fn a_note_says_something_and_not_too_much() {
        let kept = |text: &str| NoteContent::new(text).ok().map(|note| note.text);
        assert_eq!(kept("  Kelly rang.\n"), Some("Kelly rang.".to_owned()));
        assert_eq!(kept(" \n\t"), None);
        assert!(kept(&"é".repeat(NOTE_LONGEST)).is_some());
        assert_eq!(kept(&"é".repeat(NOTE_LONGEST + 1)), None);
    }
}
