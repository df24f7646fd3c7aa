//! What the pages of what follows decisions show.

use askama::Template;
use trefoil_app::follows::list::{Follow, Follows};
use trefoil_core::clock::{DISCLOSURE, Standing};
use trefoil_core::date_words::{moment, standing};
use trefoil_core::follow::{FollowKind, FollowState, NotToldWhy, follow_steps};
use trefoil_core::name::names_words;
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Layout, NotificationBanner, Radios, Select, SelectItem,
    SummaryList, SummaryRow, Tag, TagColour, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary};
use crate::pages::queue::row::clock_colour;
use crate::shell::{Shell, Tab};

/// A line of a list.
pub(in crate::pages) struct FollowLine {
    pub(in crate::pages) href: String,
    pub(in crate::pages) title: String,
    pub(in crate::pages) tag: Tag,
    pub(in crate::pages) words: String,
}

/// What is to be done, and for whom.
fn title(one: &Follow) -> String {
    match one.row.kind {
        FollowKind::Service => format!("Ask the service: {}", one.content.service),
        kind if kind.is_route() && one.content.service.is_empty() => kind.words().to_owned(),
        kind if kind.is_route() => format!("{}: {}", kind.words(), one.content.service),
        kind => kind.words().to_owned(),
    }
}

fn people(one: &Follow) -> String {
    names_words(&one.content.people, None)
}

/// Whether whoever was asked has a clock of their own.
fn runs_on(one: &Follow) -> bool {
    one.row.state.is_open() && one.rule.name == DISCLOSURE.name
}

fn tag(one: &Follow) -> Tag {
    let left = || standing(one.clock, one.due);
    match one.row.state {
        FollowState::ToDo => Tag::coloured(left(), clock_colour(one.clock)),
        state if runs_on(one) => {
            let words = format!("{}: {}", state.words(), left());
            Tag::coloured(words, clock_colour(one.clock))
        }
        FollowState::NotTold | FollowState::Declined => {
            Tag::coloured(one.row.state.words(), TagColour::Yellow)
        }
        state if state.is_open() => Tag::coloured(state.words(), TagColour::Blue),
        state => Tag::coloured(state.words(), TagColour::Green),
    }
}

/// What came of it: why nobody was told, what was written, by whom and when.
fn came(one: &Follow) -> String {
    if one.row.state == FollowState::ToDo {
        return String::new();
    }
    let why = one.row.why.map(|why| format!("{}. ", why.words()));
    let note = match one.content.note.as_str() {
        "" => String::new(),
        note => format!("{note} "),
    };
    let (by, at) = (&one.by, moment(one.row.moved_at));
    format!("{}{note}By {by}, {at}.", why.unwrap_or_default())
}

/// Its line on a contact's page.
pub(in crate::pages) fn line(one: &Follow) -> FollowLine {
    FollowLine {
        href: format!("/follow-ups/{}", one.row.follow),
        title: title(one),
        tag: tag(one),
        words: came(one),
    }
}

fn listed(one: &Follow) -> FollowLine {
    let decided: Vec<&str> = one.content.outcomes.iter().map(|one| one.words()).collect();
    let decided = match decided.as_slice() {
        [] => String::new(),
        some => format!(" Decided: {}.", some.join("; ")),
    };
    FollowLine {
        words: format!("{}.{decided} {}", people(one), came(one)),
        ..line(one)
    }
}

/// The list.
#[derive(Template)]
#[template(path = "pages/follows.html")]
pub(super) struct FollowsShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    late: usize,
    to_do: Vec<FollowLine>,
    waiting: Vec<FollowLine>,
}

impl FollowsShown {
    pub(super) fn new(shell: &Shell, found: &Follows, done: bool) -> Self {
        let late = found.to_do.iter();
        let late = late.filter(|one| matches!(one.clock, Standing::Overdue(_)));
        Self {
            layout: shell.layout("After the decision", Tab::Follows),
            notice: done.then(|| NotificationBanner::success("It is recorded.")),
            late: late.count(),
            to_do: found.to_do.iter().map(listed).collect(),
            waiting: found.waiting.iter().map(listed).collect(),
        }
    }
}

