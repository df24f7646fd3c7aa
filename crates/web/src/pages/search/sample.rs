//! The form, the form with errors, somebody found, nobody found.

use jiff::civil::date;
use trefoil_core::name::PersonName;
use trefoil_core::person::{BirthDate, PersonCard, SafeContact};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::asked::Typed;
use super::shown::{Found, SearchShown};
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

fn found() -> Found {
    let card = PersonCard {
        name: PersonName::new("Kelly", "Ashdown"),
        aliases: vec![
            PersonName::new("Kelly", "Marsh"),
            PersonName::new("", "O'Dare"),
        ],
        birth: BirthDate::On(date(1989, 4, 2)),
        safe_contact: SafeContact::Only("10:00-14:00 only".to_owned()),
        ..PersonCard::default()
    };
    let id = "019ad000-0000-7000-8000-000000000002".parse().unwrap();
    Found::new(id, true, &card, date(2026, 11, 30)).same_as(&["Kelly <Marsh>".to_owned()])
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let typed = Typed {
        surname: "Ashdown".to_owned(),
        birth: ["2", "4", "1989"].map(str::to_owned),
        ..Typed::default()
    };
    let problems = [
        Problem::new("surname", "Enter a name."),
        Problem::new("birth", "Enter a birth date as well."),
    ];
    let page = |problems: &[Problem], found| {
        Sample::new("search", &SearchShown::new(&shell, &typed, problems, found))
    };
    vec![
        page(&[], None),
        page(&problems, None),
        page(&[], Some(vec![found()])),
        page(&[], Some(Vec::new())),
    ]
}
