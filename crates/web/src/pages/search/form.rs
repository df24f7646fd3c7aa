//! The controls with which somebody is looked for, here and from inside a contact.

use crate::components::{DateInput, Input};
use crate::pages::problems::error_at;
use trefoil_core::refusal::Problem;

use super::asked::Typed;

/// A name with a birth date, or a number.
pub(in crate::pages) struct SearchForm {
    pub(in crate::pages) given: Input,
    pub(in crate::pages) surname: Input,
    pub(in crate::pages) birth: DateInput,
    pub(in crate::pages) number: Input,
}

impl SearchForm {
    /// The controls with what was typed, and what is wrong with it.
    pub(in crate::pages) fn new(typed: &Typed, problems: &[Problem]) -> Self {
        Self {
            given: input("given", "First names", &typed.given, problems),
            surname: input("surname", "Surname", &typed.surname, problems),
            birth: birth(&typed.birth, problems),
            number: number(&typed.number, problems),
        }
    }
}

/// The control of a field that is wrong.
pub(in crate::pages) fn control_of(field: &str) -> String {
    match field {
        "birth" => "birth-day".to_owned(),
        field => field.to_owned(),
    }
}

fn input(name: &'static str, label: &'static str, value: &str, problems: &[Problem]) -> Input {
    let mut input = Input {
        value: Some(value.to_owned().into()),
        autocomplete: Some("off".into()),
        spellcheck: Some(false),
        ..Input::new(name, label)
    };
    input.field.classes = "govuk-!-width-one-half".into();
    input.field.error = error_at(problems, name);
    input
}

fn number(value: &str, problems: &[Problem]) -> Input {
    let mut input = input("number", "NHS number or UPN", value, problems);
    input.field.hint = "A number is enough by itself".into();
    input
}

fn birth(typed: &[String; 3], problems: &[Problem]) -> DateInput {
    let values = typed.clone().map(|value| Some(value.into()));
    let mut input = DateInput::new("birth", "Birth date", values);
    input.group.hint = "For example, 14 3 2014".into();
    input.group.error = error_at(problems, "birth");
    input
}
