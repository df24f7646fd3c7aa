//! Reasons: why somebody did what cannot be left unsaid. Sealed, like all that is written.

use serde::{Deserialize, Serialize};

use crate::refusal::{Problem, Refusal};

/// Characters that a reason may hold.
pub const REASON_LONGEST: usize = 2_000;

/// What is sealed of a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// As written.
    pub text: String,
}

impl Reason {
    /// The reason as typed, of at least so many characters.
    ///
    /// # Errors
    /// Where it is missing, shorter, or longer than a reason may be; the problem names the field.
    pub fn new(field: &str, text: &str, shortest: usize) -> Result<Self, Problem> {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            return Err(Problem::new(field, "Say why, in a few words."));
        }
        if length < shortest {
            let words = format!("Say more about why: at least {shortest} characters.");
            return Err(Problem::new(field, words));
        }
        if length > REASON_LONGEST {
            let words =
                format!("The reason has {length} characters. Make it {REASON_LONGEST} or fewer.");
            return Err(Problem::new(field, words));
        }
        Ok(Self {
            text: text.to_owned(),
        })
    }

    /// The reason alone.
    ///
    /// # Errors
    /// As [`Reason::new`].
    pub fn read(field: &str, text: &str) -> Result<Self, Refusal> {
        Self::new(field, text, 1).map_err(|problem| Refusal::Invalid(vec![problem]))
    }
}

#[cfg(test)]
mod tests {
    use super::{REASON_LONGEST, Reason};

    #[test]
    fn a_reason_says_enough_and_not_too_much() {
        let kept = |text: &str, shortest| Reason::new("reason", text, shortest).is_ok();
        assert!(kept(" She asked for it. ", 1));
        assert!(!kept(" \n", 1));
        assert!(!kept("Because.", 20));
        assert!(kept(&"é".repeat(20), 20));
        assert!(!kept(&"é".repeat(REASON_LONGEST + 1), 1));
    }
}
