//! What the pages of checks show.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::checks::own::Asked;
use trefoil_core::check::{CheckPerson, CheckState, Knows};
use trefoil_core::contact::ContactState;
use trefoil_core::date_words::{moment, standing};
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Layout, NotificationBanner, Radios, SummaryList,
    SummaryRow, Tag, TagColour, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::birth::birth;
use crate::pages::problems::{error_at, summary, titled};
use crate::pages::queue::row::clock_colour;
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/checks.html")]
pub(super) struct ChecksShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    late: usize,
    lines: Vec<CheckLine>,
}

struct CheckLine {
    href: String,
    names: String,
    clock: Tag,
    words: String,
}

fn clock(Asked { row, .. }: &Asked, now: Timestamp) -> Tag {
    match row.times.state(now) {
        CheckState::Waiting(clock) => {
            Tag::coloured(standing(clock, row.times.due), clock_colour(clock))
        }
        CheckState::Answered { .. } => Tag::coloured("Answered", TagColour::Green),
        CheckState::Ended => Tag::coloured("Called off", TagColour::Grey),
    }
}

fn asked_words(Asked { row, contact, .. }: &Asked) -> String {
    let asked = format!("Asked {}.", moment(row.times.asked_at));
    let again = row.times.chased_at;
    let again = again.map(|then| format!(" The hub asked again {}.", moment(then)));
    let decided = (*contact == ContactState::Decided).then_some(DECIDED);
    format!(
        "{asked}{}{}",
        again.unwrap_or_default(),
        decided.unwrap_or_default()
    )
}

/// Silence is no answer, whatever was decided.
const DECIDED: &str = " The hub has decided meanwhile. Your answer still counts: the hub reads it, and it is kept with what is known.";

impl ChecksShown {
    pub(super) fn new(shell: &Shell, found: &[Asked], now: Timestamp, done: bool) -> Self {
        let line = |one: &Asked| {
            let names = one.shown.people.iter().map(|person| person.name.words());
            CheckLine {
                href: format!("/checks/{}", one.row.check),
                names: names.collect::<Vec<_>>().join(", "),
                clock: clock(one, now),
                words: asked_words(one),
            }
        };
        let late = found.iter().filter(|one| now >= one.row.times.due);
        Self {
            layout: shell.layout("Checks asked of your agency", Tab::Checks),
            notice: done.then(|| NotificationBanner::success("The hub has your answer.")),
            late: late.count(),
            lines: found.iter().map(line).collect(),
        }
    }
}

/// One check.
#[derive(Template)]
#[template(path = "pages/check.html")]
pub(super) struct CheckShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    base: String,
    clock: Tag,
    words: String,
    facts: SummaryList,
    people: Vec<PersonLine>,
    form: Option<(Radios, Textarea, Button)>,
}

struct PersonLine {
    name: String,
    facts: String,
}

fn person(one: &CheckPerson) -> PersonLine {
    PersonLine {
        name: one.name.words(),
        facts: match birth(&one.birth) {
            Some(born) => format!("{}. Born {born}", one.role.words()),
            None => format!("{}. Birth date not known", one.role.words()),
        },
    }
}

fn form(typed: &Fields, problems: &[Problem]) -> (Radios, Textarea, Button) {
    let items = Knows::ALL.iter();
    let items = items.map(|one| Choice::new(one.code(), one.words()));
    let legend = "Are any of these people known to your agency?";
    let mut knows = Radios::new("knows", legend, items.collect());
    knows.value = Some(typed.get("knows").to_owned().into());
    knows.group.error = error_at(problems, "knows");
    let mut words = Textarea::new("words", "What does your agency know?");
    words.value = typed.raw("words").to_owned().into();
    words.field.hint = "Your own agency’s knowledge alone: who, since when, what worries you, who works with them. The hub reads it; other agencies do not".into();
    words.rows = 8;
    words.field.error = error_at(problems, "words");
    let button = Button::once("Send the answer to the hub");
    (knows, words, button)
}

impl CheckShown {
    pub(super) fn new(
        shell: &Shell,
        (found, now): (&Asked, Timestamp),
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let Asked {
            row, shown: asked, ..
        } = found;
        let title = titled("What the hub asks your agency", problems);
        let open = row.times.is_open(now);
        Self {
            layout: shell.layout(&title, Tab::Checks),
            back: BackLink {
                content: "Back to checks".into(),
                href: "/checks".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            base: format!("/checks/{}", row.check),
            clock: clock(found, now),
            words: asked_words(found),
            facts: SummaryList::new(vec![
                SummaryRow::new("Risk that was given", asked.grade.words()),
                SummaryRow::new("Domestic abuse", asked.domestic_abuse.words()),
            ]),
            people: asked.people.iter().map(person).collect(),
            form: (open || !problems.is_empty()).then(|| form(typed, problems)),
        }
    }
}
