//! Looking for somebody known, filled in: nothing looked for yet, and two found.

use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::open::FormOpen;
use super::page::back;
use super::sample::{BASE, known};
use super::search::{May, SearchShown, Whom};
use super::shown::CandidateShown;
use crate::components::Button;
use crate::pages::problems::summary_of;
use crate::pages::search::asked::Typed;
use crate::pages::search::form::{SearchForm, control_of};
use crate::shell::Tab;
use crate::shell::sample::shell;

/// Nothing was looked for yet, or not with enough.
pub(super) fn searching() -> SearchShown {
    let shell = shell(Role::Triage);
    let typed = Typed {
        surname: "Marsh".to_owned(),
        ..Typed::default()
    };
    let problems = [Problem::new("birth", "Enter a birth date as well.")];
    SearchShown {
        layout: shell.layout("Look for somebody known", Tab::Queue),
        back: back(),
        errors: summary_of(&problems, |field| Some(control_of(field).into())),
        form: FormOpen {
            base: BASE.to_owned(),
            token: shell.token(),
            ..FormOpen::default()
        },
        person: Whom {
            sighting: "5".to_owned(),
            anchor: "person-5".to_owned(),
            name: "Tom Marsh".to_owned(),
            facts: "7 years, born 3 March 2014".to_owned(),
        },
        open: May { may: true },
        found: None,
        candidates: Vec::new(),
        search: SearchForm::new(&typed, &problems),
        find: Button::new("Find"),
    }
}

/// Two were found; of one it was said before that they are two people.
pub(super) fn found() -> SearchShown {
    let again = CandidateShown {
        person: "7".to_owned(),
        custodian: Some("It was said here before that these are two people."),
        may_confirm: false,
        may_refuse: false,
        ..known()
    };
    SearchShown {
        errors: None,
        found: Some("2 people found, the best fit to what you typed first".to_owned()),
        candidates: vec![known(), again],
        ..searching()
    }
}
