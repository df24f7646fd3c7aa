//! What the pages of what follows decisions show.

use askama::Template;
use trefoil_app::follows::list::{Follow, FollowPage, Follows};
use trefoil_core::clock::{DISCLOSURE, Standing};
use trefoil_core::date_words::{moment, standing};
use trefoil_core::follow::{
    FollowEntry, FollowKind, FollowState, NotToldWhy, ToldHow, follow_rights, follow_steps,
};
use trefoil_core::name::{PersonName, names_words};
use trefoil_core::refusal::Problem;

use super::whom::{teller, told};
use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Layout, NotificationBanner, Radios, Select, SelectItem,
    SummaryList, SummaryRow, Tag, TagColour, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
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
    names_words(&one.people(), None)
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

/// What was done last, in words; nothing where nothing was.
fn came(one: &Follow) -> String {
    one.entries.last().map(done).unwrap_or_default()
}

/// One thing that was done: how or why not, what was written, by whom and when.
fn done((entry, by): &(FollowEntry, String)) -> String {
    let how = entry.how.map(|how| format!("{}. ", how.words()));
    let why = entry.why.map(|why| format!("{}. ", why.words()));
    let note = match entry.note.as_str() {
        "" => String::new(),
        note => format!("{note} "),
    };
    let (how, why) = (how.unwrap_or_default(), why.unwrap_or_default());
    let right = if entry.rights { "Put right" } else { "By" };
    let by = if entry.rights {
        format!(" by {by}")
    } else {
        format!(" {by}")
    };
    format!("{how}{why}{note}{right}{by}, {}.", moment(entry.at))
}

/// Everything that was done, in order, with how it stood from then on.
fn history(one: &Follow) -> Vec<String> {
    let line = |one: &(FollowEntry, String)| format!("{}. {}", one.0.to.words(), done(one));
    match one.entries.as_slice() {
        [] | [_] => Vec::new(),
        several => several.iter().map(line).collect(),
    }
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
    /// Everything that was done, where that is more than what came last.
    history: Vec<String>,
    facts: SummaryList,
    /// The contact, where the viewer may open it.
    contact: Option<String>,
    /// What is said of telling a family.
    family: Option<&'static str>,
    form: Option<DealForm>,
    /// What was typed and has no box any more, because somebody was faster.
    kept: Option<String>,
    /// The way to put right what is recorded.
    right: Option<String>,
}

/// What is said of telling a family.
const TELL: &str = "Tell those named here alone, in the way that is safe for them. Where you do not know that it is safe, do not tell: that is an answer.";
/// Where nobody may be named.
const NOBODY: &str = "Nobody is named here to be told: it is not settled who is harmed, or who harms. A person must decide whom to tell, with whoever works with the family. Never tell somebody who harms.";

struct DealForm {
    /// The version that it puts right, where it does.
    rights: Option<i64>,
    step: Radios,
    how: Option<Select>,
    why: Option<Select>,
    note: Textarea,
    button: Button,
}

/// What was decided, of whom, so that whoever tells it need not open the contact.
fn decided(one: &Follow) -> String {
    let each = one.content.decided.iter();
    let each = each.map(|one| {
        let whom = one.whom.as_ref().map(PersonName::words);
        let whom = whom.filter(|name| !name.is_empty());
        let whom = whom.map(|name| format!("{name}: ")).unwrap_or_default();
        let service = one.service.as_ref().map(|name| format!(" ({name})"));
        format!(
            "{whom}{}{}",
            one.outcome.words(),
            service.unwrap_or_default()
        )
    });
    let each: Vec<String> = each.collect();
    if each.is_empty() {
        let outcomes: Vec<&str> = one.content.outcomes.iter().map(|one| one.words()).collect();
        return outcomes.join("; ");
    }
    each.join("; ")
}

fn facts(one: &Follow) -> SummaryList {
    let mut rows = vec![SummaryRow::new("About", people(one))];
    if !one.row.kind.is_route() {
        rows.push(SummaryRow::new("What was decided", decided(one)));
    }
    match one.row.kind {
        FollowKind::Referrer => rows.extend(teller(one)),
        FollowKind::Family => rows.extend(told(one)),
        FollowKind::Service => {}
        _ => {
            let run = Some(one.content.service.clone()).filter(|run| !run.is_empty());
            rows.extend(run.map(|run| SummaryRow::new("Who runs it here", run)));
            let time = format!("{}. {}", one.rule.words, one.rule.source);
            rows.push(SummaryRow::new("Time", time));
        }
    }
    SummaryList::new(rows)
}

