//! The form's own controls, in the order in which somebody tells it on the telephone: who tells, what happened, to whom.

use askama::Template;
use trefoil_core::contact_typed::PEOPLE_MOST;
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::{Known, RiskGrade, RiskInstrument};

use super::by::{By, TellerBox};
use super::person::PersonBoxes;
use super::typed::rows;
use crate::components::{Button, ButtonStyle, Input, Select, SelectItem, Text, Textarea};
use crate::form::Fields;
use crate::pages::problems::error_at;

/// The controls.
#[derive(Template)]
#[template(path = "pages/telling/form.html")]
pub(in crate::pages) struct TellingForm {
    rows: usize,
    source: Select,
    summary: Textarea,
    short: Vec<Select>,
    people: Vec<PersonBoxes>,
    /// To ask for boxes for more people; it stands after the button that Enter presses.
    pub(in crate::pages) more: Option<Button>,
    /// Whether anything folded was typed, or is wrong.
    open: bool,
    folded: Vec<Input>,
    folded_selects: Vec<Select>,
    told_by: &'static str,
    tellers: Vec<Input>,
}

/// The codes and words of a closed list.
macro_rules! codes {
    ($list:ty) => {
        <$list>::ALL
            .iter()
            .map(|one| (one.code(), one.words()))
            .collect::<Vec<_>>()
    };
}
pub(super) use codes;

impl TellingForm {
    /// The form of whoever tells with it, with what was typed.
    pub(in crate::pages) fn new(by: By, typed: &Fields, problems: &[Problem]) -> Self {
        let given = (typed, problems);
        let (rows, said) = (rows(by, typed), by.said());
        let pick = |name: &str, label, from| select((name.to_owned(), label), from, given);
        let short = || {
            vec![
                pick("domestic_abuse", "Is it domestic abuse?", codes!(Known)),
                pick("grade", said.grade, codes!(RiskGrade)),
            ]
        };
        let instrument = pick("instrument", said.instrument, codes!(RiskInstrument));
        let police = pick("police_attended", "Did the police come?", codes!(Known));
        let (short, mut folded) = match by {
            By::Hub => (short(), Vec::new()),
            By::Partner => (Vec::new(), short()),
        };
        folded.extend([instrument, police]);
        let touched = |name: &str| {
            !typed.get(name).is_empty() || problems.iter().any(|one| one.field == name)
        };
        let open = touched("place") || folded.iter().any(|one| touched(&one.field.name));
        Self {
            rows,
            source: source(by, given),
            summary: textarea(
                ("summary".to_owned(), said.summary),
                (
                    "Write nobody's address here: there are boxes for it below",
                    5,
                ),
                given,
            ),
            short,
            people: (0..rows).map(|at| PersonBoxes::new(at, given)).collect(),
            more: (rows < PEOPLE_MOST).then(more),
            open,
            folded: vec![input(("place".to_owned(), "Where it was"), "", given)],
            folded_selects: folded,
            told_by: said.told_by,
            tellers: said.tellers.map(|one| teller(&one, given)).into(),
        }
    }
}

fn teller(one: &TellerBox, given: (&Fields, &[Problem])) -> Input {
    let mut input = input((one.name.to_owned(), one.label), one.hint, given);
    input.autocomplete = Some(one.autocomplete.into());
    input
}

/// Where the keyboard begins, at the hub; whoever comes for the first time reads the page from its top.
fn source(by: By, given: (&Fields, &[Problem])) -> Select {
    let who = by.sources().iter();
    let who = who.map(|one| (one.code(), one.words())).collect();
    let mut source = select(("source".to_owned(), by.said().source), who, given);
    if by == By::Hub {
        source.field.attributes = source.field.attributes.with("autofocus", "autofocus");
    }
    source
}

fn more() -> Button {
    let mut more = Button::new("Add three more people").styled(ButtonStyle::Secondary);
    more.name = Some("more".into());
    more.value = Some("yes".into());
    more
}

pub(super) fn select(
    (name, label): (String, &'static str),
    from: Vec<(&'static str, &'static str)>,
    (typed, problems): (&Fields, &[Problem]),
) -> Select {
    let value = typed.get(&name).to_owned();
    let first = SelectItem::new("", "Choose");
    let lines = from
        .into_iter()
        .map(|(code, words)| SelectItem::new(code, words));
    let error = error_at(problems, &name);
    let mut select = Select::new(name, label, [first].into_iter().chain(lines).collect());
    select.value = Some(value.into());
    select.field.error = error;
    select
}

pub(super) fn input(
    (name, label): (String, &'static str),
    hint: &'static str,
    (typed, problems): (&Fields, &[Problem]),
) -> Input {
    let value: Text = typed.raw(&name).to_owned().into();
    let error = error_at(problems, &name);
    let mut input = Input {
        value: Some(value),
        autocomplete: Some("off".into()),
        spellcheck: Some(false),
        ..Input::new(name, label)
    };
    input.field.hint = hint.into();
    input.field.error = error;
    input
}

pub(super) fn textarea(
    (name, label): (String, &'static str),
    (hint, lines): (&'static str, u32),
    (typed, problems): (&Fields, &[Problem]),
) -> Textarea {
    let value: Text = typed.raw(&name).to_owned().into();
    let error = error_at(problems, &name);
    let mut area = Textarea {
        rows: lines,
        value,
        ..Textarea::new(name, label)
    };
    area.field.hint = hint.into();
    area.field.error = error;
    area
}
