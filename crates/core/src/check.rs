//! Checks: the hub asks the agencies of the partnership what they know of a contact's people, and each answers for itself alone. That an
//! agency knows nothing is an answer too: a hub that cannot tell it from silence decides on half a picture (Working Together 2023,
//! chapter 1; the reviews into the murders of Arthur Labinjo-Hughes and Star Hobson, 2022).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::{Standing, standing_within};
use crate::name::PersonName;
use crate::person::BirthDate;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::{IncidentRole, Known, RiskGrade, closed_list};

closed_list! {
    /// What an agency answers.
    Knows {
        Known = "known", "They are known to us";
        Nothing = "nothing", "We know nothing of them";
    }
}

/// Characters of an answer.
pub const ANSWER_LONGEST: usize = 4_000;

/// One of the people whom a check is about: enough to look them up, and never a place (access model, row 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckPerson {
    /// What they were in it.
    pub role: IncidentRole,
    /// Their name.
    pub name: PersonName,
    /// Their birth date.
    pub birth: BirthDate,
}

/// What the agencies were shown when they were asked: kept, so that who was told what of whom stands for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAsked {
    /// The people.
    pub people: Vec<CheckPerson>,
    /// The source's grade of risk.
    pub grade: RiskGrade,
    /// Whether the source says that it is domestic abuse.
    pub domestic_abuse: Known,
}

/// What an agency answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    /// Whether they are known to it.
    pub knows: Knows,
    /// What is known; of whom, and since when.
    pub words: String,
}

impl CheckAnswer {
    /// The answer as typed.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read(knows: Option<Knows>, words: &str) -> Result<Self, Refusal> {
        let (words, mut problems) = (words.trim(), Vec::new());
        if knows.is_none() {
            let wanted =
                "Say whether they are known to your agency. Nothing known is an answer too.";
            problems.push(Problem::new("knows", wanted));
        }
        if knows == Some(Knows::Known) && words.is_empty() {
            problems.push(Problem::new("words", "Write what your agency knows."));
        }
        let length = words.chars().count();
        if length > ANSWER_LONGEST {
            let long =
                format!("The answer has {length} characters. Make it {ANSWER_LONGEST} or fewer.");
            problems.push(Problem::new("words", long));
        }
        match knows {
            Some(knows) if problems.is_empty() => Ok(Self {
                knows,
                words: words.to_owned(),
            }),
            _ => Err(Refusal::Invalid(problems)),
        }
    }
}

/// When something happened to a check; each once, but that it may be chased again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckTimes {
    /// When the agency was asked.
    pub asked_at: Timestamp,
    /// Until when it answers.
    pub due: Timestamp,
    /// When it was last asked again.
    pub chased_at: Option<Timestamp>,
    /// When it answered.
    pub answered_at: Option<Timestamp>,
    /// When the hub called it off.
    pub ended_at: Option<Timestamp>,
}

/// Where a check stood at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// The agency has it; late or not.
    Waiting(Standing),
    /// Answered, and whether before its time was over.
    Answered {
        /// Whether the answer came too late.
        late: bool,
    },
    /// The hub called it off.
    Ended,
}

impl CheckTimes {
    /// Where it stood. An answer that came after a decision was outstanding when it was made.
    pub fn state(&self, at: Timestamp) -> CheckState {
        let by = |when: Option<Timestamp>| when.filter(|when| *when <= at);
        match (by(self.answered_at), by(self.ended_at)) {
            (Some(answered), _) => CheckState::Answered {
                late: answered > self.due,
            },
            (None, Some(_)) => CheckState::Ended,
            (None, None) => {
                let limit = self.due.duration_since(self.asked_at);
                CheckState::Waiting(standing_within(limit, self.due, at))
            }
        }
    }

    /// Whether the agency still has to answer.
    pub fn is_open(&self, at: Timestamp) -> bool {
        matches!(self.state(at), CheckState::Waiting(_))
    }

    /// Whether it is late, and was not asked again since it became so.
    pub fn wants_chasing(&self, at: Timestamp) -> bool {
        let chased = self.chased_at.is_some_and(|chased| chased > self.due);
        self.is_open(at) && at > self.due && !chased
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_known_is_an_answer_and_silence_is_none() {
        assert!(CheckAnswer::read(Some(Knows::Nothing), " ").is_ok());
        for (knows, words, fields) in [
            (None, "", vec!["knows"]),
            (Some(Knows::Known), " ", vec!["words"]),
            (
                None,
                &"x".repeat(ANSWER_LONGEST + 1),
                vec!["knows", "words"],
            ),
        ] {
            let Err(Refusal::Invalid(problems)) = CheckAnswer::read(knows, words) else {
                panic!("{knows:?} {fields:?} was taken");
            };
            let found: Vec<String> = problems.into_iter().map(|one| one.field).collect();
            assert_eq!(found, fields);
        }
    }

    #[test]
    fn what_is_answered_later_was_outstanding_before() {
        let mut times = CheckTimes {
            asked_at: at("2026-03-17T10:00:00Z"),
            due: at("2026-03-17T12:00:00Z"),
            chased_at: None,
            answered_at: None,
            ended_at: None,
        };
        assert!(!times.wants_chasing(at("2026-03-17T12:00:00Z")));
        assert!(times.wants_chasing(at("2026-03-17T12:00:01Z")));
        times.chased_at = Some(at("2026-03-17T12:30:00Z"));
        assert!(!times.wants_chasing(at("2026-03-17T13:00:00Z")));
        times.answered_at = Some(at("2026-03-17T14:00:00Z"));
        let late = CheckState::Answered { late: true };
        assert_eq!(times.state(at("2026-03-17T14:00:00Z")), late);
        assert!(times.is_open(at("2026-03-17T13:59:59Z")));
        times.answered_at = None;
        times.ended_at = Some(at("2026-03-17T11:00:00Z"));
        assert_eq!(times.state(at("2026-03-17T15:00:00Z")), CheckState::Ended);
    }
}
