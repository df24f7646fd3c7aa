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

#[test]
fn each_step_away_from_certain() {
    use Certainty::{Certain, NeverAcrossChangedNumber, Uncertain};
    let check = |what: &str, change: fn(&mut Description<'static>), expect: Certainty| {
        let mut other = sophie();
        change(&mut other);
        let (a, b) = (Record::read(&sophie()), Record::read(&other));
        assert_eq!(certain(&a, &b), expect, "{what}");
        assert_eq!(certain(&b, &a), expect, "{what}, turned round");
    };
    check("the same", |_| {}, Certain);
    check(
        "a misspelling",
        |d| d.given_names = Some("Sofie"),
        Uncertain,
    );
    check("a short form", |d| d.given_names = Some("Sophia"), Certain);
    check(
        "a second name",
        |d| d.given_names = Some("Sophie Grace"),
        Certain,
    );
    check(
        "a spelling of the surname",
        |d| d.surname = Some("Marshe"),
        Certain,
    );
    check("sex not given", |d| d.sex = Sex::NotGiven, Certain);
    check("an initial", |d| d.given_names = Some("S"), Uncertain);
    check(
        "another given name",
        |d| d.given_names = Some("Owen"),
        Uncertain,
    );
    check("no given name", |d| d.given_names = None, Uncertain);
    check("another surname", |d| d.surname = Some("Okafor"), Uncertain);
    check("another sex", |d| d.sex = Sex::Male, Uncertain);
    check(
        "no birth date",
        |d| d.date_of_birth = BirthDate::None,
        Uncertain,
    );
    check(
        "swapped",
        |d| {
            d.date_of_birth = BirthDate::Exact {
                year: 2014,
                month: 5,
                day: 3,
            }
        },
        Uncertain,
    );
    check(
        "unborn",
        |d| {
            d.date_of_birth = BirthDate::Expected {
                year: 2014,
                month: 3,
                day: 5,
            }
        },
        Uncertain,
    );
    check("no number", |d| d.nhs_number = None, Uncertain);
    check(
        "another number",
        |d| d.nhs_number = Some("9434765870"),
        NeverAcrossChangedNumber,
    );
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
