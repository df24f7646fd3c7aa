//! Tests of `evidence`: the words, and that no located value is ever among them.

use super::{Leaning, evidence};
use crate::birth::BirthDate;
use crate::compare::{Field, compare};
use crate::record::{Description, NamedAs, Record, Sex};

fn said(a: &Description<'_>, b: &Description<'_>) -> Vec<String> {
    let (a, b) = (Record::read(a), Record::read(b));
    evidence(&a, &b, &compare(&a, &b))
        .into_iter()
        .map(|line| line.words)
        .collect()
}

fn named<'a>(given: &'a str, surname: &'a str) -> Description<'a> {
    Description {
        given_names: Some(given),
        surname: Some(surname),
        ..Description::default()
    }
}

fn born(year: i16, month: u8, day: u8) -> BirthDate {
    BirthDate::Exact { year, month, day }
}

#[test]
fn names_in_words() {
    let check = |a: (&str, &str), b: (&str, &str), first: &str, surname: &str| {
        assert_eq!(
            said(&named(a.0, a.1), &named(b.0, b.1)),
            [first, surname, "No birth date given"]
        );
    };
    check(
        ("Sophie", "Marsh"),
        ("Sophie", "Marsh"),
        "Same first name",
        "Same surname",
    );
    check(
        ("Bill", "Marsh"),
        ("William", "Mersh"),
        "Another form of the same first name (Bill, William)",
        "Surname sounds alike (Marsh, Mersh)",
    );
    check(
        ("J", "Marsh-Okafor"),
        ("Jakub", "Okafor"),
        "Initial fits the first name (J, Jakub)",
        "One surname holds the other (Marsh-Okafor, Okafor)",
    );
    check(
        ("Owen", "Khan"),
        ("Sophie", "Khan"),
        "Different first name (Owen, Sophie)",
        "Same surname, one that many people have",
    );
    check(
        ("Baby", ""),
        ("Sophie", "Marsh"),
        "No first name given",
        "No surname given",
    );
    check(
        ("Jay\u{202e}don", "Kowalski"),
        ("Jayden", "Kowalska"),
        "Almost the same first name (Jaydon, Jayden)",
        "Almost the same surname (Kowalski, Kowalska)",
    );
}

#[test]
fn an_alias_is_told() {
    let mut now = named("Sophie", "Okafor");
    now.aliases = vec![NamedAs {
        given_names: Some("Sophie"),
        surname: Some("Marsh"),
    }];
    let words = said(&now, &named("Sophie", "Marsh"));
    assert_eq!(
        words.get(1).map(String::as_str),
        Some("Same surname, counting other known names")
    );
}

#[test]
fn birth_dates_in_words() {
    let check = |a: BirthDate, b: BirthDate, expect: &str| {
        let with = |date_of_birth| Description {
            date_of_birth,
            ..Description::default()
        };
        assert_eq!(
            said(&with(a), &with(b)).last().map(String::as_str),
            Some(expect)
        );
    };
    let day = born(2014, 3, 5);
    check(day, day, "Same birth date");
    check(day, BirthDate::None, "No birth date given");
    check(
        day,
        born(2014, 5, 3),
        "Birth date has day and month swapped (5 March 2014, 3 May 2014)",
    );
    check(
        day,
        born(2014, 3, 6),
        "Birth date is one digit off (5 March 2014, 6 March 2014)",
    );
    check(
        day,
        born(1984, 7, 9),
        "Different birth date (5 March 2014, 9 July 1984)",
    );
    check(
        BirthDate::Expected {
            year: 2026,
            month: 4,
            day: 1,
        },
        born(2026, 3, 25),
        "Birth date fits the due date (due 1 April 2026, 25 March 2026)",
    );
    check(
        born(2014, 0, 77),
        day,
        "Born in the same year (not a date, 5 March 2014)",
    );
}

const LOCATED: [&str; 4] = ["07700900123", "FY14AB", "Larkspur", "Larkfield"];

#[test]
fn located_values_are_never_said() {
    let a = Description {
        sex: Sex::Male,
        nhs_number: Some("9434765919"),
        phone: Some("07700900123"),
        postcode: Some("FY14AB"),
        address: Some("14 Larkspur Street"),
        school: Some("Larkfield Primary"),
        ..Description::default()
    };
    let other = Description {
        nhs_number: Some("9434765870"),
        phone: Some("07700900999"),
        postcode: Some("FY14AC"),
        address: Some("Flat 1, 14 Larkspur Street"),
        school: Some("Larkfeild Primary"),
        ..a.clone()
    };
    let same = said(&a, &a);
    let different = said(&a, &other);
    for words in same.iter().chain(&different) {
        assert!(
            LOCATED.iter().all(|value| !words.contains(value)),
            "{words}"
        );
    }
    let home = |lines: &[String]| lines.iter().skip(3).map(String::clone).collect::<Vec<_>>();
    assert_eq!(
        home(&same),
        [
            "Same sex recorded",
            "Same NHS number",
            "Same phone number",
            "Same postcode",
            "Same address",
            "Same school"
        ]
    );
    assert_eq!(
        home(&different),
        [
            "Same sex recorded",
            "Different NHS number",
            "Different phone number",
            "Postcodes of the same district",
            "Same house, one without the flat",
            "Almost the same school name"
        ]
    );
}

#[test]
fn which_way_it_points() {
    let a = Record::read(&Description {
        date_of_birth: born(2014, 3, 5),
        ..named("Sophie", "Marsh")
    });
    let b = Record::read(&named("Sophie", "Okafor"));
    let leanings: Vec<_> = evidence(&a, &b, &compare(&a, &b))
        .iter()
        .map(|line| (line.field, line.leaning))
        .collect();
    assert_eq!(
        leanings,
        [
            (Field::GivenNames, Leaning::For),
            (Field::Surname, Leaning::Against),
            (Field::DateOfBirth, Leaning::Neither)
        ]
    );
}
