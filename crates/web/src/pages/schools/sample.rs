//! The register with schools and without, a school for whoever keeps it and whoever reads it, and how schools are told.

use jiff::Timestamp;
use jiff::civil::date;
use trefoil_app::schools::holidays::{HolidaysPage, Said};
use trefoil_app::schools::list::{Adult, AdultRow, DaysRow, SchoolPage, SchoolRow, SchoolsPage};
use trefoil_app::schools::settings::{Held, Telling};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::school::{Days, DaysKind};

use super::shown::SchoolsShown;
use super::shown_holidays::HolidaysShown;
use super::shown_one::{EnrolShown, SchoolShown};
use super::shown_telling::TellingShown;
use crate::form::Fields;
use crate::pages::notices::sample::{due, school};
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn days(until: Option<Timestamp>) -> (DaysRow, String) {
    let row = DaysRow {
        term: id(9),
        urn: 100_001,
        days: Days {
            from: date(2026, 9, 2),
            to: date(2026, 10, 23),
            kind: DaysKind::Term,
        },
        known_from: NOW,
        known_until: until,
        recorded_by: "console:".to_owned(),
    };
    (row, "A. <Novak>".to_owned())
}

fn one(may_change: bool) -> SchoolPage {
    let adult = |place: i64| Adult {
        urn: 100_001,
        worker: id(4),
        name: "J. <Bello>".to_owned(),
        email: "j@trefoil.example".to_owned(),
        place,
        known_from: NOW,
        enrolled_at: (place > 1).then_some(NOW),
        identified: place > 1,
    };
    let before = AdultRow {
        name: "J. Bello".to_owned(),
        known_from: NOW,
        known_until: Some(NOW),
        recorded_by: "console:".to_owned(),
    };
    let line = SchoolRow {
        school: school(),
        known_from: NOW,
        known_until: None,
        recorded_by: "console:".to_owned(),
    };
    SchoolPage {
        school: Some(school()),
        opens: Some(due()),
        earlier: vec![(line, "A. Novak".to_owned())],
        days: vec![days(None), days(Some(NOW))],
        adults: vec![adult(1), adult(2)],
        adults_before: vec![(before, "A. Novak".to_owned())],
        may_change,
        now: NOW,
    }
}

fn wrong(fields: &[&str]) -> Vec<Problem> {
    let problem = |field: &&str| Problem::new(*field, "Put this right.");
    fields.iter().map(problem).collect()
}

fn lists() -> Vec<Sample> {
    let (admin, triage) = (shell(Role::Administrator), shell(Role::Triage));
    let typed = Fields::default();
    let full = SchoolsPage {
        count: 120,
        all: 24_000,
        page: 2,
        rows: vec![(school(), 0), (school(), 1), (school(), 2)],
        officers: 1,
        may_change: true,
        said: String::new(),
    };
    let found = SchoolsPage {
        said: "<marram>".to_owned(),
        ..SchoolsPage::default()
    };
    let add = wrong(&["urn", "name", "kind", "opens"]);
    let list = |shell, page: &SchoolsPage, problems: &[Problem]| {
        Sample::new("schools", &SchoolsShown::new(shell, page, &typed, problems))
    };
    vec![list(&admin, &full, &add), list(&triage, &found, &[])]
}

fn ones() -> Vec<Sample> {
    let (admin, triage) = (shell(Role::Administrator), shell(Role::Triage));
    let typed = Fields::default();
    let change = wrong(&[
        "name",
        "opens",
        "closed",
        "days-kind",
        "days-from",
        "days-to",
        "adult-name",
        "adult-email",
        "",
    ]);
    let common = SchoolPage {
        school: None,
        opens: None,
        days: Vec::new(),
        ..one(true)
    };
    let school = |shell, page: &SchoolPage, problems: &[Problem]| {
        let shown = SchoolShown::new(shell, page, &typed, problems, "changed");
        Sample::new("school", &shown)
    };
    vec![
        school(&admin, &one(true), &change),
        school(&triage, &one(false), &[]),
        school(&admin, &common, &[]),
        Sample::new("school_enrol", &EnrolShown::new(&admin, "100001", "abc")),
    ]
}

fn tellings() -> Vec<Sample> {
    let (admin, triage) = (shell(Role::Administrator), shell(Role::Triage));
    let typed = Fields::default();
    let held = Held {
        words: "The hub sends.".to_owned(),
        from: NOW,
        until: None,
        by: "A. <Novak>".to_owned(),
    };
    let agreed = Telling {
        agreement: Some("With the force's <lead>, 1 March 2026.".to_owned()),
        since: Some(NOW),
        ..Telling::default()
    };
    let (agreed, never) = ((agreed, vec![held]), (Telling::default(), Vec::new()));
    let problems = wrong(&["sends", "agreement"]);
    let with = TellingShown::of(&admin, true, (&agreed, &typed, &problems, ""));
    let without = TellingShown::of(&triage, false, (&never, &typed, &[], "set"));
    vec![
        Sample::new("school_telling", &with),
        Sample::new("school_telling", &without),
    ]
}

fn holidays() -> Vec<Sample> {
    let (admin, triage) = (shell(Role::Administrator), shell(Role::Triage));
    let typed = Fields::default();
    let said = |working, until| Said {
        day: date(2026, 12, 28),
        working,
        from: NOW,
        until,
        by: "A. <Novak>".to_owned(),
    };
    let some = HolidaysPage {
        ahead: vec![date(2026, 12, 25), date(2026, 12, 28)],
        known_to: Some(date(2028, 12, 26)),
        said: vec![said(true, None), said(false, Some(NOW))],
        may_change: true,
    };
    let problems = wrong(&["day"]);
    let changes = HolidaysShown::new(&admin, &some, (&typed, &problems), &Fields::default());
    let none = HolidaysPage::default();
    let asked = |name: &str, value: &str| Fields(vec![(name.to_owned(), value.to_owned())]);
    let reads = HolidaysShown::new(&triage, &none, (&typed, &[]), &asked("done", "strike"));
    let day = some
        .ahead
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    let asks = HolidaysShown::new(&admin, &some, (&typed, &[]), &asked("strike", &day));
    vec![
        Sample::new("school_holidays", &changes),
        Sample::new("school_holidays", &reads),
        Sample::new("school_holidays", &asks),
    ]
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    [lists(), ones(), tellings(), holidays()]
        .into_iter()
        .flatten()
        .collect()
}
