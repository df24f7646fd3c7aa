//! Two persons who may be one: why it may be the custodian's alone to say, and what is said of them. Both records stay as they are; what is
//! said joins them or keeps them apart, and is undone in one act.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::note::NoteContent;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

closed_list! {
    /// What was said of two persons.
    PairSaid {
        One = "one", "They are the same person";
        Two = "two", "They are two people";
    }
}

closed_list! {
    /// Who may know that two persons are one.
    PairKnown {
        Custodian = "custodian", "The Caldicott guardian alone";
        Both = "both", "Everybody who may see both of them";
    }
}

closed_list! {
    /// Why it is the custodian's alone to say whether two persons are one: a wrong word could tell somebody where another is.
    PairGuard {
        Number = "number", "Their numbers differ, as they do after an adoption or a change of gender";
        Apart = "apart", "The identity of one of them is kept apart";
        Protected = "protected", "One of them may be hiding from somebody";
        Strand = "strand", "One of them has a strand of work, which may hold where they are";
        Sides = "sides", "One was told of as harmed, the other as harming";
        Put = "put", "The Caldicott guardian put them beside each other";
    }
}

impl PairGuard {
    /// Whether nobody else may ever know that the two are one: the law, or a person's life, hangs on it.
    fn is_secret(self) -> bool {
        matches!(self, Self::Number | Self::Apart)
    }
}

/// What is sealed of what was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairContent {
    /// Why.
    pub reason: String,
}

/// What somebody typed of two persons.
#[derive(Debug, Clone, Default)]
pub struct PairTyped {
    /// Whether they are one.
    pub said: Option<PairSaid>,
    /// Which of the two stands first.
    pub first: Option<PersonId>,
    /// Who may know. Asked of the custodian alone.
    pub known: Option<PairKnown>,
    /// Why.
    pub reason: String,
}

/// What is said of two persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairAnswer {
    /// Whether they are one.
    pub said: PairSaid,
    /// Which of the two stands first.
    pub first: PersonId,
    /// Who may know.
    pub known: PairKnown,
    /// Why.
    pub content: PairContent,
}

/// Whether who may know is asked: where the custodian says that two are one, and nothing makes it a secret.
pub fn pair_asks_known(custodian: bool, guards: &[PairGuard]) -> bool {
    custodian && !guards.iter().any(|guard| guard.is_secret())
}

/// Checks what is said of two persons. Of two who are not one either stands first; that they are two is known to those who could have said so.
///
/// # Errors
/// `Invalid` naming each field.
pub fn pair_answer(
    ends: [PersonId; 2],
    (custodian, guards): (bool, &[PairGuard]),
    typed: &PairTyped,
) -> Result<PairAnswer, Refusal> {
    let one = typed.said == Some(PairSaid::One);
    let [older, _] = ends;
    let first = match typed.first.filter(|first| ends.contains(first)) {
        None if !one => Some(older),
        first => first,
    };
    let known = match typed.known {
        _ if guards.iter().any(|guard| guard.is_secret()) => Some(PairKnown::Custodian),
        known if one && custodian => known,
        _ if guards.is_empty() => Some(PairKnown::Both),
        _ => Some(PairKnown::Custodian),
    };
    let reason = NoteContent::reason("reason", &typed.reason, "Say in a few words why.");
    match (typed.said, first, known, reason) {
        (Some(said), Some(first), Some(known), Ok(reason)) => Ok(PairAnswer {
            said,
            first,
            known,
            content: PairContent {
                reason: reason.text,
            },
        }),
        (said, first, known, reason) => {
            let unsaid = [
                (
                    said.is_none(),
                    "answer",
                    "Choose whether they are the same person.",
                ),
                (
                    first.is_none(),
                    "first",
                    "Choose whose record stands first.",
                ),
                (known.is_none(), "known", "Choose who may know."),
            ];
            let unsaid = unsaid.into_iter().filter(|(lacks, ..)| *lacks);
            let unsaid = unsaid.map(|(_, field, words)| Problem::new(field, words));
            Err(Refusal::Invalid(unsaid.chain(reason.err()).collect()))
        }
    }
}

#[cfg(test)]
mod tests;
