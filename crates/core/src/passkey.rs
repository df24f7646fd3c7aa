//! Passkeys as they are kept, and the questions that are put to them. What a key proves is checked by who knows the protocol;
//! here are only the values that are sealed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ids::SessionId;
use crate::refusal::Refusal;

/// Characters of a passkey's name.
pub const PASSKEY_NAME_LONGEST: usize = 60;

/// For how long a question may be answered: a key must be found, and plugged in, by people in no hurry.
const ANSWERED_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// What is sealed of a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyContent {
    /// What its owner calls it.
    pub name: String,
    /// The public key with what belongs to it, as the protocol's library writes it.
    pub key: String,
}

/// What a question to a passkey is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasskeyPurpose {
    /// To make one for an account.
    Add,
    /// To sign in.
    SignIn,
    /// To show again who one is.
    Confirm,
}

/// A question to a passkey, sealed and handed to the browser that is to bring it back with the answer: nothing is stored for
/// whoever only opens a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyAsked {
    /// What for.
    pub purpose: PasskeyPurpose,
    /// In which session; none before sign-in.
    pub session: Option<SessionId>,
    /// When.
    pub at: Timestamp,
    /// What the protocol's library must be told again.
    pub state: String,
}

impl PasskeyAsked {
    /// Whether an answer now is to this question: for the same purpose, in the same session, and in time.
    pub fn stands(
        &self,
        purpose: PasskeyPurpose,
        session: Option<SessionId>,
        now: Timestamp,
    ) -> bool {
        let age = now.duration_since(self.at);
        let in_time = !age.is_negative() && age < ANSWERED_WITHIN;
        self.purpose == purpose && self.session == session && in_time
    }
}

/// A passkey's name, as typed.
///
/// # Errors
/// Where there is none, or it is too long.
pub fn passkey_name(typed: &str) -> Result<String, Refusal> {
    let name = typed.trim();
    let length = name.chars().count();
    if (1..=PASSKEY_NAME_LONGEST).contains(&length) && !name.chars().any(char::is_control) {
        return Ok(name.to_owned());
    }
    let words = format!(
        "Give the passkey a name of {PASSKEY_NAME_LONGEST} characters or fewer, by which you will know it, such as Work laptop."
    );
    Err(Refusal::invalid("name", words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_answered_for_what_it_was_asked_and_in_time() {
        let at: Timestamp = "2026-03-17T10:00:00Z".parse().unwrap();
        let session = |byte: u8| Some(SessionId::from(uuid::Uuid::from_bytes([byte; 16])));
        let asked = PasskeyAsked {
            purpose: PasskeyPurpose::Confirm,
            session: session(1),
            at,
            state: String::new(),
        };
        let check = |purpose, session, seconds: i64, expect: bool| {
            let now = at.checked_add(SignedDuration::from_secs(seconds)).unwrap();
            assert_eq!(asked.stands(purpose, session, now), expect, "{seconds}");
        };
        check(PasskeyPurpose::Confirm, session(1), 0, true);
        check(PasskeyPurpose::Confirm, session(1), 599, true);
        check(PasskeyPurpose::Confirm, session(1), 600, false);
        check(PasskeyPurpose::Confirm, session(1), -1, false);
        check(PasskeyPurpose::SignIn, session(1), 0, false);
        check(PasskeyPurpose::Add, session(1), 0, false);
        check(PasskeyPurpose::Confirm, session(2), 0, false);
        check(PasskeyPurpose::Confirm, None, 0, false);
    }

    #[test]
    fn a_name_is_something_to_know_it_by() {
        assert_eq!(passkey_name(" Work laptop "), Ok("Work laptop".to_owned()));
        assert!(passkey_name(&"é".repeat(PASSKEY_NAME_LONGEST)).is_ok());
        for wrong in [
            "",
            "  ",
            "two\nlines",
            &"é".repeat(PASSKEY_NAME_LONGEST + 1),
        ] {
            assert!(passkey_name(wrong).is_err(), "{wrong:?}");
        }
    }
}