/// One of them.
#[derive(Template)]
#[template(path = "pages/follow.html")]
pub(super) struct FollowShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    base: String,
    heading: String,
    tag: Tag,
    came: String,
    facts: SummaryList,
    contact: String,
    /// What is said of telling a family.
    family: bool,
    form: Option<DealForm>,
}

struct DealForm {
    step: Radios,
    why: Option<Select>,
    note: Textarea,
    button: Button,
}

fn facts(one: &Follow) -> SummaryList {
    let decided: Vec<&str> = one.content.outcomes.iter().map(|one| one.words()).collect();
    let mut rows = vec![
        SummaryRow::new("About", people(one)),
        SummaryRow::new("What was decided", decided.join("; ")),
    ];
    if one.row.kind == FollowKind::Referrer {
        let source = one
            .content
            .source
            .map_or("Not known", |source| source.words());
        rows.push(SummaryRow::new("Who told the hub", source));
        let referrer = one.content.referrer.as_ref();
        let said = [
            ("Name", referrer.and_then(|one| one.name.clone())),
            (
                "Organisation",
                referrer.and_then(|one| one.organisation.clone()),
            ),
            (
                "Their reference",
                referrer.and_then(|one| one.reference.clone()),
            ),
            ("How to reach them", one.reached.clone()),
        ];
        let said = said.into_iter();
        rows.extend(said.filter_map(|(key, value)| Some(SummaryRow::new(key, value?))));
    }
    if one.row.kind.is_route() {
        rows.truncate(1);
        let run = Some(one.content.service.clone()).filter(|run| !run.is_empty());
        rows.extend(run.map(|run| SummaryRow::new("Who runs it here", run)));
        rows.push(SummaryRow::new(
            "Time",
            format!("{}. {}", one.rule.words, one.rule.source),
        ));
    }
    SummaryList::new(rows)
}

fn form(one: &Follow, typed: &Fields, problems: &[Problem]) -> Option<DealForm> {
    let steps = follow_steps(one.row.kind, one.row.state);
    if steps.is_empty() {
        return None;
    }
    let choices = steps.iter();
    let choices = choices.map(|state| Choice::new(state.code(), state.words()));
    let mut step = Radios::new("step", "What was done?", choices.collect());
    step.value = Some(typed.get("step").to_owned().into());
    step.group.error = error_at(problems, "step");
    let why = steps.contains(&FollowState::NotTold).then(|| {
        let mut items = vec![SelectItem::new("", "They are told")];
        let reasons = NotToldWhy::ALL.iter();
        items.extend(reasons.map(|why| SelectItem::new(why.code(), why.words())));
        let mut why = Select::new("why", "If they are not told, why?", items);
        why.value = Some(typed.get("why").to_owned().into());
        why.field.error = error_at(problems, "why");
        why
    });
    let label = match one.row.kind {
        FollowKind::Referrer | FollowKind::Family => "How, and what did they say?",
        _ => "What did they say, or what came of it?",
    };
    let mut note = Textarea::new("note", label);
    note.value = typed.raw("note").to_owned().into();
    note.rows = 3;
    note.field.error = error_at(problems, "note");
    Some(DealForm {
        step,
        why,
        note,
        button: Button::once("Record it"),
    })
}

impl FollowShown {
    pub(super) fn new(
        shell: &Shell,
        (one, may): (&Follow, bool),
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let title = if problems.is_empty() {
            "After the decision"
        } else {
            "Error: After the decision"
        };
        Self {
            layout: shell.layout(title, Tab::Follows),
            back: BackLink {
                content: "Back to what follows decisions".into(),
                href: "/follow-ups".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            base: format!("/follow-ups/{}", one.row.follow),
            heading: self::title(one),
            tag: tag(one),
            came: came(one),
            facts: facts(one),
            contact: format!("/contacts/{}", one.row.contact),
            family: one.row.kind == FollowKind::Family,
            form: form(one, typed, problems).filter(|_| may),
        }
    }
}
