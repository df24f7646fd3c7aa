//! The feed has the columns of the contract, and every contact of police stands in it whole.

use super::*;
use crate::town::{Seed, Town};
use jiff::civil::date;
use std::collections::HashSet;

#[test]
fn the_file_reads_back_as_the_police_contacts() {
    let town = Town::new(Seed(3), 10_000, 1, Town::end_of(date(2026, 3, 31)));
    let mut bytes = Vec::new();
    let rows = police_csv(town.happenings(), &mut bytes).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    assert_eq!(reader.headers().unwrap(), &POLICE_COLUMNS[..]);
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len() as u64, rows);
    let references: HashSet<&str> = records.iter().map(|r| &r[0]).collect();
    let police: Vec<Happening> = town
        .happenings()
        .filter(|h| h.contact.source == Source::Police)
        .collect();
    assert_eq!(references.len(), police.len());
    for record in &records {
        let towards = &record[12];
        let target = records
            .iter()
            .any(|r| r[0] == record[0] && &r[10] == towards);
        assert!(towards.is_empty() || target, "{towards}");
        assert!(record[0].chars().count() <= 40);
    }
    let two_roles = |h: &&Happening| h.contact.people.iter().any(|p| p.roles.len() > 1);
    assert!(police.iter().filter(two_roles).count() > 5);
    for person in police.iter().flat_map(|h| &h.contact.people) {
        assert!(person.roles.len() == 1 || person.reference.is_some());
    }
    // The raw copy of a draft is the contact's own rows of the file.
    let file = String::from_utf8(bytes).unwrap();
    assert!(police.iter().all(|h| file.contains(&records_of(h))));
}

fn records_of(happening: &Happening) -> String {
    records(&happening.contact)
}

#[test]
fn drafts_hold_every_person() {
    let town = Town::new(Seed(3), 10_000, 1, Town::end_of(date(2026, 3, 31)));
    for happening in town.happenings() {
        let draft = happening.draft();
        assert_eq!(draft.people.len(), happening.truth.len());
        assert!(
            draft
                .people
                .iter()
                .all(|person| !person.described.roles.is_empty())
        );
        assert!(
            draft
                .reference
                .is_none_or(|reference| reference.len() <= 40)
        );
    }
}
