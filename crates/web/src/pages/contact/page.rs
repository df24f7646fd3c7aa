//! The page of a contact put together from what the door gave: each part is made in its own file.

use axum::http::StatusCode;
use trefoil_app::contacts::view::ContactPage;
use trefoil_core::date_words::moment;
use trefoil_core::principal::Role;
use trefoil_core::refusal::{Problem, Refusal};

use super::answers::Typed;
use super::shown::{ContactShown, FormOpen, Naming};
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
    /// What was typed in the decision form.
    pub(super) typed: Typed,
    /// What was typed of somebody who is to be named.
    pub(super) named: Fields,
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
    ContactShown {
        layout: visit.shell.layout("Contact", Tab::Queue),
        back: back(),
        form: FormOpen {
            base: base.clone(),
            token: visit.shell.token(),
        },
        base,
        errors: errors(outcome),
        notice: outcome.done.map(notice),
        past: page.past.then(|| moment(page.at)),
        beside: top::beside(page),
        heading: top::heading(page),
        clock: top::clock(page),
        urgency: urgency::urgency(page, &outcome.problems),
        urgency_open: urgency::is_wrong(&outcome.problems),
        next: top::next(page),
        flags: top::flags(page),
        facts: top::facts(page),
        holder: top::holder(page, &outcome.problems),
        decided: known::decided(page),
        offer: known::offer(page),
        people_title: people_title(page),
        people: person::people(page, is_custodian(visit)),
        naming: naming(page, outcome),
        paragraphs: paragraphs(page.content.summary.as_deref()),
        families: known::families(page, (&outcome.named, &outcome.problems)),
        follows: page.follows.iter().map(follow_line).collect(),
        attachments: attachments::attachments(page, &outcome.problems),
        checks: checks::checks(page, &outcome.problems),
        schools: page.notices.iter().map(|one| line(one, page.at)).collect(),
        tell: top::tell(page),
        workers: worker_lines(&page.workers),
        history_title,
        history,
        kept: decision::kept(
            &decision::asked(page),
            &outcome.typed,
            routes::kept(page, &outcome.typed.routes),
        ),
        risk: high_risk::part(page, &outcome.problems),
        decision: decision::form(page, &outcome.typed, &outcome.problems),
        at: at(page, outcome),
        why: page.why.to_owned(),
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
    let given = (&outcome.named, outcome.problems.as_slice());
    let mut wrong = outcome.problems.iter();
    let open = page.people.is_empty() || wrong.any(|one| one.field.starts_with("p0-"));
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
