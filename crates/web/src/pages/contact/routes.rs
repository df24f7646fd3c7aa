//! The routes by which adults are helped who are not helped through a child: a part of the decision form for each adult of the contact.

use trefoil_app::contacts::view::{ContactPage, ContactPerson};
use trefoil_core::decision::{ROUTE_WANTED, Route};
use trefoil_core::follow::{FollowKind, routes_of};
use trefoil_core::ids::SightingId;
use trefoil_core::refusal::Problem;

use crate::components::{Checkboxes, Choice, Input};
use crate::form::Fields;
use crate::pages::problems::error_at;

/// More adults than any contact has; a form that goes on for ever is cut off.
const MOST: usize = 200;

/// What was typed about one adult.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedRoute {
    adult: SightingId,
    kinds: Vec<FollowKind>,
    run: String,
}

/// The part of the form about one adult.
pub(super) struct RoutePart {
    pub(super) anchor: String,
    pub(super) adult_name: String,
    pub(super) adult: String,
    pub(super) summary: String,
    pub(super) open: bool,
    pub(super) kinds: Checkboxes,
    pub(super) run: Input,
}

/// From the form's fields `adult-0`, `route-0`, `run-0`, ….
pub(super) fn read(form: &Fields) -> Vec<TypedRoute> {
    let sent = |place: &usize| form.all(&format!("adult-{place}")).next().is_some();
    let each = (0..MOST).take_while(sent).filter_map(|place| {
        let kinds = format!("route-{place}");
        let kinds = form.all(&kinds).filter_map(FollowKind::from_code);
        Some(TypedRoute {
            adult: form.read(&format!("adult-{place}"))?,
            kinds: kinds.filter(|kind| kind.is_route()).collect(),
            run: form.get(&format!("run-{place}")).to_owned(),
        })
    });
    each.collect()
}

/// What was decided of them.
pub(super) fn named(typed: &[TypedRoute]) -> Vec<Route> {
    let each = typed.iter().flat_map(|one| {
        one.kinds.iter().map(|kind| Route {
            adult: one.adult,
            kind: *kind,
            service: one.run.clone(),
        })
    });
    each.collect()
}

/// What was chosen about adults whom the form does not ask about any more, in words.
pub(super) fn kept(page: &ContactPage, typed: &[TypedRoute]) -> Vec<String> {
    let asked: Vec<SightingId> = adults(page).map(|one| one.row.root).collect();
    let gone = typed
        .iter()
        .filter(|one| !page.may.decide || !asked.contains(&one.adult));
    gone.flat_map(|one| one.kinds.iter().map(|kind| kind.words().to_owned()))
        .collect()
}

/// Problems that name adults by their sighting, renamed after their place in the form.
pub(super) fn placed(problem: Problem, typed: &[TypedRoute]) -> Problem {
    let place = |rest: &str| {
        let mut adults = typed.iter();
        adults.position(|one| one.adult.to_string() == rest)
    };
    for kind in ["route", "run"] {
        let rest = problem.field.strip_prefix(kind);
        let found = rest.and_then(|rest| place(rest.strip_prefix('-')?));
        if let Some(place) = found {
            return Problem::new(format!("{kind}-{place}"), problem.message);
        }
    }
    problem
}

fn adults(page: &ContactPage) -> impl Iterator<Item = &ContactPerson> {
    let people = page.people.iter();
    people.filter(|one| !one.row.child && !routes_of(one.row.role).is_empty())
}

/// The parts, holding what was typed and what must be put right.
pub(super) fn parts(
    page: &ContactPage,
    typed: &[TypedRoute],
    problems: &[Problem],
) -> Vec<RoutePart> {
    let each = adults(page).enumerate();
    each.map(|(place, one)| part(place, one, typed, problems))
        .collect()
}

fn part(
    place: usize,
    one: &ContactPerson,
    typed: &[TypedRoute],
    problems: &[Problem],
) -> RoutePart {
    let root = one.row.root;
    let before = typed.iter().find(|typed| typed.adult == root);
    let name = one.seen.described.name.words();
    let whom = if name.is_empty() {
        one.row.role.words().to_owned()
    } else {
        name
    };
    let choices = routes_of(one.row.role).iter();
    let choices = choices.map(|kind| Choice::new(kind.code(), kind.words()));
    let question = format!("By which route is {whom} helped?");
    let mut kinds = Checkboxes::new(format!("route-{place}"), question, choices.collect());
    kinds.values = before
        .iter()
        .flat_map(|one| &one.kinds)
        .map(|kind| kind.code().into())
        .collect();
    kinds.group.error = error_at(problems, &format!("route-{place}"));
    let asked = format!("Who runs it here, if you name them ({whom})");
    let mut run = Input::new(format!("run-{place}"), asked);
    run.value = before.map(|one| one.run.clone().into());
    run.field.error = error_at(problems, &format!("run-{place}"));
    let wrong = !kinds.group.error.is_empty() || !run.field.error.is_empty();
    let said = before.is_some_and(|one| !one.kinds.is_empty() || !one.run.is_empty());
    RoutePart {
        anchor: format!("decide-route-{place}"),
        adult_name: format!("adult-{place}"),
        adult: root.to_string(),
        summary: format!("A route for {whom}"),
        open: wrong || said || must_be_named(problems),
        kinds,
        run,
    }
}

/// Whether the contact was decided by a route, and none was named: the form then shows where.
fn must_be_named(problems: &[Problem]) -> bool {
    let wanted = |problem: &Problem| problem.message == ROUTE_WANTED;
    problems.iter().any(wanted)
}

/// Somebody whose name is no markup, with a route that must be put right.
#[cfg(test)]
pub(super) fn sample() -> RoutePart {
    let choices = FollowKind::ROUTES.iter();
    let choices = choices.map(|kind| Choice::new(kind.code(), kind.words()));
    let question = "By which route is Kelly <Marsh> helped?";
    let mut kinds = Checkboxes::new("route-0", question, choices.collect());
    kinds.group.error = "Choose a route that is for this person.".into();
    RoutePart {
        anchor: "decide-route-0".to_owned(),
        adult_name: "adult-0".to_owned(),
        adult: "8".to_owned(),
        summary: "A route for Kelly <Marsh>".to_owned(),
        open: true,
        kinds,
        run: Input::new(
            "run-0",
            "Who runs it here, if you name them (Kelly <Marsh>)",
        ),
    }
}
