//! The boxes of one person: who they are in sight, where they are and what they said folded.

use askama::Template;
use trefoil_core::contact_typed::field_of;
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known, Sex};

use super::controls::{codes, input, select, textarea};
use crate::components::{Input, Select, Textarea};
use crate::form::Fields;

/// One person.
#[derive(Template)]
#[template(path = "pages/telling/person.html")]
pub(in crate::pages) struct PersonBoxes {
    legend: String,
    role: Select,
    given: Input,
    surname: Input,
    birth: Input,
    /// Whether anything folded was typed, or is wrong: then it is open.
    open: bool,
    selects: Vec<Select>,
    places: Vec<Input>,
    safe: Select,
    safe_how: Input,
    present: Select,
    words: Textarea,
}

/// Where they are and how they are reached: name, label, hint.
const PLACES: [(&str, &str, &str); 5] = [
    (
        "relationship",
        "Who they are to the victim",
        "Mother, ex-partner, son",
    ),
    ("address", "Address", ""),
    ("postcode", "Postcode", ""),
    ("phone", "Telephone", ""),
    ("school", "School or nursery", ""),
];

/// What is folded until it is used.
const FOLDED: &[&str] = &[
    "sex",
    "relationship",
    "address_state",
    "address",
    "postcode",
    "phone",
    "school",
    "safe",
    "safe_how",
    "present",
    "words",
];

impl PersonBoxes {
    pub(in crate::pages) fn new(at: usize, given: (&Fields, &[Problem])) -> Self {
        let field = |name: &str| field_of(at, name);
        let (typed, problems) = given;
        let touched = |name: &&str| {
            let name = field(name);
            !typed.get(&name).is_empty() || problems.iter().any(|one| one.field == name)
        };
        let line = |name: &str, label: &'static str, hint: &'static str| {
            input((field(name), label), hint, given)
        };
        let pick =
            |name: &str, label: &'static str, from| select((field(name), label), from, given);
        Self {
            legend: format!("Person {}", at + 1),
            role: pick("role", "Who they are in it", codes!(IncidentRole)),
            given: line("given", "First names", ""),
            surname: line("surname", "Surname", ""),
            birth: line("birth", "Birth date", "14 3 2014, or “due 14 3 2026”"),
            open: FOLDED.iter().any(touched),
            selects: vec![
                pick("sex", "Sex", codes!(Sex)),
                pick(
                    "address_state",
                    "What is known of the address",
                    codes!(AddressState),
                ),
            ],
            places: PLACES
                .map(|(name, label, hint)| line(name, label, hint))
                .into(),
            safe: pick("safe", "Is it safe to contact them?", codes!(Known)),
            safe_how: line("safe_how", "How it is safe", "Only mornings, never by text"),
            present: pick("present", "A child: were they there?", codes!(Known)),
            words: textarea(
                (field("words"), "A child: what they said"),
                ("In their own words", 2),
                given,
            ),
        }
    }
}
