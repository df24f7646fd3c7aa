//! What follows a decision: whoever told the hub hears what was decided, the family is told or is not and why, and the services that were
//! named say yes or no. A decision is finished when these are (Working Together 2023, chapter 1: the referrer is told within the same
//! working day's clock; that it is not safe to tell a family is an answer, not a gap). An adult who is not helped through a child is helped by
//! a route of their own, which is asked as a service is.

use crate::clock::{ClockRule, DECISION, DISCLOSURE};
use crate::contact::Referrer;
use crate::decision::{Answer, Decided, Outcome};
use crate::ids::SightingId;
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

/// Characters of what is written of it.
pub const NOTE_LONGEST: usize = 2_000;

/// What is sealed of it.
#[derive(Clone, Default)]
pub struct FollowContent {
    /// Whom the contact is about: the child, or everybody.
    pub people: Vec<PersonName>,
    /// What was decided, each once.
    pub outcomes: Vec<Outcome>,
    /// Who told the hub.
    pub source: Option<Source>,
    /// Who it was there.
    pub referrer: Option<Referrer>,
    /// The service, as it was named.
    pub service: String,
    /// What came of it, in words: how they were told, what the service said.
    pub note: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowStep {
    /// Where it stands now.
    pub to: Option<FollowState>,
    /// Why nobody was told.
    pub why: Option<NotToldWhy>,
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

/// Checks a step, and what is written with it.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where it does not stand where that step begins any more.
pub fn follow_next(
    kind: FollowKind,
    from: FollowState,
    step: FollowStep,
    note: &str,
) -> Result<(FollowState, Option<NotToldWhy>), Refusal> {
    let Some(to) = step.to else {
        return Err(Refusal::invalid("step", "Say what was done."));
    };
    if !follow_steps(kind, from).contains(&to) {
        let words = "Somebody else has dealt with this since you opened it. Open it again to see how it stands.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let why = step.why.filter(|_| to == FollowState::NotTold);
    let mut problems = Vec::new();
    if to == FollowState::NotTold && why.is_none() {
        problems.push(Problem::new("why", "Say why they are not told."));
    }
    if to == FollowState::Declined && note.trim().is_empty() {
        problems.push(Problem::new("note", "Write what they said."));
    }
    if to == FollowState::Ended && kind.is_route() && note.trim().is_empty() {
        problems.push(Problem::new("note", "Write what came of it."));
    }
    let length = note.chars().count();
    if length > NOTE_LONGEST {
        let long = format!("This has {length} characters. Make it {NOTE_LONGEST} or fewer.");
        problems.push(Problem::new("note", long));
    }
    if problems.is_empty() {
        Ok((to, why))
    } else {
        Err(Refusal::Invalid(problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Route;

    fn answer(outcome: Outcome, service: Option<&str>) -> Answer {
        Answer {
            child: None,
            outcome,
            reason: "Why.".to_owned(),
            service: service.map(str::to_owned),
        }
    }

    #[test]
    fn each_decision_wants_two_told_and_its_services_asked() {
        for (answers, services) in [
            (vec![answer(Outcome::Referral, None)], vec![]),
            (vec![answer(Outcome::EarlyHelp, None)], vec!["Early help"]),
            (
                vec![
                    answer(Outcome::EarlyHelp, Some(" Caring Dads ")),
                    answer(Outcome::NoFurtherAction, Some(" ")),
                    answer(Outcome::InformationAndAdvice, Some("Lantern Quay")),
                ],
                vec!["Caring Dads", "Lantern Quay"],
            ),
        ] {
            let wanted = wanted(&Decided::from(answers));
            assert_eq!(wanted[0].kind, FollowKind::Referrer);
            assert_eq!(wanted[1].kind, FollowKind::Family);
            let named: Vec<&str> = wanted[2..].iter().map(|one| one.service.as_str()).collect();
            assert_eq!(named, services);
        }
    }

    #[test]
    fn a_step_leads_on_and_never_back() {
        for kind in FollowKind::ALL {
            for from in FollowState::ALL {
                for to in follow_steps(*kind, *from) {
                    assert!(!follow_steps(*kind, *to).contains(from), "{kind:?} {to:?}");
                }
                let open = !follow_steps(*kind, *from).is_empty();
                let fits = if kind.is_asked() {
                    !matches!(from, FollowState::Told | FollowState::NotTold)
                } else {
                    matches!(from, FollowState::ToDo)
                };
                assert!(!fits || open == from.is_open(), "{kind:?} {from:?}");
            }
        }
    }

    #[test]
    fn a_route_follows_for_its_adult_and_has_its_clock() {
        let adult = SightingId::from(uuid::Uuid::nil());
        let route = |kind| Route {
            adult,
            kind,
            service: " Lantern Quay ".to_owned(),
        };
        let decided = Decided {
            answers: vec![answer(Outcome::AdultRoute, None)],
            routes: FollowKind::ROUTES.map(route).to_vec(),
        };
        let wanted = wanted(&decided);
        let routes: Vec<FollowKind> = wanted[2..].iter().map(|one| one.kind).collect();
        assert_eq!(routes, FollowKind::ROUTES);
        assert!(wanted[2..].iter().all(|one| one.child == Some(adult)));
        assert_eq!(wanted[2].service, "Lantern Quay");
        let limit = |kind, state| follow_rule(kind, state).name;
        assert_eq!(
            limit(FollowKind::Disclosure, FollowState::Asked),
            "disclosure"
        );
        assert_eq!(limit(FollowKind::Disclosure, FollowState::ToDo), "decision");
        assert_eq!(limit(FollowKind::Marac, FollowState::Asked), "decision");
        assert_eq!(
            routes_of(IncidentRole::Perpetrator),
            [FollowKind::AdultSafeguarding]
        );
        let ended = FollowStep {
            to: Some(FollowState::Ended),
            why: None,
        };
        let silent = follow_next(FollowKind::Marac, FollowState::Accepted, ended, "");
        assert!(silent.is_err(), "what came of it?");
    }

    #[test]
    fn not_told_needs_why_and_no_needs_words() {
        let step = |to, why| FollowStep { to: Some(to), why };
        let to_do = FollowState::ToDo;
        let not = step(FollowState::NotTold, None);
        assert!(follow_next(FollowKind::Family, to_do, not, "").is_err());
        let not = step(FollowState::NotTold, Some(NotToldWhy::Unsafe));
        let came = follow_next(FollowKind::Family, to_do, not, "");
        assert_eq!(came, Ok((FollowState::NotTold, Some(NotToldWhy::Unsafe))));
        let no = step(FollowState::Declined, None);
        assert!(follow_next(FollowKind::Service, to_do, no, " ").is_err());
        assert!(follow_next(FollowKind::Service, to_do, no, "No room.").is_ok());
        let told = step(FollowState::Told, Some(NotToldWhy::Unsafe));
        let came = follow_next(FollowKind::Referrer, FollowState::NotTold, told, "");
        assert_eq!(
            came,
            Ok((FollowState::Told, None)),
            "a reason is for not telling alone"
        );
        let again = follow_next(FollowKind::Referrer, FollowState::Told, told, "");
        assert!(matches!(again, Err(Refusal::Conflict(_))));
    }
}
