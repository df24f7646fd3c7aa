//! The custodian's check: what a worker does whose sight is cut (decides a contact, says that somebody is new, sends a school a notice)
//! is looked at once more with what that worker may not see. Where the unseen matters, a person decides what becomes of it, and the
//! worker is told nothing: what they do not know must not show by what is undone.

use serde::{Deserialize, Serialize};

use crate::decision::Outcome;
use crate::ids::PersonId;
use crate::name::PersonName;
use crate::note::NoteContent;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

closed_list! {
    /// What is looked at.
    CutAct {
        Decision = "decision", "Decided a contact";
        NewPerson = "new_person", "Said that somebody is new";
        Notice = "notice", "Sent a school a notice";
    }
}

closed_list! {
    /// Where the look stands.
    CustodyState default Unchecked {
        Unchecked = "unchecked", "Not looked at yet";
        Clear = "clear", "Nothing unseen matters";
        Open = "open", "Waits for the custodian";
        Left = "left", "Left as it is";
        Rerouted = "rerouted", "Given to another worker";
        Stopped = "stopped", "Stopped";
    }
}

closed_list! {
    /// What is known of somebody unseen.
    UnseenFact {
        Hidden = "hidden", "The worker may not know of them at all";
        HighRisk = "high_risk", "They are in a contact of the last 12 months that came graded high";
        AtWork = "at_work", "Somebody works with their family";
        Warned = "warned", "A warning about their family came in the last 28 days";
        Protected = "protected", "They, or somebody of their family, are in a refuge or at an address that is kept secret";
        KeyAdult = "key_adult", "The key adult who is written to may be of their family";
    }
}

/// From this probability on two are likelier one person than not.
pub const LIKELY_FROM: f64 = 0.5;

/// Somebody whom a contact may be about, and whom the worker did not see whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unseen {
    /// Who.
    pub person: PersonId,
    /// As whom the contact tells of them.
    pub told_as: PersonName,
    /// Whether they are likelier that person than not.
    pub likely: bool,
    /// What is known of them.
    pub facts: Vec<UnseenFact>,
}

impl Unseen {
    fn is_any(&self, facts: &[UnseenFact]) -> bool {
        facts.iter().any(|fact| self.facts.contains(fact))
    }

    /// Whether the act would have been another one with this known. A family that is closed to the worker matters wherever it was not
    /// sent on: whoever may be kin decided about it. A person whom the worker saw by name alone matters where the danger was not seen.
    pub fn matters(&self, act: CutAct, lesser: bool) -> bool {
        use UnseenFact as F;
        let hidden = self.is_any(&[F::Hidden]);
        match act {
            CutAct::NewPerson => hidden,
            CutAct::Decision => {
                lesser
                    && (hidden
                        || (self.likely && self.is_any(&[F::HighRisk, F::AtWork, F::Warned])))
            }
            CutAct::Notice => (hidden || self.likely) && self.is_any(&[F::Protected, F::KeyAdult]),
        }
    }
}

/// What is sealed of a look that found something; with a reason, once it is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyContent {
    /// Whom the contact is about.
    pub people: Vec<PersonName>,
    /// What was decided, each once.
    pub outcomes: Vec<Outcome>,
    /// What was not seen and matters.
    pub unseen: Vec<Unseen>,
    /// Why it was answered so.
    pub reason: String,
}

closed_list! {
    /// What the custodian does about it.
    CustodyAnswer {
        Leave = "leave", "Leave it as it is";
        Reroute = "reroute", "Give it to another worker, without a word to the first";
        Stop = "stop", "Stop the notice before it leaves";
    }
}

/// What can be done about an act. A notice that is left goes out then: its mail waits until the look is answered.
pub fn custody_answers(act: CutAct) -> &'static [CustodyAnswer] {
    use CustodyAnswer as A;
    match act {
        CutAct::Decision | CutAct::NewPerson => &[A::Reroute, A::Leave],
        CutAct::Notice => &[A::Stop, A::Leave],
    }
}

/// Checks an answer; how the look stands then, and the reason to be sealed.
///
/// # Errors
/// `Conflict` where it was answered already; `Invalid` naming each field.
pub fn custody_answer(
    (act, state): (CutAct, CustodyState),
    answer: Option<CustodyAnswer>,
    reason: &str,
) -> Result<(CustodyState, String), Refusal> {
    if state != CustodyState::Open {
        let words = "Somebody else has answered this already.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let answer = answer.filter(|one| custody_answers(act).contains(one));
    let why = "Say in a few words why.";
    match (answer, NoteContent::reason("reason", reason, why)) {
        (Some(answer), Ok(reason)) => Ok((becomes(answer), reason.text)),
        (answer, reason) => {
            let unsaid = || Problem::new("answer", "Choose what is to be done.");
            let unsaid = answer.is_none().then(unsaid).into_iter();
            Err(Refusal::Invalid(unsaid.chain(reason.err()).collect()))
        }
    }
}

fn becomes(answer: CustodyAnswer) -> CustodyState {
    match answer {
        CustodyAnswer::Leave => CustodyState::Left,
        CustodyAnswer::Reroute => CustodyState::Rerouted,
        CustodyAnswer::Stop => CustodyState::Stopped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn unseen(likely: bool, facts: &[UnseenFact]) -> Unseen {
        Unseen {
            person: PersonId::from(Uuid::nil()),
            told_as: PersonName::new("Kit", "Marlow"),
            likely,
            facts: facts.to_vec(),
        }
    }

    #[test]
    fn what_matters_depends_on_the_act() {
        use UnseenFact::{AtWork, Hidden, HighRisk, KeyAdult, Protected, Warned};
        // Likely, facts; then whether it matters for a lesser decision, a person who is new, a notice.
        let table: &[(bool, &[UnseenFact], [bool; 3])] = &[
            (false, &[Hidden], [true, true, false]),
            (false, &[HighRisk, AtWork, Warned], [false, false, false]),
            (true, &[], [false, false, false]),
            (true, &[HighRisk], [true, false, false]),
            (true, &[AtWork], [true, false, false]),
            (true, &[Warned], [true, false, false]),
            (true, &[Protected], [false, false, true]),
            (false, &[KeyAdult], [false, false, false]),
            (true, &[KeyAdult], [false, false, true]),
            (false, &[Hidden, KeyAdult], [true, true, true]),
        ];
        for (likely, facts, matters) in table {
            let one = unseen(*likely, facts);
            let came = CutAct::ALL.iter().map(|act| one.matters(*act, true));
            assert_eq!(came.collect::<Vec<_>>(), matters, "{likely} {facts:?}");
            assert!(!one.matters(CutAct::Decision, false), "it was sent on");
        }
    }

    #[test]
    fn an_answer_fits_the_act_and_says_why() {
        let asked = |act, answer, reason: &str| {
            custody_answer((act, CustodyState::Open), Some(answer), reason)
        };
        let came = asked(CutAct::Decision, CustodyAnswer::Reroute, " He may be kin. ");
        let reason = "He may be kin.".to_owned();
        assert_eq!(came, Ok((CustodyState::Rerouted, reason)));
        assert!(asked(CutAct::Decision, CustodyAnswer::Stop, "Why.").is_err());
        assert!(asked(CutAct::Notice, CustodyAnswer::Reroute, "Why.").is_err());
        assert!(asked(CutAct::Notice, CustodyAnswer::Stop, " ").is_err());
        let again = custody_answer(
            (CutAct::Notice, CustodyState::Left),
            Some(CustodyAnswer::Stop),
            "Why.",
        );
        assert!(matches!(again, Err(Refusal::Conflict(_))));
    }
}
