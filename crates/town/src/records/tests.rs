//! A file of records is of people who could be, none of whom is; each custom leaves its mark, and the truth knows everybody.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::records;
use super::slip::{dated, heard, misread, typed};
use crate::dice::{Dice, Purpose};

/// A record by its columns, and whom it is of: person, household, culture.
struct Row {
    values: BTreeMap<String, String>,
    person: String,
    household: String,
    culture: String,
}

impl Row {
    fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }
}

fn bytes(seed: u64, people: u64) -> (Vec<u8>, Vec<u8>) {
    let (mut to, mut truth) = (Vec::new(), Vec::new());
    let written = records(seed, people, date(2026, 3, 31), &mut to, &mut truth).unwrap();
    assert!(written.records > written.people && written.people > people / 2);
    (to, truth)
}

fn rows(people: u64) -> Vec<Row> {
    let (to, truth) = bytes(7, people);
    let read = |bytes: &[u8]| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(bytes);
        reader.deserialize().map(Result::unwrap).collect()
    };
    let (records, truth) = (read(&to), read(&truth));
    assert_eq!(records.len(), truth.len());
    let each = records.into_iter().zip(truth);
    each.map(|(values, truth)| {
        assert_eq!(values["record_id"], truth["record_id"]);
        Row {
            values,
            person: truth["person_id"].clone(),
            household: truth["household_id"].clone(),
            culture: truth["culture"].clone(),
        }
    })
    .collect()
}

#[test]
fn one_seed_is_one_file() {
    assert!(bytes(3, 500) == bytes(3, 500));
    assert!(bytes(3, 500).0 != bytes(4, 500).0);
}

#[test]
fn nobody_who_is() {
    let rows = rows(3_000);
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.get("record_id")).collect();
    assert_eq!(ids.len(), rows.len());
    for row in &rows {
        let says = |column: &str, head: &str| {
            row.get(column).is_empty() || row.get(column).starts_with(head)
        };
        assert!(says("postcode", "Z"), "{}", row.get("postcode"));
        let mail = row.get("email");
        assert!(mail.is_empty() || mail.ends_with("@example.org"));
    }
    let of_nobody = |column: &str, heads: &[&str]| {
        let said = rows
            .iter()
            .map(|row| row.get(column))
            .filter(|said| !said.is_empty());
        let (all, fit) = said.fold((0, 0), |(all, fit), said| {
            (
                all + 1,
                fit + u32::from(heads.iter().any(|head| said.starts_with(head))),
            )
        });
        // A misread digit may be the first.
        assert!(
            all > 500 && fit * 100 > all * 97,
            "{column}: {fit} of {all}"
        );
    };
    of_nobody("phone", &["071", "+4471"]);
    of_nobody("national_id", &["999"]);
}

#[test]
fn every_custom_leaves_its_mark() {
    let rows = rows(60_000);
    let share = |culture: &str, of: &dyn Fn(&Row) -> bool| {
        let own = rows.iter().filter(|row| row.culture == culture);
        let (all, fit) = own.fold((0.0, 0.0), |(all, fit), row| {
            (all + 1.0, fit + f64::from(u8::from(of(row))))
        });
        assert!(all > 60.0, "{all} of {culture}");
        fit / all
    };
    let ends = |row: &Row, words: &[&str]| {
        let surname = row.get("surname").to_lowercase();
        words.iter().any(|word| surname.contains(word))
    };
    assert!(share("sikh", &|row| ends(row, &["singh", "kaur"])) > 0.4);
    assert!(
        share("pakistani", &|row| ends(
            row,
            &["begum", "bibi", "akhtar", "khatun"]
        )) > 0.1
    );
    assert!(share("spanish", &|row| row.get("surname").contains([' ', '-'])) > 0.35);
    assert!(share("portuguese", &|row| row.get("surname").contains([' ', '-'])) > 0.35);
    assert!(
        share("ukrainian", &|row| row.get("middle_names").contains("iv")
            || row.get("middle_names").contains("ov"))
            > 0.08
    );
    let families = [
        "wang", "wong", "chan", "chen", "li", "zhang", "liu", "lam", "leung", "ho",
    ];
    assert!(
        share("chinese", &|row| families
            .contains(&row.get("given_names").to_lowercase().as_str()))
            > 0.05
    );
    let first = |row: &Row| {
        let born = row.get("date_of_birth");
        born.ends_with("-01-01")
            || born.starts_with("01/01")
            || (born.len() == 8 && born.ends_with("0101"))
    };
    assert!(share("arabic", &first) > 0.04 && share("british", &first) < 0.03);
}

#[test]
fn families_hold_those_who_are_hard_to_tell_apart() {
    let rows = rows(60_000);
    let mut of_home: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        of_home.entry(&row.household).or_default().push(row);
    }
    let (mut twins, mut namesakes, mut phones, mut renamed, mut moved) = (0, 0, 0, 0, 0);
    for home in of_home.values() {
        for (at, one) in home.iter().enumerate() {
            for other in &home[at + 1..] {
                let same = |column: &str| {
                    !one.get(column).is_empty() && one.get(column) == other.get(column)
                };
                let one_person = one.person == other.person;
                twins += u32::from(!one_person && same("date_of_birth") && !same("given_names"));
                namesakes += u32::from(!one_person && same("given_names") && same("surname"));
                phones += u32::from(!one_person && same("phone"));
                renamed += u32::from(
                    one_person
                        && same("national_id")
                        && !same("surname")
                        && !one.get("surname").is_empty(),
                );
                moved += u32::from(one_person && !same("postcode"));
            }
        }
    }
    for (what, count, least) in [
        ("twins", twins, 100),
        ("namesakes", namesakes, 100),
        ("shared telephones", phones, 2_000),
        ("renamed", renamed, 300),
        ("moved", moved, 5_000),
    ] {
        assert!(count >= least, "{what}: {count}");
    }
}

#[test]
fn slips_are_slips() {
    let mut dice = Dice::new(1, Purpose::Records, 0, 0);
    let born = date(1987, 4, 5);
    let (mut differ, mut dates) = (0, BTreeSet::new());
    for _ in 0..400 {
        for name in ["Katarzyna", "Muhammad", "Ng", "Siu Fong", "Zoë", ""] {
            let (one, other) = (typed(name, &mut dice), heard(name, &mut dice));
            differ += u32::from(one != name) + u32::from(other != name);
            assert!(
                one.chars().count().abs_diff(name.chars().count()) <= 1,
                "{one}"
            );
        }
        dates.insert(dated(born, &mut dice));
        assert_eq!(misread("07100000000", &mut dice).len(), 11);
    }
    assert!(differ > 2_000, "{differ}");
    assert!(
        dates.len() > 8 && dates.contains(&date(1987, 5, 4)),
        "{dates:?}"
    );
}
