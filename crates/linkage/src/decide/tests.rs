//! Tests of `decide`: the one pair that is certain, and each step away from it.

use super::{Certainty, certain};
use crate::birth::BirthDate;
use crate::record::{Description, Record, Sex};

const DAY: BirthDate = BirthDate::Exact {
    year: 2014,
    month: 3,
    day: 5,
};

fn sophie() -> Description<'static> {
    Description {
        given_names: Some("Sophie"),
        surname: Some("Marsh"),
        date_of_birth: DAY,
        sex: Sex::Female,
        nhs_number: Some("9434765919"),
        ..Description::default()
    }
}

type Step = (&'static str, fn(&mut Description<'static>), Certainty);

const STEPS: &[Step] = &[
    ("the same", |_| {}, Certainty::Certain),
    (
        "a misspelling",
        |d| d.given_names = Some("Sofie"),
        Certainty::Uncertain,
    ),
    (
        "a short form",
        |d| d.given_names = Some("Sophia"),
        Certainty::Certain,
    ),
    (
        "a second name",
        |d| d.given_names = Some("Sophie Grace"),
        Certainty::Certain,
    ),
    (
        "a spelling of the surname",
        |d| d.surname = Some("Marshe"),
        Certainty::Certain,
    ),
    (
        "sex not given",
        |d| d.sex = Sex::NotGiven,
        Certainty::Certain,
    ),
    (
        "an initial",
        |d| d.given_names = Some("S"),
        Certainty::Uncertain,
    ),
    (
        "another given name",
        |d| d.given_names = Some("Owen"),
        Certainty::Uncertain,
    ),
    (
        "no given name",
        |d| d.given_names = None,
        Certainty::Uncertain,
    ),
    (
        "another surname",
        |d| d.surname = Some("Okafor"),
        Certainty::Uncertain,
    ),
    ("another sex", |d| d.sex = Sex::Male, Certainty::Uncertain),
    (
        "no birth date",
        |d| d.date_of_birth = BirthDate::None,
        Certainty::Uncertain,
    ),
    (
        "swapped",
        |d| {
            d.date_of_birth = BirthDate::Exact {
                year: 2014,
                month: 5,
                day: 3,
            }
        },
        Certainty::Uncertain,
    ),
    (
        "unborn",
        |d| {
            d.date_of_birth = BirthDate::Expected {
                year: 2014,
                month: 3,
                day: 5,
            }
        },
        Certainty::Uncertain,
    ),
    ("no number", |d| d.nhs_number = None, Certainty::Uncertain),
    (
        "another number",
        |d| d.nhs_number = Some("9434765870"),
        Certainty::NeverAcrossChangedNumber,
    ),
];

#[test]
fn each_step_away_from_certain() {
    for (what, change, expect) in STEPS {
        let mut other = sophie();
        change(&mut other);
        let (a, b) = (Record::read(&sophie()), Record::read(&other));
        assert_eq!(certain(&a, &b), *expect, "{what}");
        assert_eq!(certain(&b, &a), *expect, "{what}, turned round");
    }
}

#[test]
fn pupil_numbers_count_too() {
    let check = |one: Option<&str>, other: Option<&str>, nhs: Option<&str>, expect: Certainty| {
        let read = |upn| {
            Record::read(&Description {
                upn,
                nhs_number: nhs,
                ..sophie()
            })
        };
        assert_eq!(
            certain(&read(one), &read(other)),
            expect,
            "{one:?} {other:?} {nhs:?}"
        );
    };
    check(Some("A1"), Some("a1"), None, Certainty::Certain);
    check(Some("A1"), None, None, Certainty::Uncertain);
    check(
        Some("A1"),
        Some("B2"),
        Some("9434765919"),
        Certainty::NeverAcrossChangedNumber,
    );
}

#[test]
fn names_that_changed_places_and_something_else_are_not_certain() {
    let check = |given, surname, expect: Certainty| {
        let hassan = Description {
            given_names: Some("Hassan"),
            surname: Some("Siddiqui"),
            ..sophie()
        };
        let turned = Description {
            given_names: Some(given),
            surname: Some(surname),
            ..sophie()
        };
        let (a, b) = (Record::read(&hassan), Record::read(&turned));
        assert_eq!(certain(&a, &b), expect, "{given} {surname}");
        assert_eq!(certain(&b, &a), expect, "{given} {surname}, turned round");
    };
    check("Siddiqui", "Hassan", Certainty::Certain);
    check("Siddiqui", "Hussain", Certainty::Uncertain);
    check("Siddiqui Ali", "Hassan", Certainty::Uncertain);
}
