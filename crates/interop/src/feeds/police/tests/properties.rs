//! What holds for any bytes: no panic, no record lost or doubled, no order that matters.

use std::collections::BTreeSet;
use std::io::Cursor;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::feeds::police::records::{Record, Records};
use crate::feeds::police::{PoliceFile, read};

const HEADER: &str = "incident_reference,version,received_at,domestic_abuse,person_reference,role,towards,date_of_birth,surname,address_state";

/// Every record that is not empty, by the reader alone.
fn ordinals(bytes: &[u8]) -> BTreeSet<u64> {
    let mut records = Records::new(Cursor::new(bytes)).unwrap().unwrap();
    let mut record = Record::default();
    let mut found = BTreeSet::new();
    while records.next(&mut record).unwrap() {
        if record.ordinal > 1 && (record.unclosed || !record.is_empty()) {
            found.insert(record.ordinal);
        }
    }
    found
}

fn each_record_once(bytes: &[u8], file: &PoliceFile) {
    let attached = file
        .drafts
        .iter()
        .flat_map(|drafted| drafted.rows.iter().copied());
    let all: Vec<u64> = attached
        .chain(
            file.quarantined
                .iter()
                .filter(|row| !row.attached)
                .map(|row| row.row),
        )
        .collect();
    let once: BTreeSet<u64> = all.iter().copied().collect();
    assert_eq!(all.len(), once.len(), "no record twice");
    assert_eq!(once, ordinals(bytes), "no record lost");
    assert_eq!(file.rows, once.len() as u64, "the count is right");
}

/// Cells that are likely to meet each other, and some that are anything.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec!["", "R1", "R2", "P1", "P2", "1", "2", "yes", "no", "victim", "child", "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z", "2015-02-28", "31/02/2015", "refuge"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn line(cells: &[String]) -> String {
    cells
        .iter()
        .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
        .collect::<Vec<_>>()
        .join(",")
}

/// Reference, version, digest, and each person as JSON.
type Content = (Option<String>, i64, [u8; 32], Vec<String>);

/// Each contact as its people and digest, in order of reference, whatever the order of the file.
fn contents(file: &PoliceFile) -> Vec<Content> {
    let mut contents: Vec<_> = file
        .drafts
        .iter()
        .map(|drafted| {
            let mut people: Vec<String> = drafted
                .draft
                .people
                .iter()
                .map(|person| {
                    let mut described = person.described.clone();
                    described
                        .roles
                        .sort_by_key(|held| (held.role, held.towards.clone()));
                    serde_json::to_string(&described).unwrap()
                })
                .collect();
            people.sort();
            (
                drafted.draft.reference.clone(),
                drafted.draft.version,
                drafted.digest,
                people,
            )
        })
        .collect();
    contents.sort();
    contents
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(file) = read(&bytes, crate::feeds::police::tests::now()) {
            each_record_once(&bytes, &file);
        }
    }

    #[test]
    fn any_bytes_under_a_header_lose_nothing(bytes in vec(prop_oneof![3 => any::<u8>(), 2 => prop::sample::select(b",\"\n\rR12\0".to_vec())], 0..400)) {
        let bytes = [HEADER.as_bytes(), b"\n", &bytes].concat();
        let file = read(&bytes, crate::feeds::police::tests::now()).unwrap();
        each_record_once(&bytes, &file);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(rows in vec(vec(cell(), 10), 1..12), seed in any::<u64>()) {
        let lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
        let mut other = lines.clone();
        other.sort_by_key(|line| line.len() as u64 ^ seed.rotate_left(u32::try_from(line.len() % 64).unwrap()));
        let whole = |lines: &[String]| format!("{HEADER}\n{}\n", lines.join("\n"));
        let (first, second) = (whole(&lines), whole(&other));
        let first_file = read(first.as_bytes(), crate::feeds::police::tests::now()).unwrap();
        let second_file = read(second.as_bytes(), crate::feeds::police::tests::now()).unwrap();
        each_record_once(first.as_bytes(), &first_file);
        prop_assert_eq!(contents(&first_file), contents(&second_file));
    }
}
