//! Tests of `blocking`: what must meet meets, what need not does not, and keys stay few.

use super::{MAX_KEYS, keys};
use crate::birth::BirthDate;
use crate::record::{Description, NamedAs, Record};

const NONE: BirthDate = BirthDate::None;

fn born(year: i16, month: u8, day: u8) -> BirthDate {
    BirthDate::Exact { year, month, day }
}

fn of(given: &str, surname: &str, date_of_birth: BirthDate) -> Vec<String> {
    keys(&Record::read(&Description {
        given_names: Some(given),
        surname: Some(surname),
        date_of_birth,
        ..Description::default()
    }))
}

#[test]
fn the_keys_of_one_record() {
    assert_eq!(
        of("Bill", "Marsh-Okafor", born(2014, 5, 3)),
        [
            "dob+given:2014-03-05:flm",
            "dob+surname:2014-05:akfr",
            "names:akfr:flm",
            "dob+initial:2014-03-05:b",
            "dob+surname:2014-05:mrs",
            "names:flm:mrs",
        ]
    );
    assert!(of("", "", NONE).is_empty());
    assert!(of("Baby", "", NONE).is_empty());
}

#[test]
fn reappearances_meet() {
    let day = born(2014, 3, 5);
    for (a, b) in [
        (
            ("Sophie", "Marsh", day),
            ("Sophie", "Marsh", born(2014, 5, 3)),
        ),
        (("Sophie", "Marsh", day), ("Sophie", "Okafor", day)),
        (("Sophie", "Marsh", day), ("Sohpie", "Okafor", day)),
        (
            ("Sophie", "Marsh", day),
            ("Grace", "Marshe", born(2014, 3, 6)),
        ),
        (("Sophie", "Marsh", day), ("Sophie", "Marsh", NONE)),
        (
            ("Sophie", "Marsh", day),
            ("Sophie", "Marsh", born(1999, 9, 9)),
        ),
        (("Wei", "Zhang", NONE), ("Zhang", "Wei", NONE)),
        (("Kasia", "Wójcik", NONE), ("Katarzyna", "Wojcik", NONE)),
        (("Amara", "Marsh-Okafor", NONE), ("Amara", "Marsh", NONE)),
        (("محمد", "علي", day), ("مُحَمَّد", "على", NONE)),
        (
            (
                "Baby",
                "Marsh",
                BirthDate::Expected {
                    year: 2026,
                    month: 1,
                    day: 4,
                },
            ),
            ("Sophie", "Marsh", born(2025, 12, 28)),
        ),
    ] {
        let (x, y) = (of(a.0, a.1, a.2), of(b.0, b.1, b.2));
        assert!(x.iter().any(|key| y.contains(key)), "{x:?} {y:?}");
    }
}

#[test]
fn strangers_do_not_meet() {
    let (x, y) = (
        of("Sophie", "Marsh", born(2014, 3, 5)),
        of("Owen", "Okafor", born(2014, 3, 6)),
    );
    assert!(x.iter().all(|key| !y.contains(key)), "{x:?} {y:?}");
}

#[test]
fn numbers_come_first_and_keys_stay_few() {
    let record = Record::read(&Description {
        given_names: Some("Sophie Grace"),
        surname: Some("Marsh Okafor"),
        aliases: vec![
            NamedAs {
                given_names: Some("Zosia"),
                surname: Some("Lis")
            };
            3
        ],
        date_of_birth: born(2014, 3, 5),
        nhs_number: Some("943 476 5919"),
        upn: Some("A1"),
        phone: Some("07700 900123"),
        ..Description::default()
    });
    let all = keys(&record);
    assert_eq!(all.len(), MAX_KEYS);
    let kinds: Vec<_> = all.iter().filter_map(|key| key.split(':').next()).collect();
    assert_eq!(
        kinds,
        ["nhs", "upn", "dob+given", "dob+surname", "names", "phone"]
    );
}

#[test]
fn an_alias_meets_the_name_it_is_an_alias_of() {
    let record = Record::read(&Description {
        given_names: Some("Sophie"),
        surname: Some("Okafor"),
        aliases: vec![NamedAs {
            given_names: Some("Sophie"),
            surname: Some("Marsh"),
        }],
        ..Description::default()
    });
    assert!(
        keys(&record)
            .iter()
            .any(|key| of("Sophie", "Marsh", NONE).contains(key))
    );
}
