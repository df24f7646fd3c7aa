//! Tests of `score`: people who come back score high; twins, siblings, namesakes and strangers do not.

use super::{ModelScorer, Scorer, rank};
use crate::birth::BirthDate;
use crate::blocking::keys;
use crate::decide::{Certainty, certain};
use crate::record::{Description, NamedAs, Record, Sex};
use proptest::prelude::*;

fn born(year: i16, month: u8, day: u8) -> BirthDate {
    BirthDate::Exact { year, month, day }
}

/// A child at home: everything that a home shares is given.
fn at_home<'a>(given: &'a str, surname: &'a str, date_of_birth: BirthDate) -> Description<'a> {
    Description {
        given_names: Some(given),
        surname: Some(surname),
        date_of_birth,
        phone: Some("07700 900123"),
        postcode: Some("FY1 4AB"),
        address: Some("14 Larkspur Street"),
        school: Some("Larkfield Primary"),
        ..Description::default()
    }
}

/// The same with nothing of the home: they fled.
fn fled<'a>(given: &'a str, surname: &'a str, date_of_birth: BirthDate) -> Description<'a> {
    Description {
        given_names: Some(given),
        surname: Some(surname),
        date_of_birth,
        ..Description::default()
    }
}

fn probability(a: &Description<'_>, b: &Description<'_>) -> f64 {
    let (a, b) = (Record::read(a), Record::read(b));
    let scorer = ModelScorer::new();
    let there = scorer.score(&a, &b);
    assert_eq!(there, scorer.score(&b, &a));
    there.probability
}

/// The same person's two names, met twice after a flight.
const FLED: &[[(&str, &str); 2]] = &[
    [("Zofia", "Wiśniewska"), ("Zosia", "Wisniewska")],
    [("Ayesha", "Siddiqui"), ("Aisha", "Siddiqi")],
    [("Oluwaseun", "Adébáyò"), ("Seun", "Adebayo")],
    [("Ffion", "ap Gwilym"), ("Ffion Haf", "Gwilym")],
    [("Niamh", "Ní Bhriain"), ("Neve", "Ni Bhriain")],
    [("Wei", "Zhang"), ("Zhang", "Wei")],
    [("Bridie", "Connors"), ("Bridget", "Connors")],
    [("João", "Pereira da Fonseca"), ("Joao", "Fonseca")],
    [("Юлія", "Ковальчук"), ("Yulia", "Kovalchuk")],
    [("محمد", "علي"), ("مُحَمَّد", "على")],
    [("Elif", "Yıldırım"), ("ELIF", "YILDIRIM")],
];

/// The same person, met twice.
fn come_back() -> Vec<(Description<'static>, Description<'static>)> {
    let day = born(2014, 3, 5);
    let sophie = at_home("Sophie", "Marsh", day);
    let mut pairs: Vec<_> = FLED
        .iter()
        .map(|[one, other]| (fled(one.0, one.1, day), fled(other.0, other.1, day)))
        .collect();
    pairs.extend([
        (
            fled("Sophie", "Marsh", day),
            fled("Sophie", "Marshe", born(2014, 5, 3)),
        ),
        (sophie.clone(), at_home("Sophie", "Okafor", day)),
        (sophie, at_home("Sophie", "Marsh", born(2014, 3, 6))),
    ]);
    pairs
}

#[test]
fn people_who_come_back_are_found() {
    for (a, b) in come_back() {
        let found = probability(&a, &b);
        assert!(
            found > 0.8,
            "{:?} {:?} {found}",
            a.given_names,
            b.given_names
        );
        let (x, y) = (keys(&Record::read(&a)), keys(&Record::read(&b)));
        assert!(
            x.iter().any(|key| y.contains(key)),
            "no key in common: {x:?} {y:?}"
        );
    }
}

