//! The decision form as it was sent: one answer for all children or one for each, and what is missing from it.
//! Whether reasons will do is decided in `core`; what was typed is kept whatever comes of it.

use trefoil_core::decision::{Answer, DECIDE_SURE, Outcome};
use trefoil_core::ids::SightingId;
use trefoil_core::refusal::Problem;

use super::routes::{self, TypedRoute};
use crate::form::Fields;

/// More children than any contact has; a form that goes on for ever is cut off.
const MOST: usize = 200;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) all: TypedPart,
    /// Each child's first sighting (`None` for a contact without one) with what was typed about them.
    pub(super) each: Vec<(Option<SightingId>, TypedPart)>,
    /// What was typed about adults who are not helped through a child.
    pub(super) routes: Vec<TypedRoute>,
    /// Whether they said that they know who is at high risk.
    pub(super) sure: bool,
}

/// What was typed in one part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TypedPart {
    pub(super) outcome: String,
    pub(super) reason: String,
    pub(super) service: String,
}

/// The answers, and for each the part of the form that gave it: `all`, or its own number.
type Answers = (Vec<Answer>, Vec<String>);

impl TypedPart {
    fn read(form: &Fields, part: &str) -> Self {
        let get = |name: &str| form.get(&format!("{name}-{part}")).to_owned();
        Self {
            outcome: get("outcome"),
            reason: get("reason"),
            service: get("service"),
        }
    }

    fn is_empty(&self) -> bool {
        self.outcome.is_empty() && self.reason.is_empty() && self.service.is_empty()
    }
}

impl Typed {
    /// From the form's fields `child-0`, `outcome-0`, `reason-0`, `service-0`, … and `outcome-all`, ….
    pub(super) fn read(form: &Fields) -> Self {
        let sent = |place: &usize| form.all(&format!("child-{place}")).next().is_some();
        let each = (0..MOST).take_while(sent);
        Self {
            all: TypedPart::read(form, "all"),
            each: each
                .map(|place| {
                    (
                        form.read(&format!("child-{place}")),
                        TypedPart::read(form, &place.to_string()),
                    )
                })
                .collect(),
            routes: routes::read(form),
            sure: !form.get(DECIDE_SURE).is_empty(),
        }
    }

    /// What was typed about this child.
    pub(super) fn of(&self, child: Option<SightingId>) -> TypedPart {
        let found = self.each.iter().find(|(known, _)| *known == child);
        found.map(|(_, part)| part.clone()).unwrap_or_default()
    }

    /// The answers; a child's part that was left empty takes the one for all.
    ///
    /// # Errors
    /// One problem for each part that says no outcome, named after its control.
    pub(super) fn answers(&self) -> Result<Answers, Vec<Problem>> {
        let (mut answers, mut parts, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (child, own)) in self.each.iter().enumerate() {
            let for_all = own.is_empty() && self.each.len() > 1;
            let (part, typed) = if for_all {
                ("all".to_owned(), &self.all)
            } else {
                (place.to_string(), own)
            };
            match Outcome::from_code(&typed.outcome) {
                Some(outcome) => answers.push(answer(*child, outcome, typed)),
                None => problems.extend(missing(&part, typed)),
            }
            parts.push(part);
        }
        if problems.is_empty() {
            Ok((answers, parts))
        } else {
            Err(once(problems))
        }
    }
}

fn answer(child: Option<SightingId>, outcome: Outcome, typed: &TypedPart) -> Answer {
    Answer {
        child,
        outcome,
        reason: typed.reason.clone(),
        service: Some(typed.service.clone()).filter(|service| !service.is_empty()),
    }
}

/// Both at once, so that nobody is sent back twice.
fn missing(part: &str, typed: &TypedPart) -> Vec<Problem> {
    let outcome = Problem::new(format!("outcome-{part}"), "Choose what you decide.");
    let reason = Problem::new(
        format!("reason-{part}"),
        "Give the reason for this decision.",
    );
    if typed.reason.is_empty() {
        vec![outcome, reason]
    } else {
        vec![outcome]
    }
}

/// Problems that name answers by their place, renamed after the parts of the form that gave them.
pub(super) fn placed(problems: Vec<Problem>, parts: &[String]) -> Vec<Problem> {
    let place = |mut problem: Problem| {
        for kind in ["reason", "outcome"] {
            let rest = problem.field.strip_prefix(kind);
            let rest = rest.and_then(|rest| rest.strip_prefix('-')?.parse::<usize>().ok());
            if let Some(part) = rest.and_then(|place| parts.get(place)) {
                problem.field = format!("{kind}-{part}");
                return problem;
            }
        }
        problem
    };
    once(problems.into_iter().map(place))
}

/// Each problem once, in order: several children whose answer is the one for all have the same.
fn once(problems: impl IntoIterator<Item = Problem>) -> Vec<Problem> {
    let mut kept: Vec<Problem> = Vec::new();
    for problem in problems {
        if !kept.contains(&problem) {
            kept.push(problem);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
