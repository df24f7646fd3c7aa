//! The page of a contact put together from what the door gave: each part is made in its own file.

use axum::http::StatusCode;
use trefoil_app::contacts::view::ContactPage;
use trefoil_core::date_words::moment;
use trefoil_core::principal::Role;
use trefoil_core::refusal::{Problem, Refusal};

use super::answers::Typed;
use super::open::{FormOpen, Typing};
use super::shown::{ContactShown, Naming};
use super::words::counted;
use super::{attachments, checks, decision, high_risk, known, person, routes, top, urgency};
use crate::components::{BackLink, BannerKind, ErrorLink, ErrorSummary, NotificationBanner};
use crate::form::Fields;
use crate::pages::current::worker_lines;
use crate::pages::follows::line as follow_line;
use crate::pages::moment::{Asking, MomentForm};
use crate::pages::notices::line;
use crate::pages::problems::refused;
use crate::pages::telling::PersonBoxes;
use crate::session::Visit;
use crate::shell::Tab;

/// What came of the request that the page answers.
#[derive(Default)]
pub(super) struct Outcome {
    /// What worked, in words.
    pub(super) done: Option<&'static str>,
    /// What must be put right, each with the id of its control.
    pub(super) problems: Vec<Problem>,
    /// What was typed in its boxes.
    pub(super) given: Fields,
    /// The past moment that was asked for, as typed.
    pub(super) asking: Asking,
}

impl Outcome {
    /// A refusal that belongs on the page, with the status that says so; any other is handed back.
    pub(super) fn refused(refusal: Refusal) -> Result<(StatusCode, Self), Refusal> {
        let (status, problems) = refused(refusal)?;
        Ok((
            status,
            Self {
                problems,
                ..Self::default()
            },
        ))
    }
}

/// The page.
pub(super) fn shown(visit: &Visit, page: &ContactPage, outcome: &Outcome) -> ContactShown {
    let base = format!("/contacts/{}", page.head.contact);
    let (history_title, history) = known::history(page);
    let typed = Typed::read(&outcome.given);
    let given = (&outcome.given, outcome.problems.as_slice());
    ContactShown {
        layout: visit.shell.layout("Contact", Tab::Queue),
        back: back(),
        form: form(visit, page),
        base,
        errors: errors(outcome),
        notice: outcome.done.map(notice),
        past: page.past.then(|| moment(page.at)),
        beside: top::beside(page),
        heading: top::heading(page),
        clock: top::clock(page),
        urgency: urgency::urgency(page, given),
        urgency_open: urgency::is_open(given),
        places: top::places(page),
        next: top::next(page),
        flags: top::flags(page),
        facts: top::facts(page),
        holder: top::holder(page, given),
        decided: known::decided(page),
        offer: known::offer(page),
        people_title: people_title(page),
        people: person::people(page, is_custodian(visit)),
        naming: naming(page, outcome),
        paragraphs: paragraphs(page.content.summary.as_deref()),
        families: known::families(page, given),
        follows: page.follows.iter().map(follow_line).collect(),
        attachments: attachments::attachments(page, &outcome.problems),
        checks: checks::checks(page, given),
        schools: page.notices.iter().map(|one| line(one, page.at)).collect(),
        tell: top::tell(page),
        workers: worker_lines(&page.workers),
        history_title,
        history,
        kept: decision::kept(
            &decision::asked(page),
            &typed,
            routes::kept(page, &typed.routes),
        ),
        risk: high_risk::part(page, given),
        decision: decision::form(page, &typed, given),
        at: at(page, outcome),
        why: page.why.to_owned(),
    }
}

/// The one form of the page.
fn form(visit: &Visit, page: &ContactPage) -> FormOpen {
    FormOpen {
        base: format!("/contacts/{}", page.head.contact),
        token: visit.shell.token(),
        draft: page.may.decide.then(|| typing(page)),
        acts: page.may.decide || page.may.link,
    }
}

/// What is typed on the page, and as what it is kept.
fn typing(page: &ContactPage) -> Typing {
    let begun = page.draft.as_ref();
    Typing {
        about: page.head.contact.to_string(),
        draft: begun.map_or(page.fresh, |one| one.draft).to_string(),
        begun: begun.is_some(),
    }
}

fn at(page: &ContactPage, outcome: &Outcome) -> MomentForm {
    let then = page.past.then_some(page.at);
    outcome.asking.form("this contact", then)
}

fn is_custodian(visit: &Visit) -> bool {
    let facts = visit.asker.worker.as_ref();
    facts.is_some_and(|facts| facts.holds(Role::Custodian))
}

/// The boxes in which somebody is named; open where something was typed, or nobody is named yet.
fn naming(page: &ContactPage, outcome: &Outcome) -> Option<Naming> {
    let given = (&outcome.given, outcome.problems.as_slice());
    let mut wrong = outcome.problems.iter();
    let mut typed = outcome.given.0.iter();
    let open = page.people.is_empty()
        || wrong.any(|one| one.field.starts_with("p0-"))
        || typed.any(|(name, value)| name.starts_with("p0-") && !value.trim().is_empty());
    page.may.decide.then(|| Naming {
        boxes: PersonBoxes::new(0, given),
        open,
    })
}

fn people_title(page: &ContactPage) -> String {
    let (one, many) = ("person in this contact", "people in this contact");
    counted(page.people.len(), one, many)
}

/// Where every contact is found.
pub(super) fn back() -> BackLink {
    BackLink {
        content: "Back to the hub queue".into(),
        href: "/queue".into(),
        ..BackLink::default()
    }
}

/// It stands where the worker looks next, so the focus is not moved away from the anchor.
fn notice(words: &'static str) -> NotificationBanner {
    NotificationBanner {
        kind: BannerKind::Success,
        auto_focus: Some(false),
        ..NotificationBanner::success(words)
    }
}

fn errors(outcome: &Outcome) -> Option<ErrorSummary> {
    let linked = outcome
        .problems
        .iter()
        .map(|problem| match problem.field.as_str() {
            "" => ErrorLink {
                content: problem.message.clone().into(),
                ..ErrorLink::default()
            },
            field => ErrorLink::new(problem.message.clone(), field),
        });
    let moment = outcome.asking.problem();
    let moment = moment.map(|problem| ErrorLink::new(problem.message.clone(), &problem.field));
    let all: Vec<ErrorLink> = linked.chain(moment).collect();
    (!all.is_empty()).then(|| ErrorSummary::new(all))
}

/// A summary as paragraphs: its lines, the empty ones left out.
fn paragraphs(summary: Option<&str>) -> Vec<String> {
    let lines = summary.unwrap_or_default().lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
