//! What follows a decision: whoever told the hub hears what was decided, the family is told or is not and why, and the services that were
//! named say yes or no. A decision is finished when these are (Working Together 2023, chapter 1: the referrer is told within the same
//! working day's clock; that it is not safe to tell a family is an answer, not a gap). An adult who is not helped through a child is helped by
//! a route of their own, which is asked as a service is.

pub mod tell;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::tell::Told;
use crate::clock::{ClockRule, DECISION, DISCLOSURE};
use crate::contact::{CameBy, Referrer};
use crate::decision::{Answer, Decided, Outcome};
use crate::ids::{FamilyId, SightingId};
use crate::name::PersonName;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::{IncidentRole, Source, closed_list};

closed_list! {
    /// What has to follow.
    FollowKind {
        Referrer = "referrer", "Tell who told the hub";
        Family = "family", "Tell the family";
        Service = "service", "Ask the service";
        VictimAdviser = "victim_adviser", "Victim's adviser (IDVA)";
        AdultSafeguarding = "adult_safeguarding", "Adult safeguarding";
        Disclosure = "disclosure", "Disclosure scheme: the right to know";
        Marac = "marac", "Conference about high risk (MARAC)";
    }
}

impl FollowKind {
    /// The routes by which an adult is helped.
    pub const ROUTES: [Self; 4] = [
        Self::VictimAdviser,
        Self::AdultSafeguarding,
        Self::Disclosure,
        Self::Marac,
    ];

    /// Whether it is a route for one adult.
    pub fn is_route(self) -> bool {
        Self::ROUTES.contains(&self)
    }

    /// Whether somebody is asked who can say no; the others are told.
    pub fn is_asked(self) -> bool {
        self == Self::Service || self.is_route()
    }
}

/// The routes that somebody can be helped by, for what they were in the incident. Where a person harmed turns for help is never a route
/// of whoever harmed them.
pub fn routes_of(role: IncidentRole) -> &'static [FollowKind] {
    match role {
        IncidentRole::Victim => &FollowKind::ROUTES,
        IncidentRole::Perpetrator | IncidentRole::Other => &[FollowKind::AdultSafeguarding],
        IncidentRole::Child => &[],
    }
}

/// The clock of what follows: telling and asking, within a working day; what was asked of the disclosure scheme, until it has decided.
pub fn follow_rule(kind: FollowKind, state: FollowState) -> &'static ClockRule {
    match (kind, state) {
        (FollowKind::Disclosure, FollowState::Asked | FollowState::Accepted) => &DISCLOSURE,
        _ => &DECISION,
    }
}

closed_list! {
    /// Where it stands.
    FollowState default ToDo {
        ToDo = "to_do", "To do";
        Told = "told", "Told";
        NotTold = "not_told", "Not told";
        Asked = "asked", "They are asked";
        Accepted = "accepted", "They work with the family";
        Declined = "declined", "They said no";
        Ended = "ended", "Their work has ended";
    }
}

impl FollowState {
    /// Whether somebody still has to see to it, or waits for another.
    pub fn is_open(self) -> bool {
        matches!(self, Self::ToDo | Self::Asked | Self::Accepted)
    }
}

closed_list! {
    /// Why somebody is not told.
    NotToldWhy {
        Unsafe = "unsafe", "It is not safe to tell them now";
        Enquiry = "enquiry", "Telling them could harm an enquiry by police or under section 47";
        Nobody = "nobody", "Nobody left a name or a way to be reached";
        NotReached = "not_reached", "They could not be reached";
        NotAsked = "not_asked", "The person harmed asked that they are not told";
    }
}

closed_list! {
    /// How somebody was told.
    ToldHow {
        Phone = "phone", "By telephone";
        InPerson = "in_person", "In person";
        Letter = "letter", "By letter";
        SecureMail = "secure_mail", "By secure e-mail";
        Worker = "worker", "Through their worker";
    }
}

/// Characters of what is written of it.
pub const NOTE_LONGEST: usize = 2_000;

/// One thing that somebody did about it. None is ever changed: what was wrong is put right by another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowEntry {
    /// Where it stood from then on.
    pub to: FollowState,
    /// Why nobody was told.
    pub why: Option<NotToldWhy>,
    /// How they were told.
    pub how: Option<ToldHow>,
    /// What was written.
    pub note: String,
    /// By whom, as the ledger names them.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it puts right what was recorded before it.
    pub rights: bool,
}

/// What was decided of one child, or of a contact without a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowDecided {
    /// The child's name; `None` where the contact is about adults only.
    pub whom: Option<PersonName>,
    /// What.
    pub outcome: Outcome,
    /// The service that was named.
    pub service: Option<String>,
}

/// What is sealed of it.
#[derive(Clone, Default)]
pub struct FollowContent {
    /// Whom it is about: the child, or everybody; of telling a family, its children alone, and those who may be told.
    pub people: Vec<PersonName>,
    /// What was decided, each once.
    pub outcomes: Vec<Outcome>,
    /// What was decided, of each child.
    pub decided: Vec<FollowDecided>,
    /// Of telling a family: who may be told. Empty where a person must decide whom.
    pub told: Vec<Told>,
    /// Of telling a family: the families that the contact was about.
    pub families: Vec<FamilyId>,
    /// Who told the hub.
    pub source: Option<Source>,
    /// Who it was there.
    pub referrer: Option<Referrer>,
    /// Of telling them: their own reference.
    pub reference: Option<String>,
    /// Of telling them: by which way they told it, which says whether it is proved who they are.
    pub came_by: Option<CameBy>,
    /// The service, as it was named.
    pub service: String,
    /// What was written last, of what was begun before each entry was kept.
    pub note: String,
    /// What was done about it, in order.
    pub entries: Vec<FollowEntry>,
}

