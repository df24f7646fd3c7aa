//! What the pages of the broken glass show.

use askama::Template;
use trefoil_app::glass::GlassReason;
use trefoil_app::glass::open::Opened;
use trefoil_core::date_words::moment;
use trefoil_core::refusal::Problem;

use crate::components::{
    Button, Choice, DateInput, ErrorSummary, Input, Layout, Radios, Textarea, WarningText,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::day;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The form.
#[derive(Template)]
#[template(path = "pages/glass.html")]
pub(super) struct AskShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    token: FormToken,
    warning: WarningText,
    given: Input,
    surname: Input,
    birth: DateInput,
    number: Input,
    address: Textarea,
    postcode: Input,
    reason: Radios,
    text: Textarea,
    button: Button,
}

/// The one answer.
#[derive(Template)]
#[template(path = "pages/glass_broken.html")]
pub(super) struct BrokenShown {
    layout: Layout,
}

/// What is open.
#[derive(Template)]
#[template(path = "pages/glass_open.html")]
pub(super) struct OpenShown {
    layout: Layout,
    opened: Vec<OpenedShown>,
}

struct OpenedShown {
    href: String,
    kind: &'static str,
    until: String,
}

impl AskShown {
    /// The form, with what was typed where it could not be used.
    pub(super) fn new(shell: &Shell, typed: &Fields, problems: &[Problem]) -> Self {
        let title = titled("In an emergency", problems);
        let text = |name, label| input(name, label, typed, problems);
        let values = day::typed(typed, "birth").map(|value| Some(value.into()));
        let mut birth = DateInput::new("birth", "Birth date", values);
        birth.group.hint = "For example, 14 3 2014".into();
        birth.group.error = error_at(problems, "birth");
        Self {
            layout: shell.layout(&title, Tab::Glass),
            errors: summary_of(problems, |field| Some(control_of(field).into())),
            token: shell.token(),
            warning: WarningText::new(
                "What you do here is told to the Caldicott guardian, and to the worker whose work it is. It is reviewed within two working days.",
            ),
            given: text("given", "First names"),
            surname: text("surname", "Surname"),
            birth,
            number: text("number", "NHS number"),
            address: area("address", "Address", typed, problems),
            postcode: text("postcode", "Postcode"),
            reason: reason(typed, problems),
            text: area("text", "What has happened?", typed, problems),
            button: Button::once("Break the glass"),
        }
    }
}

/// The control of a field that is wrong.
fn control_of(field: &str) -> String {
    match field {
        "birth" => "birth-day".to_owned(),
        field => field.to_owned(),
    }
}

fn input(name: &'static str, label: &'static str, typed: &Fields, problems: &[Problem]) -> Input {
    let mut input = Input {
        value: Some(typed.get(name).to_owned().into()),
        autocomplete: Some("off".into()),
        spellcheck: Some(false),
        ..Input::new(name, label)
    };
    input.field.classes = "govuk-!-width-one-half".into();
    input.field.error = error_at(problems, name);
    input
}

fn area(name: &'static str, label: &'static str, typed: &Fields, problems: &[Problem]) -> Textarea {
    let mut area = Textarea::new(name, label);
    area.rows = 3;
    area.autocomplete = Some("off".into());
    area.value = typed.raw(name).to_owned().into();
    area.field.error = error_at(problems, name);
    area
}

fn reason(typed: &Fields, problems: &[Problem]) -> Radios {
    let reasons = GlassReason::ALL.iter();
    let items = reasons.map(|one| Choice::new(one.code(), one.words()));
    let mut radios = Radios::new("reason", "Why can it not wait?", items.collect());
    let chosen = typed.get("reason");
    radios.value = (!chosen.is_empty()).then(|| chosen.to_owned().into());
    radios.group.error = error_at(problems, "reason");
    radios
}

impl BrokenShown {
    /// The answer, whatever came of it.
    pub(super) fn new(shell: &Shell) -> Self {
        Self {
            layout: shell.layout("The glass is broken", Tab::Glass),
        }
    }
}

impl OpenShown {
    /// The page of what is open.
    pub(super) fn new(shell: &Shell, opened: &[Opened]) -> Self {
        let one = |one: &Opened| OpenedShown {
            href: format!("/strands/{}", one.strand),
            kind: one.kind.words(),
            until: moment(one.until),
        };
        Self {
            layout: shell.layout("What is open to you", Tab::Glass),
            opened: opened.iter().map(one).collect(),
        }
    }
}