/// A closed list to choose from, and what it says where nothing of it is chosen.
fn choose<T: Copy>(
    (name, label): (&'static str, &'static str),
    none: &'static str,
    all: &[T],
    words: impl Fn(T) -> (&'static str, &'static str),
    (typed, problems): (&Fields, &[Problem]),
) -> Select {
    let items = all.iter().map(|one| {
        let (code, words) = words(*one);
        SelectItem::new(code, words)
    });
    let none = SelectItem::new("", none);
    let mut select = Select::new(name, label, [none].into_iter().chain(items).collect());
    select.value = Some(typed.get(name).to_owned().into());
    select.field.error = error_at(problems, name);
    select
}

fn note(kind: FollowKind, right: bool, (typed, problems): (&Fields, &[Problem])) -> Textarea {
    let label = match kind {
        _ if right => "What was wrong, and how do you know?",
        FollowKind::Referrer | FollowKind::Family => "Whom did you tell, and what did they say?",
        _ => "What did they say, or what came of it?",
    };
    let mut note = Textarea::new("note", label);
    note.value = typed.raw("note").to_owned().into();
    note.rows = 3;
    note.field.error = error_at(problems, "note");
    note
}

/// The form that leads on; or the one that puts right what is recorded.
fn form(one: &Follow, right: bool, given: (&Fields, &[Problem])) -> Option<DealForm> {
    let (typed, problems) = given;
    let (kind, state) = (one.row.kind, one.row.state);
    let (steps, question) = if right {
        (follow_rights(kind, state), "What is right?")
    } else {
        (follow_steps(kind, state), "What was done?")
    };
    steps.first()?;
    let words = |state: FollowState| match state {
        FollowState::ToDo => "Nothing was done yet: it is to do",
        state => state.words(),
    };
    let choices = steps.iter();
    let choices = choices.map(|state| Choice::new(state.code(), words(*state)));
    let mut step = Radios::new("step", question, choices.collect());
    step.value = Some(typed.get("step").to_owned().into());
    step.group.error = error_at(problems, "step");
    let how = steps.contains(&FollowState::Told).then(|| {
        let asked = ("how", "If they are told, how?");
        let all = ToldHow::ALL;
        choose(
            asked,
            "They are not told",
            all,
            |how| (how.code(), how.words()),
            given,
        )
    });
    let why = steps.contains(&FollowState::NotTold).then(|| {
        let asked = ("why", "If they are not told, why?");
        let all = NotToldWhy::ALL;
        choose(
            asked,
            "They are told",
            all,
            |why| (why.code(), why.words()),
            given,
        )
    });
    Some(DealForm {
        rights: right.then_some(one.row.version),
        step,
        how,
        why,
        note: note(kind, right, given),
        button: Button::once(if right { "Put it right" } else { "Record it" }),
    })
}

impl FollowShown {
    pub(super) fn new(
        shell: &Shell,
        page: &FollowPage,
        right: bool,
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let one = &page.follow;
        let title = titled("After the decision", problems);
        let base = format!("/follow-ups/{}", one.row.follow);
        let may_right = page.may && !follow_rights(one.row.kind, one.row.state).is_empty();
        let form = form(one, right, (typed, problems)).filter(|_| page.may);
        let note = typed.get("note");
        let kept = (form.is_none() && !note.is_empty()).then(|| note.to_owned());
        let family = (one.row.kind == FollowKind::Family).then_some(&one.told);
        Self {
            layout: shell.layout(&title, Tab::Follows),
            back: BackLink {
                content: "Back to what follows decisions".into(),
                href: "/follow-ups".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            heading: self::title(one),
            tag: tag(one),
            came: came(one),
            history: history(one),
            facts: facts(one),
            contact: page.opens.then(|| format!("/contacts/{}", one.row.contact)),
            family: family.map(|told| if told.is_empty() { NOBODY } else { TELL }),
            form,
            kept,
            right: (may_right && !right).then(|| format!("{base}?right=yes")),
            base,
        }
    }
}
