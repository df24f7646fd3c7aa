//! The routes by which adults are helped who are not helped through a child: a part of the decision form for each adult of the contact.

use std::collections::BTreeMap;

use trefoil_app::contacts::view::{ContactPage, ContactPerson};
use trefoil_core::decision::{Adult, ROUTE_WANTED, Route};
use trefoil_core::follow::{FollowKind, routes_of};
use trefoil_core::ids::SightingId;
use trefoil_core::refusal::{Problem, Refusal};

use crate::components::{Checkboxes, Choice, ChoiceItem, Content, Input, Radios};
use crate::form::Fields;
use crate::pages::problems::error_at;

/// More adults than any contact has; a form that goes on for ever is cut off.
const MOST: usize = 200;

/// What was typed about one adult.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedRoute {
    adult: SightingId,
    kinds: Vec<FollowKind>,
    /// Who runs each here, where somebody was named.
    runs: BTreeMap<&'static str, String>,
    /// What was said of who harms whom, where it is in doubt.
    harm: String,
}

/// What is said of somebody who is known on both sides.
const HARMED: &str = "harmed";

impl TypedRoute {
    fn run(&self, kind: FollowKind) -> &str {
        self.runs.get(kind.code()).map_or("", String::as_str)
    }
}

/// The part of the form about one adult.
pub(super) struct RoutePart {
    pub(super) anchor: String,
    pub(super) adult_name: String,
    pub(super) adult: String,
    pub(super) summary: String,
    pub(super) open: bool,
    /// Who harms whom, where that is to be said first; and whether it has been.
    pub(super) harm: Option<(Radios, bool)>,
    pub(super) kinds: Checkboxes,
}

/// The box of who runs a route.
fn run_field(place: impl std::fmt::Display, kind: FollowKind) -> String {
    format!("run-{place}-{}", kind.code())
}

/// From the form's fields `adult-0`, `route-0`, `run-0-marac`, ….
pub(super) fn read(form: &Fields) -> Vec<TypedRoute> {
    let sent = |place: &usize| form.all(&format!("adult-{place}")).next().is_some();
    let each = (0..MOST).take_while(sent).filter_map(|place| {
        let kinds = format!("route-{place}");
        let kinds = form.all(&kinds).filter_map(FollowKind::from_code);
        let runs = FollowKind::ROUTES.iter().map(|kind| {
            let run = form.get(&run_field(place, *kind)).to_owned();
            (kind.code(), run)
        });
        Some(TypedRoute {
            adult: form.read(&format!("adult-{place}"))?,
            kinds: kinds.filter(|kind| kind.is_route()).collect(),
            runs: runs.filter(|(_, run)| !run.is_empty()).collect(),
            harm: form.get(&format!("harm-{place}")).to_owned(),
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
            service: one.run(*kind).to_owned(),
        })
    });
    each.collect()
}

/// Of whom it was said that they are the one who is harmed.
pub(super) fn harmed(typed: &[TypedRoute]) -> Vec<SightingId> {
    let said = typed.iter().filter(|one| one.harm == HARMED);
    said.map(|one| one.adult).collect()
}

