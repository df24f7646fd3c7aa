//! Decisions: the hub's answer to a contact, per child, with its reason. Core decides; the shell does.

use serde::{Deserialize, Serialize};

use crate::contact::ContactState;
use crate::follow::{FollowKind, routes_of};
use crate::ids::SightingId;
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::{IncidentRole, closed_list};

closed_list! {
    /// What the hub decided. The codes about children are those of the scrutiny report.
    Outcome {
        NoFurtherAction = "no_further_action", "No further action";
        InformationAndAdvice = "information_and_advice", "Information and advice";
        EarlyHelp = "early_help", "Early help";
        Referral = "referral", "Referral to children's social care";
        StrategyDiscussion = "strategy_discussion", "Strategy discussion";
        AdultRoute = "adult_route", "A route for an adult";
    }
}

impl Outcome {
    /// What can be decided about a child: the codes of the scrutiny report.
    pub const OF_CHILDREN: [Self; 5] = [
        Self::NoFurtherAction,
        Self::InformationAndAdvice,
        Self::EarlyHelp,
        Self::Referral,
        Self::StrategyDiscussion,
    ];

    /// What can be decided about a contact without a child.
    pub const OF_ADULTS: [Self; 5] = [
        Self::NoFurtherAction,
        Self::InformationAndAdvice,
        Self::EarlyHelp,
        Self::Referral,
        Self::AdultRoute,
    ];
}

impl Outcome {
    /// Whether somebody works with them from now on who answers for the danger: social care, or the route of an adult.
    pub fn sends_on(self) -> bool {
        self.progressed() || self == Self::AdultRoute
    }

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

/// A route by which an adult of the contact is helped, who is not helped through a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The adult's first sighting in the contact.
    pub adult: SightingId,
    /// Which route.
    pub kind: FollowKind,
    /// Who runs it here, where they were named.
    pub service: String,
}

/// What was decided of a contact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// The answer about each child, or the one about a contact without a child.
    pub answers: Vec<Answer>,
    /// The routes for adults.
    pub routes: Vec<Route>,
    /// Of whom that is in doubt whoever decides said that they are the one who is harmed.
    pub harmed: Vec<SightingId>,
    /// Whether whoever decides said that they know who is on the list of high risk.
    pub sure: bool,
}

impl Decided {
    /// Whether nothing is done for anybody of it but those who have a route.
    fn is_nothing(&self) -> bool {
        let mut answers = self.answers.iter();
        answers.all(|one| one.outcome == Outcome::NoFurtherAction)
    }
}

impl From<Vec<Answer>> for Decided {
    fn from(answers: Vec<Answer>) -> Self {
        Self {
            answers,
            ..Self::default()
        }
    }
}

/// What is said where a contact is decided by a route, and none is named.
pub const ROUTE_WANTED: &str = "Name the route, for at least one adult, below.";

/// Characters of who runs a route.
pub const SERVICE_LONGEST: usize = 200;

/// What is said where nothing is done for somebody, and a route is named for the same.
pub const NOTHING_AND_A_ROUTE: &str = "You chose “No further action”, and named a route for an adult below. Choose “A route for an adult”, or take the route out.";

/// What is said where nothing is done for a child, and a service is named for the same.
pub const NOTHING_AND_A_SERVICE: &str = "You chose “No further action”, and named a service, which would be asked. Choose what the service is asked for, or take the service out.";

/// An adult of a contact, for the routes by which they are helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adult {
    /// Their first sighting in it.
    pub root: SightingId,
    /// What they were in it.
    pub role: IncidentRole,
    /// Whether they are known as harmed and as harming, as far as whoever decides may know.
    pub in_doubt: bool,
}

impl Adult {
    /// The routes that are offered: of whom it is in doubt who harms whom, a person says first that they are the one harmed. A route of
    /// whoever is harmed hears where they are and what they fear.
    pub fn routes(self, harmed: bool) -> &'static [FollowKind] {
        if self.in_doubt && !harmed {
            routes_of(IncidentRole::Other)
        } else {
            routes_of(self.role)
        }
    }
}

/// What is asked before somebody has a route who is known on both sides.
pub const WHO_HARMS: &str = "Say first who harms whom: this person is known as one who harms, too.";

/// Checks the routes against the adults of the contact: each is for an adult of it who can be helped by it, and a contact that is decided by
/// a route names one. Nothing is asked for whom nothing is done: a child for whom nothing is done may have a parent who is helped by a route.
///
/// # Errors
/// `Conflict` where an adult is not in the contact any more; `Invalid` naming each part.
pub fn routes_check(adults: &[Adult], decided: &Decided) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    for route in &decided.routes {
        let Some(adult) = adults.iter().find(|adult| adult.root == route.adult) else {
            return Err(Refusal::Conflict(
                "The people of this contact have changed since you opened it. Open it again, then decide.".to_owned(),
            ));
        };
        let field = format!("route-{}", route.adult);
        let harmed = decided.harmed.contains(&adult.root);
        if !adult.routes(true).contains(&route.kind) {
            problems.push(Problem::new(
                field,
                "Choose a route that is for this person.",
            ));
        } else if !adult.routes(harmed).contains(&route.kind) {
            problems.push(Problem::new(format!("harm-{}", route.adult), WHO_HARMS));
        } else if route.service.chars().count() > SERVICE_LONGEST {
            let words = format!("Make it {SERVICE_LONGEST} characters or fewer.");
            let field = format!("run-{}-{}", route.adult, route.kind.code());
            problems.push(Problem::new(field, words));
        }
    }
    for (place, answer) in decided.answers.iter().enumerate() {
        let words = against_routes(answer, !decided.routes.is_empty());
        problems.extend(words.map(|words| Problem::new(format!("outcome-{place}"), words)));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems))
    }
}

/// What stands against an answer beside the routes that were named.
fn against_routes(answer: &Answer, routes: bool) -> Option<&'static str> {
    let service = answer.service.as_deref().unwrap_or_default().trim();
    match (answer.outcome, answer.child) {
        (Outcome::AdultRoute, Some(_)) => Some("Choose what you decide about this child."),
        (Outcome::AdultRoute, None) if !routes => Some(ROUTE_WANTED),
        (Outcome::NoFurtherAction, None) if routes => Some(NOTHING_AND_A_ROUTE),
        (Outcome::NoFurtherAction, _) if !service.is_empty() => Some(NOTHING_AND_A_SERVICE),
        _ => None,
    }
}

/// The box in which whoever decides says that they know of it.
pub const DECIDE_SURE: &str = "decide-sure";

/// What is asked where nothing is decided for somebody who is on the list of high risk.
pub const DECIDE_SURE_WANTED: &str = "Somebody in this contact is on the list of people at high risk, and this decision does nothing for them. Choose something that helps, or say beside the decision that you know.";

/// Asks once where nothing is done for those who are on the list of high risk: a worker decides, and has seen it.
///
/// # Errors
/// `Invalid` naming the box in which it is said.
pub fn risk_check(decided: &Decided, at_risk: &[SightingId]) -> Result<(), Refusal> {
    let helped = decided
        .routes
        .iter()
        .any(|one| at_risk.contains(&one.adult));
    if at_risk.is_empty() || decided.sure || helped || !decided.is_nothing() {
        return Ok(());
    }
    Err(Refusal::invalid(DECIDE_SURE, DECIDE_SURE_WANTED))
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
