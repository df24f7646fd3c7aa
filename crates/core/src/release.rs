//! Releases: facts that the victim's or a child's worker lets through to the perpetrator's side, each with its owner, its date and
//! the day on which it is looked at again. Nothing is let through by itself.

use serde::{Deserialize, Serialize};

use crate::looks_like::trace;
use crate::reason::Reason;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

closed_list! {
    /// What may be let through.
    ReleaseKind {
        Risk = "risk", "The risk grade";
        Order = "order", "Terms of an order, without places";
        Incident = "incident", "An incident that they know the police hold";
        Contact = "contact", "Arrangements for contact with the children, without places";
        Other = "other", "Something else";
        Shared = "shared", "Shared by the family's workers";
    }
}

impl ReleaseKind {
    /// What a strand's worker may let through. An item that the family's workers share is let through where it stands.
    pub const OF_STRAND: [Self; 5] = [
        Self::Risk,
        Self::Order,
        Self::Incident,
        Self::Contact,
        Self::Other,
    ];

    /// What is offered first when a strand has been opened (access model, the door: the default set).
    pub const FIRST: [Self; 3] = [Self::Risk, Self::Order, Self::Incident];
}

/// After how many days a released fact is looked at again, unless its owner chooses otherwise.
pub const REVIEW_DAYS: i64 = 28;
/// The days that may be chosen.
pub const REVIEW_CHOICES: [i64; 4] = [7, 14, 28, 84];
/// Characters that a released fact may hold.
pub const RELEASE_LONGEST: usize = 1_000;

/// What is sealed of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseContent {
    /// The fact; of a shared item empty: the item itself says it.
    pub text: String,
    /// Why it was let through.
    pub reason: String,
    /// Whether the perpetrator knows it already ("known to him", access model, the door): their worker may speak of it with them, and
    /// of nothing else that was let through.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// Why it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recalled: Option<String>,
}

/// What was ticked and typed.
#[derive(Debug, Clone, Default)]
pub struct ReleaseTyped {
    /// Each kind that was ticked, with its text.
    pub facts: Vec<(ReleaseKind, String)>,
    /// Of which kinds the perpetrator knows it already.
    pub known: Vec<ReleaseKind>,
    /// Why.
    pub reason: String,
    /// After how many days it is looked at again.
    pub review_days: Option<i64>,
}

/// Why a text may not go to the other side; nothing where it may.
pub fn held_back(field: &str, text: &str) -> Option<Problem> {
    let found = trace(text)?.words();
    let words = format!(
        "This seems to give away {found}. Write it without: nothing that could lead to somebody may go to the other side."
    );
    Some(Problem::new(field, words))
}

impl ReleaseTyped {
    /// The facts, where all of them may be let through.
    ///
    /// # Errors
    /// Each field that will not do, in plain words.
    pub fn read(&self) -> Result<(Vec<(ReleaseKind, ReleaseContent)>, i64), Refusal> {
        let mut problems = Vec::new();
        if self.facts.is_empty() {
            let words = "Choose what you want to let through.";
            problems.push(Problem::new("kind", words));
        }
        for (kind, text) in &self.facts {
            problems.extend(Self::wrong(*kind, text.trim()));
        }
        let reason = Reason::new("reason", &self.reason, 1);
        let days = self
            .review_days
            .filter(|days| REVIEW_CHOICES.contains(days));
        if days.is_none() {
            let words = "Choose when you will look at this again.";
            problems.push(Problem::new("review", words));
        }
        match (reason, days) {
            (Ok(reason), Some(days)) if problems.is_empty() => {
                let content = |(kind, text): &(ReleaseKind, String)| {
                    let content = ReleaseContent {
                        text: text.trim().to_owned(),
                        reason: reason.text.clone(),
                        known: self.known.contains(kind),
                        recalled: None,
                    };
                    (*kind, content)
                };
                Ok((self.facts.iter().map(content).collect(), days))
            }
            (reason, _) => {
                problems.extend(reason.err());
                Err(Refusal::Invalid(problems))
            }
        }
    }

    fn wrong(kind: ReleaseKind, text: &str) -> Option<Problem> {
        let field = format!("text-{}", kind.code());
        if !ReleaseKind::OF_STRAND.contains(&kind) {
            return Some(Problem::new("kind", "Choose one of the kinds shown."));
        }
        if text.is_empty() {
            let words = format!("Write it, or do not tick \u{201c}{}\u{201d}.", kind.words());
            return Some(Problem::new(field, words));
        }
        let length = text.chars().count();
        if length > RELEASE_LONGEST {
            let words =
                format!("This has {length} characters. Make it {RELEASE_LONGEST} or fewer.");
            return Some(Problem::new(field, words));
        }
        held_back(&field, text)
    }
}

#[cfg(test)]
mod tests {
    use super::{RELEASE_LONGEST, REVIEW_DAYS, ReleaseKind, ReleaseTyped};
    use crate::refusal::Refusal;

    #[test]
    fn a_fact_is_let_through_with_its_reason_and_without_places() {
        let fields = |facts: &[(ReleaseKind, &str)], reason: &str, review_days| {
            let facts = facts.iter().map(|(kind, text)| (*kind, (*text).to_owned()));
            let typed = ReleaseTyped {
                facts: facts.collect(),
                known: Vec::new(),
                reason: reason.to_owned(),
                review_days,
            };
            match typed.read() {
                Ok(_) => Vec::new(),
                Err(Refusal::Invalid(problems)) => problems
                    .into_iter()
                    .map(|one| one.field)
                    .collect::<Vec<String>>(),
                Err(other) => unreachable!("{other}"),
            }
        };
        let days = Some(REVIEW_DAYS);
        let risk = (ReleaseKind::Risk, "The risk is high.");
        assert!(fields(&[risk], "He works on it.", days).is_empty());
        assert_eq!(fields(&[], "", None), ["kind", "review", "reason"]);
        assert_eq!(fields(&[risk], "x", Some(27)), ["review"]);
        for text in [
            "",
            "She is at TR1 9ZZ.",
            "Ring 01632 960 001.",
            "By 4 Quay Street.",
            "k@example.org",
        ] {
            assert_eq!(
                fields(&[risk, (ReleaseKind::Order, text)], "x", days),
                ["text-order"]
            );
        }
        let long = "a".repeat(RELEASE_LONGEST + 1);
        assert_eq!(
            fields(&[(ReleaseKind::Other, &long)], "x", days),
            ["text-other"]
        );
        assert_eq!(fields(&[(ReleaseKind::Shared, "x")], "x", days), ["kind"]);
    }
}