#[test]
fn twins_are_never_certain_nor_likely() {
    let day = born(2014, 3, 5);
    for (one, other) in [
        ("Hassan", "Hussain"),
        ("Amina", "Amira"),
        ("Daniel", "Danielle"),
        ("Tommy", "Ronnie"),
        ("Sophie Grace", "Sophie May"),
        ("Muhammad Ali", "Muhammad Hassan"),
        ("Muhammad", "Muhammad Hassan"),
        ("Taiwo", "Kehinde"),
        ("Maria", "Mariam"),
        ("Alisha", "Elisha"),
        ("Twin 1", "Twin 2"),
        ("Zain", "Zaid"),
        ("Jayden", "Hayden"),
        ("Lina", "Lena"),
    ] {
        let (mut a, mut b) = (at_home(one, "Marsh", day), at_home(other, "Marsh", day));
        let likely = probability(&a, &b);
        assert!(likely <= 0.5, "{one} {other} {likely}");
        // Even when a source gave one twin the other's number.
        (a.nhs_number, b.nhs_number) = (Some("9434765919"), Some("9434765919"));
        let likely = probability(&a, &b);
        assert!(likely <= 0.5, "{one} {other} with one number: {likely}");
        assert_eq!(
            certain(&Record::read(&a), &Record::read(&b)),
            Certainty::Uncertain,
            "{one} {other}"
        );
    }
}

#[test]
fn namesakes_in_one_home_are_never_certain_nor_likely() {
    for (father, son) in [
        (born(1984, 3, 5), born(2014, 3, 5)),
        (born(1990, 1, 1), born(2010, 1, 1)),
    ] {
        let (mut a, mut b) = (
            at_home("Owen", "Marsh", father),
            at_home("Owen", "Marsh", son),
        );
        (a.sex, b.sex) = (Sex::Male, Sex::Male);
        assert!(probability(&a, &b) < 0.1);
        (a.nhs_number, b.nhs_number) = (Some("9434765919"), Some("9434765919"));
        assert!(probability(&a, &b) <= 0.5);
        assert_eq!(
            certain(&Record::read(&a), &Record::read(&b)),
            Certainty::Uncertain
        );
    }
}

#[test]
fn strangers_and_siblings_are_unlikely() {
    let day = born(2014, 3, 5);
    for (a, b) in [
        (
            at_home("Sophie", "Marsh", day),
            at_home("Owen", "Marsh", born(2011, 9, 17)),
        ),
        (
            at_home("Sophie", "Marsh", day),
            at_home("Owen", "Marsh", born(2014, 11, 27)),
        ),
        (fled("Sophie", "Marsh", day), fled("Owen", "Okafor", day)),
        // One home counts once, however much of it is written down.
        (
            at_home("Mohammed", "Khan", BirthDate::None),
            at_home("Mohammed", "Siddiqui", BirthDate::None),
        ),
        (
            fled("Mohammed", "Khan", day),
            fled("Mohammed", "Khan", born(2009, 12, 24)),
        ),
        (
            fled("Mohammed", "Khan", BirthDate::None),
            fled("Mohammed", "Khan", BirthDate::None),
        ),
        (fled("", "Marsh", day), fled("", "Okafor", day)),
    ] {
        let likely = probability(&a, &b);
        assert!(
            likely < 0.2,
            "{:?} {:?} {likely}",
            a.given_names,
            b.given_names
        );
    }
}

#[test]
fn a_changed_number_is_never_likely() {
    let mut a = at_home("Sophie", "Marsh", born(2014, 3, 5));
    let mut b = a.clone();
    (a.nhs_number, b.nhs_number) = (Some("9434765919"), Some("9434765870"));
    assert!(probability(&a, &b) <= 0.5);
}

#[test]
fn more_agreement_never_scores_less() {
    let day = born(2014, 3, 5);
    let least = probability(
        &fled("Sophie", "Marsh", BirthDate::None),
        &fled("Sophie", "Marsh", day),
    );
    let more = probability(
        &fled("Sophie", "Marsh", born(2014, 3, 6)),
        &fled("Sophie", "Marsh", day),
    );
    let most = probability(&fled("Sophie", "Marsh", day), &fled("Sophie", "Marsh", day));
    assert!(least < more && more < most, "{least} {more} {most}");
}