/// Nobody is named in vain: who runs a route that was not chosen would be lost without a word.
///
/// # Errors
/// `Invalid` naming each route.
pub(super) fn chosen(typed: &[TypedRoute]) -> Result<(), Refusal> {
    let each = typed.iter().enumerate().flat_map(|(place, one)| {
        let kinds = FollowKind::ROUTES.iter();
        let vain = kinds.filter(|kind| !one.kinds.contains(kind) && !one.run(**kind).is_empty());
        vain.map(move |kind| {
            let words = format!(
                "You named who runs “{}”: tick it too, or take the name out.",
                kind.words()
            );
            Problem::new(format!("route-{place}"), words)
        })
    });
    let problems: Vec<Problem> = each.collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems))
    }
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
    for kind in ["route-", "harm-"] {
        if let Some(place) = problem.field.strip_prefix(kind).and_then(place) {
            return Problem::new(format!("{kind}{place}"), problem.message);
        }
    }
    let run = problem.field.strip_prefix("run-");
    let run = run.and_then(|rest| rest.rsplit_once('-'));
    let run = run.and_then(|(adult, kind)| Some((place(adult)?, kind)));
    match run {
        Some((place, kind)) => Problem::new(format!("run-{place}-{kind}"), problem.message),
        None => problem,
    }
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
    let adult = Adult {
        root,
        role: one.row.role,
        in_doubt: one.in_doubt,
    };
    let said = before.is_some_and(|one| one.harm == HARMED);
    let asked = adult.routes(true) != adult.routes(false);
    let harm = asked.then(|| (harm(place, &whom, before, problems), said));
    let choices = adult.routes(said).iter().map(|kind| {
        let run = before.map(|one| one.run(*kind)).unwrap_or_default();
        choice(*kind, (place, &whom), run, problems)
    });
    let question = format!("By which route is {whom} helped?");
    let mut kinds = Checkboxes::new(format!("route-{place}"), question, choices.collect());
    kinds.values = before
        .iter()
        .flat_map(|one| &one.kinds)
        .map(|kind| kind.code().into())
        .collect();
    kinds.group.error = error_at(problems, &format!("route-{place}"));
    let here = [format!("run-{place}-"), format!("harm-{place}")];
    let own = |one: &Problem| here.iter().any(|name| one.field.starts_with(name));
    let wrong = !kinds.group.error.is_empty() || problems.iter().any(own);
    let said = before
        .is_some_and(|one| !one.kinds.is_empty() || !one.runs.is_empty() || !one.harm.is_empty());
    RoutePart {
        anchor: format!("decide-route-{place}"),
        adult_name: format!("adult-{place}"),
        adult: root.to_string(),
        summary: format!("A route for {whom}"),
        open: wrong || said || must_be_named(problems),
        harm,
        kinds,
    }
}

/// Who harms whom, of somebody who is known on both sides: a person says it before a route is offered.
fn harm(place: usize, whom: &str, before: Option<&TypedRoute>, problems: &[Problem]) -> Radios {
    let choices = vec![
        Choice::new(HARMED, "They are the one who is harmed here"),
        Choice::new("open", "They harm, or nobody can say yet"),
    ];
    let name = format!("harm-{place}");
    let question = format!("Who harms whom? {whom} is known as harmed and as one who harms");
    let mut harm = Radios::new(name.clone(), question, choices);
    harm.group.hint = "A route of whoever is harmed hears where they are and what they fear. Ask those who work with the family before you say it, and write how you know in the reason".into();
    harm.value = before.map(|one| one.harm.clone().into());
    harm.group.error = error_at(problems, &name);
    harm
}

/// One route, and who runs it: shown where it is chosen, and always where nothing can be hidden.
fn choice(
    kind: FollowKind,
    (place, whom): (usize, &str),
    typed: &str,
    problems: &[Problem],
) -> Choice {
    let name = run_field(place, kind);
    let asked = format!(
        "Who runs it here, if you name them ({}, {whom})",
        kind.words()
    );
    let mut run = Input::new(name.clone(), asked);
    run.value = Some(typed.to_owned().into());
    run.field.error = error_at(problems, &name);
    ChoiceItem {
        value: kind.code().into(),
        content: kind.words().into(),
        conditional: Content::part(run),
        ..ChoiceItem::default()
    }
    .into()
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
    let choices = choices.map(|kind| choice(*kind, (0, "Kelly <Marsh>"), "<Harbour>", &[]));
    let question = "By which route is Kelly <Marsh> helped?";
    let mut kinds = Checkboxes::new("route-0", question, choices.collect());
    kinds.group.error = "Choose a route that is for this person.".into();
    RoutePart {
        anchor: "decide-route-0".to_owned(),
        adult_name: "adult-0".to_owned(),
        adult: "8".to_owned(),
        summary: "A route for Kelly <Marsh>".to_owned(),
        open: true,
        harm: Some((
            harm(
                0,
                "Kelly <Marsh>",
                None,
                &[Problem::new("harm-0", "Say it.")],
            ),
            false,
        )),
        kinds,
    }
}
