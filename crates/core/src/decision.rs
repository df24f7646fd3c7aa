//! Decisions: the hub's answer to a contact, per child, with its reason. Core decides; the shell does.

use serde::{Deserialize, Serialize};

use crate::contact::ContactState;
use crate::ids::SightingId;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

closed_list! {
    /// What the hub decided. The codes are those of the scrutiny report.
    Outcome {
        NoFurtherAction = "no_further_action", "No further action";
        InformationAndAdvice = "information_and_advice", "Information and advice";
        EarlyHelp = "early_help", "Early help";
        Referral = "referral", "Referral to children's social care";
        StrategyDiscussion = "strategy_discussion", "Strategy discussion";
    }
}

impl Outcome {
    /// Whether the child's contact went on to social care (the report's `progressed_share`).
    pub fn progressed(self) -> bool {
        matches!(self, Self::Referral | Self::StrategyDiscussion)
    }
}

/// The answer about one child, or about a contact without a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The child's first sighting in the contact; `None` where the contact is about adults only.
    pub child: Option<SightingId>,
    /// What was decided.
    pub outcome: Outcome,
    /// Why; never empty.
    pub reason: String,
    /// A service or pathway, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
}

/// How long a reason may be, in characters.
pub const REASON_LONGEST: usize = 10_000;

/// Checks a set of answers against the contact they answer.
///
/// # Errors
/// `Conflict` where the contact is decided already or the children have changed; `Invalid` per missing reason.
pub fn contact_decide(
    state: ContactState,
    children: &[SightingId],
    answers: &[Answer],
) -> Result<(), Refusal> {
    if state == ContactState::Decided {
        return Err(Refusal::Conflict(
            "This contact has been decided already. Open it to see the decision.".to_owned(),
        ));
    }
    let mut expected: Vec<Option<SightingId>> = children.iter().copied().map(Some).collect();
    if expected.is_empty() {
        expected.push(None);
    }
    let mut answered: Vec<Option<SightingId>> = answers.iter().map(|answer| answer.child).collect();
    expected.sort_unstable();
    answered.sort_unstable();
    if expected != answered {
        return Err(Refusal::Conflict(
            "The children of this contact have changed since you opened it. Open it again, then decide.".to_owned(),
        ));
    }
    let problems: Vec<Problem> = answers
        .iter()
        .enumerate()
        .filter_map(|(place, answer)| reason_problem(place, &answer.reason))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems))
    }
}

fn reason_problem(place: usize, reason: &str) -> Option<Problem> {
    let field = format!("reason-{place}");
    if reason.trim().is_empty() {
        return Some(Problem::new(field, "Give the reason for this decision."));
    }
    (reason.chars().count() > REASON_LONGEST).then(|| {
        Problem::new(
            field,
            format!("The reason must be {REASON_LONGEST} characters or fewer."),
        )
    })
}

#[cfg(test)]
mod tests;