/// What is to follow, and about which child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What.
    pub kind: FollowKind,
    /// About which child or which adult alone.
    pub child: Option<SightingId>,
    /// The service, or who runs the route here.
    pub service: String,
}

/// What follows a decision: one word to who told the hub and one to the family, each service that an answer names, and each adult's routes.
/// Early help that nobody named is asked for by that name.
pub fn wanted(decided: &Decided) -> Vec<Wanted> {
    let told = |kind| Wanted {
        kind,
        child: None,
        service: String::new(),
    };
    let service = |answer: &Answer| {
        let named = answer.service.as_deref().map(str::trim).unwrap_or_default();
        let service = match (named, answer.outcome) {
            ("", Outcome::EarlyHelp) => "Early help",
            (named, _) => named,
        };
        (!service.is_empty()).then(|| Wanted {
            kind: FollowKind::Service,
            child: answer.child,
            service: service.to_owned(),
        })
    };
    let mut all = vec![told(FollowKind::Referrer), told(FollowKind::Family)];
    all.extend(decided.answers.iter().filter_map(service));
    all.extend(decided.routes.iter().map(|route| Wanted {
        kind: route.kind,
        child: Some(route.adult),
        service: route.service.trim().to_owned(),
    }));
    all
}

/// What somebody did about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowStep {
    /// Where it stands now.
    pub to: Option<FollowState>,
    /// Why nobody was told.
    pub why: Option<NotToldWhy>,
    /// How they were told.
    pub how: Option<ToldHow>,
    /// Which version of it this puts right, where it does; else it leads on.
    pub rights: Option<i64>,
}

/// The steps that it can take from where it stands.
pub fn follow_steps(kind: FollowKind, from: FollowState) -> &'static [FollowState] {
    use FollowState as S;
    match (kind, from) {
        (kind, from) if kind.is_asked() => match from {
            S::ToDo => &[S::Asked, S::Accepted, S::Declined],
            S::Asked => &[S::Accepted, S::Declined],
            S::Accepted => &[S::Ended],
            _ => &[],
        },
        (_, S::Told) => &[],
        (_, S::NotTold) => &[S::Told],
        (_, _) => &[S::Told, S::NotTold],
    }
}

/// What a record that was wrong can be put right to: anything that it could have been, and that nothing was done at all.
pub fn follow_rights(kind: FollowKind, from: FollowState) -> &'static [FollowState] {
    use FollowState as S;
    match (kind.is_asked(), from) {
        (_, S::ToDo) => &[],
        (true, _) => &[S::ToDo, S::Asked, S::Accepted, S::Declined, S::Ended],
        (false, _) => &[S::ToDo, S::Told, S::NotTold],
    }
}

/// Checks a step, and what is written with it, against how it stands: its kind, its state and its version.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where it does not stand where that step begins any more, and whether it was the same person who
/// moved it.
pub fn follow_next(
    (kind, from, version): (FollowKind, FollowState, i64),
    step: FollowStep,
    note: &str,
    by_them: bool,
) -> Result<FollowState, Refusal> {
    let Some(to) = step.to else {
        return Err(Refusal::invalid("step", "Say what was done."));
    };
    let can = match step.rights {
        Some(of) if of == version => follow_rights(kind, from),
        Some(_) => &[],
        None => follow_steps(kind, from),
    };
    if !can.contains(&to) {
        let words = if by_them {
            "You have recorded something about this since you opened it. Open it again to see how it stands."
        } else {
            "Somebody else has dealt with this since you opened it. Open it again to see how it stands."
        };
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let problems = problems(kind, to, step, note);
    if problems.is_empty() {
        Ok(to)
    } else {
        Err(Refusal::Invalid(problems))
    }
}

/// What must be written of a step, where nothing is.
fn asked_of(kind: FollowKind, to: FollowState, step: FollowStep) -> Option<&'static str> {
    match to {
        _ if step.rights.is_some() => Some("Write what was wrong."),
        FollowState::Told => Some("Write whom you told, and what they said."),
        FollowState::Declined => Some("Write what they said."),
        FollowState::Ended if kind.is_route() => Some("Write what came of it."),
        _ => None,
    }
}

fn problems(kind: FollowKind, to: FollowState, step: FollowStep, note: &str) -> Vec<Problem> {
    let why = match (to == FollowState::NotTold, step.why) {
        (true, None) => Some("Say why they are not told."),
        (false, Some(_)) => Some("A reason is for not telling. Take it out, or choose “Not told”."),
        _ => None,
    };
    let how = match (to == FollowState::Told, step.how) {
        (true, None) => Some("Say how they were told."),
        (false, Some(_)) => Some("This is for those who were told. Take it out, or choose “Told”."),
        _ => None,
    };
    let wanted = asked_of(kind, to, step).filter(|_| note.trim().is_empty());
    let said = [("how", how), ("why", why), ("note", wanted)];
    let said = said.into_iter();
    let mut problems: Vec<Problem> = said
        .filter_map(|(field, words)| Some(Problem::new(field, words?)))
        .collect();
    let length = note.chars().count();
    if length > NOTE_LONGEST {
        let long = format!("This has {length} characters. Make it {NOTE_LONGEST} or fewer.");
        problems.push(Problem::new("note", long));
    }
    problems
}

#[cfg(test)]
mod tests;