/// A record as it is before its home is looked at.
fn homeless(record: &Record) -> Record {
    Record {
        phone: None,
        postcode: None,
        address: None,
        school: None,
        ..record.clone()
    }
}

#[test]
fn what_a_pair_could_score_is_reached_and_cuts() {
    let scorer = ModelScorer::new();
    let day = born(2014, 3, 5);
    let marsh = Record::read(&at_home("Sophie", "Marsh", day));
    let reached = scorer.score(&marsh, &marsh).probability;
    let most = scorer.most(&marsh, &homeless(&marsh));
    assert!(most >= reached && most - reached < 1e-3, "{most} {reached}");
    let stranger = Record::read(&fled("Kemi", "Okafor", born(1971, 8, 30)));
    assert!(scorer.most(&marsh, &stranger) < 0.05);
}

#[test]
fn candidates_are_ranked_likeliest_first() {
    let day = born(2014, 3, 5);
    let sophie = Record::read(&at_home("Sophie", "Marsh", day));
    let candidates = [
        ("twin", Record::read(&at_home("Owen", "Marsh", day))),
        ("same", Record::read(&fled("Sophie", "Marsh", day))),
        (
            "stranger",
            Record::read(&fled("Kemi", "Okafor", born(1971, 8, 30))),
        ),
        (
            "stranger too",
            Record::read(&fled("Kemi", "Okafor", born(1971, 8, 30))),
        ),
    ];
    let ranked = rank(
        &ModelScorer::new(),
        &sophie,
        candidates.iter().map(|(key, record)| (*key, record)),
    );
    let order: Vec<_> = ranked.iter().map(|(key, _)| *key).collect();
    assert_eq!(order, ["same", "twin", "stranger", "stranger too"]);
}

type Plain = (String, String, String, String, String, (i16, u8, u8, u8));

fn any_plain() -> impl Strategy<Value = Plain> {
    (
        any::<String>(),
        any::<String>(),
        any::<String>(),
        any::<String>(),
        any::<String>(),
        any::<(i16, u8, u8, u8)>(),
    )
}

fn read((given, surname, alias, address, number, (year, month, day, kind)): &Plain) -> Record {
    let (year, month, day) = (*year, *month, *day);
    Record::read(&Description {
        given_names: Some(given),
        surname: Some(surname),
        aliases: vec![NamedAs {
            given_names: Some(alias),
            surname: Some(surname),
        }],
        date_of_birth: match kind % 3 {
            0 => BirthDate::None,
            1 => BirthDate::Exact { year, month, day },
            _ => BirthDate::Expected { year, month, day },
        },
        nhs_number: Some(number),
        phone: Some(number),
        postcode: Some(number),
        address: Some(address),
        school: Some(address),
        ..Description::default()
    })
}

proptest! {
    #[test]
    fn any_unicode_scores_the_same_from_both_sides(a in any_plain(), b in any_plain()) {
        let (a, b) = (read(&a), read(&b));
        let scorer = ModelScorer::new();
        let there = scorer.score(&a, &b);
        prop_assert_eq!(there, scorer.score(&b, &a));
        prop_assert!((0.0..=1.0).contains(&there.probability));
        prop_assert_eq!(certain(&a, &b), certain(&b, &a));
        prop_assert!(scorer.most(&a, &homeless(&b)) >= there.probability);
        prop_assert!(crate::evidence(&a, &b, &there.comparisons).iter().all(|line| !line.words.is_empty()));
    }

    #[test]
    fn keys_are_few_and_the_same_every_time(a in any_plain()) {
        let once = keys(&read(&a));
        prop_assert_eq!(&once, &keys(&read(&a)));
        prop_assert!(once.len() <= crate::MAX_KEYS);
        prop_assert!(once.iter().all(|key| key.contains(':')));
    }
}
