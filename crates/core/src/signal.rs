//! Signals: a warning from the perpetrator's side to the workers of the victim and the children, or word from the hub to them. Who it goes
//! to is computed and never chosen; a worker there acknowledges it within its clock, or it goes on to who manages them.

use serde::{Deserialize, Serialize};

use crate::clock::{ClockRule, WARNING_AT_ONCE, WARNING_SOON};
use crate::principal::Role;
use crate::refusal::{Problem, Refusal};
use crate::strand::CompartmentKind;
use crate::vocabulary::closed_list;

closed_list! {
    /// What a warning is about.
    SignalKind {
        Threat = "threat", "A threat";
        Whereabouts = "whereabouts", "Where they are now, or that nobody knows";
        HeMayKnow = "he_may_know", "They may know where somebody is";
        Custody = "custody", "Release from custody";
        Bail = "bail", "Bail, or its conditions changed";
        Vehicle = "vehicle", "Another vehicle";
        NewPartner = "new_partner", "A new partner";
        Relapse = "relapse", "Drinking, drugs or violence again";
        Missed = "missed", "A missed session";
        Contact = "contact", "The hub decided about a new contact";
        HighRisk = "high_risk", "On the list of high risk";
    }
}

impl SignalKind {
    /// Within what time somebody must acknowledge it.
    pub fn clock(self) -> &'static ClockRule {
        match self {
            Self::Threat | Self::Whereabouts | Self::HeMayKnow | Self::Custody | Self::Bail => {
                &WARNING_AT_ONCE
            }
            Self::Vehicle
            | Self::NewPartner
            | Self::Relapse
            | Self::Missed
            | Self::Contact
            | Self::HighRisk => &WARNING_SOON,
        }
    }

    /// Whether it comes from the hub, by what was decided or found there, and not from the side of the person who harms.
    pub fn is_hubs(self) -> bool {
        matches!(self, Self::Contact | Self::HighRisk)
    }

    /// What somebody on the perpetrator's side can warn of.
    pub fn sent() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|kind| !kind.is_hubs())
    }
}

impl CompartmentKind {
    /// The roles that hear the warnings of a strand (access model, rows 4 to 6). Where none of them is allocated, it goes to who
    /// manages the work at once.
    pub fn warned(self) -> &'static [Role] {
        match self {
            Self::Child => &[Role::SocialWorker, Role::ChildAdviser],
            Self::Victim => &[Role::VictimAdviser],
            Self::Perpetrator | Self::Hub | Self::Shared | Self::Enquirer | Self::Sealed => &[],
        }
    }
}

/// Characters that a warning may hold: it is read in a hurry.
pub const SIGNAL_LONGEST: usize = 1_000;

/// What is sealed of a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalContent {
    /// As written.
    pub text: String,
}

impl SignalContent {
    /// The warning as chosen and typed.
    ///
    /// # Errors
    /// Where no kind was chosen, nothing was written, or more than a warning holds.
    pub fn new(kind: Option<SignalKind>, text: &str) -> Result<(SignalKind, Self), Refusal> {
        let kind = kind.filter(|kind| !kind.is_hubs());
        let text = text.trim();
        let length = text.chars().count();
        let mut problems = Vec::new();
        if kind.is_none() {
            problems.push(Problem::new("kind", "Choose what the warning is about."));
        }
        if text.is_empty() {
            let words = "Write what happened, in a few words.";
            problems.push(Problem::new("text", words));
        } else if length > SIGNAL_LONGEST {
            let words =
                format!("The warning has {length} characters. Make it {SIGNAL_LONGEST} or fewer.");
            problems.push(Problem::new("text", words));
        }
        match kind {
            Some(kind) if problems.is_empty() => Ok((
                kind,
                Self {
                    text: text.to_owned(),
                },
            )),
            _ => Err(Refusal::Invalid(problems)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNAL_LONGEST, SignalContent, SignalKind};
    use crate::refusal::Refusal;

    #[test]
    fn a_warning_says_what_and_not_too_much() {
        let threat = Some(SignalKind::Threat);
        let fields = |kind, text: &str| match SignalContent::new(kind, text) {
            Ok(_) => Vec::new(),
            Err(Refusal::Invalid(problems)) => {
                problems.into_iter().map(|problem| problem.field).collect()
            }
            Err(other) => unreachable!("{other}"),
        };
        assert!(fields(threat, " He said he will find her. ").is_empty());
        assert_eq!(fields(None, " "), ["kind", "text"]);
        assert_eq!(
            fields(Some(SignalKind::Contact), "Said by his side."),
            ["kind"]
        );
        assert_eq!(fields(threat, ""), ["text"]);
        assert!(fields(threat, &"é".repeat(SIGNAL_LONGEST)).is_empty());
        assert_eq!(fields(threat, &"é".repeat(SIGNAL_LONGEST + 1)), ["text"]);
    }
}
