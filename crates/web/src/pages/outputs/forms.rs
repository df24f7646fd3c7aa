//! The controls with which something that leaves is written, and what they send.

use jiff::Timestamp;
use jiff::tz::AmbiguousOffset;
use trefoil_app::outputs::draft::Draft;
use trefoil_app::outputs::format_of;
use trefoil_app::outputs::view::OutputsPage;
use trefoil_core::calendar::london;
use trefoil_core::output::disclosure::{Basis, Gateway, Purpose, Told, Typed};
use trefoil_core::output::{Addressee, Channel};
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::Source;

use crate::components::{Button, DateInput, Input, Select, SelectItem, Textarea};
use crate::form::Fields;
use crate::pages::day;
use crate::pages::problems::error_at;
use crate::pages::time::time_typed;

/// What the form sent.
pub(super) fn draft_of(form: &Fields) -> Draft {
    Draft {
        template: form.get("template").to_owned(),
        format: form.get("format").to_owned(),
        channel: Channel::from_code(form.get("channel")),
        to: form.get("to").to_owned(),
        recipient: form.get("recipient").to_owned(),
        meeting: meeting(form).ok(),
        words: form.raw("words").to_owned(),
        grounds: Typed {
            asked_by: form.get("asked_by").to_owned(),
            purpose: Purpose::from_code(form.get("purpose")),
            gateway: Gateway::from_code(form.get("gateway")),
            basis: Basis::from_code(form.get("basis")),
            necessity: form.raw("necessity").to_owned(),
            told: Told::from_code(form.get("told")),
        },
    }
}

/// A day in three boxes and a time; or what is wrong with them.
pub(super) fn meeting(form: &Fields) -> Result<Timestamp, Problem> {
    let day = day::read(&day::typed(form, "day"), "The day of the appointment");
    let day = day.map_err(|no| Problem::new("day", no.words))?;
    let wanted = || Problem::new("day", "Enter the day of the appointment.");
    let day = day.ok_or_else(wanted)?;
    let no_time = || {
        let words = "Enter the time of the appointment, such as 10:30 or 14:00.";
        Problem::new("time", words)
    };
    let time = time_typed(form.get("time")).ok_or_else(no_time)?;
    // An hour that comes twice is its first; one that the clocks leave out is no time.
    let at = london().to_ambiguous_timestamp(day.to_datetime(time));
    if matches!(at.offset(), AmbiguousOffset::Gap { .. }) {
        let words = "The clocks go forward then, and leave this time out. Choose another.";
        return Err(Problem::new("time", words));
    }
    at.compatible().map_err(|_| no_time())
}

/// What is wrong, with why a day or a time could not be read in the place of that one is wanted.
pub(super) fn told(form: &Fields, mut problems: Vec<Problem>) -> Vec<Problem> {
    if let (Some(place), Err(why)) = (
        problems.iter().position(|one| one.field == "day"),
        meeting(form),
    ) {
        problems.splice(place..=place, [why]);
    }
    problems
}

/// The control of a field that is wrong.
pub(super) fn control_of(field: &str) -> Option<String> {
    match field {
        "" => None,
        "day" => Some("day-day".to_owned()),
        field => Some(field.to_owned()),
    }
}

/// The form.
pub(super) struct DraftForm {
    pub(super) what: Vec<Select>,
    pub(super) recipient: Input,
    pub(super) day: DateInput,
    pub(super) time: Input,
    pub(super) words: Textarea,
    pub(super) asked_by: Input,
    pub(super) grounds: Vec<Select>,
    pub(super) necessity: Textarea,
    pub(super) button: Button,
}

fn select(
    (name, label): (&'static str, &'static str),
    items: impl Iterator<Item = (String, String)>,
    (typed, problems): (&Fields, &[Problem]),
) -> Select {
    let items = items.map(|(code, words)| SelectItem::new(code, words));
    let items = [SelectItem::new("", "Choose one")]
        .into_iter()
        .chain(items)
        .collect();
    let mut select = Select {
        value: Some(typed.get(name).to_owned().into()),
        ..Select::new(name, label, items)
    };
    select.field.error = error_at(problems, name);
    select
}

