//! Tests of `compare`: whole records, with several names and numbers.

use super::{Field, Level, compare};
use crate::record::{Description, NamedAs, Record, Sex};
use proptest::prelude::*;

fn check(a: &Description<'_>, b: &Description<'_>, expect: &[(Field, Level)]) {
    let (a, b) = (Record::read(a), Record::read(b));
    let compared = compare(&a, &b);
    assert_eq!(compared, compare(&b, &a));
    for (field, level) in expect {
        assert_eq!(compared.level(*field), *level, "{field:?}");
    }
    let silent = |field| !expect.iter().any(|(named, _)| *named == field);
    for field in Field::ALL.into_iter().filter(|field| silent(*field)) {
        assert_eq!(compared.level(field), Level::Missing, "{field:?}");
    }
}

fn named<'a>(given: &'a str, surname: &'a str) -> Description<'a> {
    Description {
        given_names: Some(given),
        surname: Some(surname),
        ..Description::default()
    }
}

#[test]
fn nothing_given_is_missing_everywhere() {
    check(&Description::default(), &Description::default(), &[]);
}

#[test]
fn names_the_other_way_round() {
    let both = [
        (Field::GivenNames, Level::OtherWayRound),
        (Field::Surname, Level::OtherWayRound),
    ];
    for (one, other) in [
        (("Wei", "Zhang"), ("Zhang", "Wei")),
        (("Kiran", "Kauur"), ("Kaur", "Kiran")),
        (("Kaur M", "Kiran"), ("Kiran Manpreet", "Kaur")),
    ] {
        check(&named(one.0, one.1), &named(other.0, other.1), &both);
    }
}

#[test]
fn one_name_in_common_is_not_a_name_turned_round() {
    for (one, other) in [
        (("Emily", "Clark"), ("Parker", "Emily")),
        (("James", "Joshua"), ("Joshua", "Goldsley")),
    ] {
        let different = [
            (Field::GivenNames, Level::Different),
            (Field::Surname, Level::Different),
        ];
        check(&named(one.0, one.1), &named(other.0, other.1), &different);
    }
}

#[test]
fn an_alias_that_fits_is_used() {
    let mut now = named("Agnieszka", "Okafor");
    now.aliases = vec![NamedAs {
        given_names: Some("Aga"),
        surname: Some("Kowalska"),
    }];
    let then = named("Agnieszka", "Kowalska");
    check(
        &now,
        &then,
        &[
            (Field::GivenNames, Level::Nickname),
            (Field::Surname, Level::Same),
        ],
    );
}

#[test]
fn the_other_fields() {
    let a = Description {
        sex: Sex::Female,
        nhs_number: Some("943 476 5919"),
        upn: Some("a123"),
        phone: Some("07700 900123"),
        postcode: Some("FY1 4AB"),
        address: Some("14 Larkspur Street"),
        school: Some("Larkfield Primary"),
        ..Description::default()
    };
    let b = Description {
        sex: Sex::Male,
        nhs_number: Some("9434765919"),
        upn: Some("A124"),
        phone: Some("+447700900123"),
        postcode: Some("fy14ba"),
        address: Some("16 Larkspur St"),
        school: Some("Larkfeild School"),
        ..Description::default()
    };
    check(
        &a,
        &b,
        &[
            (Field::Sex, Level::Different),
            (Field::NhsNumber, Level::Same),
            (Field::Upn, Level::Different),
            (Field::Phone, Level::Same),
            (Field::Postcode, Level::SomeShared),
            (Field::Address, Level::SomeShared),
            (Field::School, Level::Close),
        ],
    );
}

proptest! {
    #[test]
    fn every_alias_order_compares_the_same_from_both_sides(
        a in proptest::collection::vec(("[A-Ca-c ]{0,6}", "[A-Ca-c ]{0,6}"), 1..4),
        b in proptest::collection::vec(("[A-Ca-c ]{0,6}", "[A-Ca-c ]{0,6}"), 1..4),
    ) {
        let read = |names: &[(String, String)]| {
            let aliases = names.iter().map(|(given, surname)| NamedAs { given_names: Some(given), surname: Some(surname) });
            Record::read(&Description { aliases: aliases.collect(), ..Description::default() })
        };
        let (a, b) = (read(&a), read(&b));
        prop_assert_eq!(compare(&a, &b), compare(&b, &a));
    }
}
