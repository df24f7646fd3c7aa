//! What is said after an act on a contact worked: a closed list, because the word for it travels in the address bar.

use trefoil_core::ids::ContactId;

use crate::form::{Fields, LocalPath};

/// An act that worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    Recorded,
    RecordedBefore,
    Taken,
    HandedOver,
    Released,
    Regraded,
    Added,
    AtRisk,
    Asked,
    AskedAgain,
    CalledOff,
    Decided,
    Kept,
    Same,
    New,
    NotSame,
    Family,
    Kin,
    Named,
    TakenOut,
    Undone,
}

impl Done {
    /// Each with its word in the address and what is said.
    const ALL: &[(Self, &str, &str)] = &[
        (Self::Recorded, "recorded", "The contact is taken in."),
        (
            Self::RecordedBefore,
            "recorded-before",
            "You sent this before, and it was taken in then. It is taken in once.",
        ),
        (Self::Taken, "taken", "You have this contact now."),
        (
            Self::HandedOver,
            "handed-over",
            "The contact was handed over.",
        ),
        (
            Self::Released,
            "released",
            "The contact is back in the queue.",
        ),
        (
            Self::Regraded,
            "regraded",
            "It is recorded how soon the contact must be decided.",
        ),
        (Self::Added, "added", "The file is with the contact."),
        (
            Self::AtRisk,
            "at-risk",
            "They are on the list of high risk, by your judgement.",
        ),
        (
            Self::Asked,
            "asked",
            "The agencies are asked. Their answers come to this page.",
        ),
        (
            Self::AskedAgain,
            "asked-again",
            "The agencies that are late are asked again.",
        ),
        (Self::CalledOff, "called-off", "The check is called off."),
        (Self::Decided, "decided", "The decision is recorded."),
        (
            Self::Kept,
            "kept",
            "What you typed is kept. Nobody else sees it until you decide.",
        ),
        (
            Self::Same,
            "same",
            "It is recorded that this is the same person. You can undo it at any time.",
        ),
        (
            Self::New,
            "new",
            "It is recorded that this person was not known before. You can undo it at any time.",
        ),
        (
            Self::NotSame,
            "not-same",
            "It is recorded that these are two people.",
        ),
        (
            Self::Family,
            "family",
            "The whole family is confirmed. You can undo it at any time.",
        ),
        (
            Self::Kin,
            "kin",
            "They are in this contact now. You can undo it at any time.",
        ),
        (
            Self::Named,
            "named",
            "This person is in the contact now. Say who they are, as of anybody else.",
        ),
        (
            Self::TakenOut,
            "taken-out",
            "This person is not in the contact any more.",
        ),
        (
            Self::Undone,
            "undone",
            "The match is undone. Both sides are as they were before it.",
        ),
    ];

    /// What is said of the act that an address names.
    pub(crate) fn words(asked: &Fields) -> Option<&'static str> {
        let code = asked.get("done");
        let found = Self::ALL.iter().find(|(_, known, _)| *known == code);
        found.map(|(.., words)| *words)
    }

    /// How the names of the boxes begin that the act sends.
    pub(super) fn sends(self) -> Option<&'static str> {
        match self {
            Self::Regraded => Some("rag"),
            Self::AtRisk => Some("risk-"),
            Self::Asked => Some("agencies"),
            Self::HandedOver => Some("to"),
            Self::Named => Some("p0-"),
            Self::Kin => Some("kin-"),
            _ => None,
        }
    }

    fn code(self) -> &'static str {
        let found = Self::ALL.iter().find(|(done, ..)| *done == self);
        found.map_or("", |(_, code, _)| code)
    }

    /// Where the worker goes on: at the same place of the contact, or in the queue where they came from. A decided contact
    /// has left the hub, and with it most of those who could open it there.
    pub(crate) fn next(self, contact: ContactId, form: &Fields) -> LocalPath {
        let code = self.code();
        if self == Self::Decided || form.get("back") == "queue" {
            return LocalPath::or(&format!("/queue?done={code}"), "/queue");
        }
        let base = format!("/contacts/{contact}");
        let anchor = match form.get("anchor") {
            "" => String::new(),
            anchor => format!("#{anchor}"),
        };
        LocalPath::or(&format!("{base}?done={code}{anchor}"), &base)
    }
}