pub(super) fn input(
    (name, label): (&'static str, &'static str),
    hint: &'static str,
    (typed, problems): (&Fields, &[Problem]),
) -> Input {
    let mut input = Input {
        value: Some(typed.get(name).to_owned().into()),
        autocomplete: Some("off".into()),
        ..Input::new(name, label)
    };
    input.field.hint = hint.into();
    input.field.error = error_at(problems, name);
    input
}

pub(super) fn textarea(
    (name, label): (&'static str, &'static str),
    hint: &'static str,
    (typed, problems): (&Fields, &[Problem]),
) -> Textarea {
    let mut area = Textarea::new(name, label);
    area.value = typed.raw(name).to_owned().into();
    area.field.hint = hint.into();
    area.field.error = error_at(problems, name);
    area
}

/// The codes and words of a closed list.
macro_rules! listed {
    ($list:ty) => {
        <$list>::ALL
            .iter()
            .map(|one| (one.code().to_owned(), one.words().to_owned()))
    };
}
pub(super) use listed;

impl DraftForm {
    /// The form for these recipients, with what was typed.
    pub(super) fn new(page: &OutputsPage, typed: &Fields, problems: &[Problem]) -> Self {
        let given = (typed, problems);
        Self {
            what: what(page, given),
            recipient: input(
                ("recipient", "The person there who receives it"),
                "Only for an agency: one named person. Write to each of several by itself.",
                given,
            ),
            day: day_input(typed, problems),
            time: input(
                ("time", "Time of the appointment"),
                "For example, 10:30 or 14:00",
                given,
            ),
            words: textarea(
                ("words", "Your letter"),
                "Only for a letter in your own words. Never write where anybody lives, goes to school or works.",
                given,
            ),
            asked_by: input(
                ("asked_by", "Who asked for it"),
                "Leave this empty if nobody did",
                given,
            ),
            grounds: grounds(given),
            necessity: textarea(
                ("necessity", "Why they need it, and need no less"),
                "",
                given,
            ),
            button: Button::new("Write it"),
        }
    }
}

/// What it is, for whom, and how it goes.
fn what(page: &OutputsPage, given: (&Fields, &[Problem])) -> Vec<Select> {
    let templates = page.templates.iter();
    let templates = templates.map(|one| (one.code.to_owned(), one.words.to_owned()));
    let formats = ["pdf", "docx", "html", "txt", "xlsx", "csv", "ics"].into_iter();
    let formats = formats
        .filter_map(format_of)
        .map(|one| (one.code.to_owned(), one.words.to_owned()));
    let channels = page.channels.iter();
    let channels = channels.map(|one| (one.code().to_owned(), one.words().to_owned()));
    vec![
        select(("template", "What it is"), templates, given),
        select(("to", "Who it is for"), recipients(&page.persons), given),
        select(("channel", "How it goes"), channels, given),
        select(("format", "Kind of file"), formats, given),
    ]
}

/// Why it may be shared.
fn grounds(given: (&Fields, &[Problem])) -> Vec<Select> {
    vec![
        select(("purpose", "What it is for"), listed!(Purpose), given),
        select(
            ("gateway", "The power by which it may be shared"),
            listed!(Gateway),
            given,
        ),
        select(("basis", "The lawful basis"), listed!(Basis), given),
        select(("told", "Is the person told?"), listed!(Told), given),
    ]
}

/// Whom it can be for: the persons by name, and each kind of agency.
fn recipients(persons: &[(Addressee, String)]) -> impl Iterator<Item = (String, String)> {
    let person = |(addressee, name): &(Addressee, String)| match addressee {
        Addressee::Parent { person, .. } => (format!("parent:{person}"), format!("{name}, parent")),
        _ => ("person".to_owned(), name.clone()),
    };
    let persons: Vec<(String, String)> = persons.iter().map(person).collect();
    let agencies = Source::ALL.iter().filter(|one| **one != Source::Public);
    let agencies = agencies.map(|one| (format!("agency:{}", one.code()), one.words().to_owned()));
    persons.into_iter().chain(agencies)
}

fn day_input(typed: &Fields, problems: &[Problem]) -> DateInput {
    let value = |part: &str| Some(typed.get(&format!("day-{part}")).to_owned().into());
    let values = [value("day"), value("month"), value("year")];
    let mut input = DateInput::new("day", "Day of the appointment", values);
    input.group.hint = "For example, 14 3 2026".into();
    input.group.error = error_at(problems, "day");
    input
}
