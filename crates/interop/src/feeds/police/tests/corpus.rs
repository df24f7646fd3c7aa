//! Every file of `corpus/police` against its expected outcome beside it.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};
use trefoil_core::sighting::Sighting;

use crate::feeds::police::{Drafted, FileRefused, Issue, PoliceFile, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/police")
}

/// The instant at which the corpus is imported.
fn now() -> Timestamp {
    "2026-04-01T09:00:00Z".parse().unwrap()
}

fn outcome(result: Result<PoliceFile, FileRefused>) -> Value {
    match result {
        Err(refused) => json!({ "refused": refused.to_string() }),
        Ok(file) => json!({
            "rows": file.rows,
            "drafts": file.drafts.iter().map(contact).collect::<Vec<_>>(),
            "quarantined": file.quarantined.iter().map(|row| json!([row.row, row.reason.code.code()])).collect::<Vec<_>>(),
            "issues": file.issues.iter().map(issue).collect::<Vec<_>>(),
        }),
    }
}

fn issue(issue: &Issue) -> Value {
    json!([issue.row, issue.column, issue.code.code()])
}

fn contact(drafted: &Drafted) -> Value {
    let draft = &drafted.draft;
    json!({
        "reference": draft.reference,
        "version": draft.version,
        "received_at": draft.received_at.to_string(),
        "domestic_abuse": draft.domestic_abuse.code(),
        "grade": draft.grade.code(),
        "rows": drafted.rows,
        "people": draft.people.iter().map(person).collect::<Vec<_>>(),
        "flags": draft.flags.iter().map(|flag| flag.code.code()).collect::<Vec<_>>(),
    })
}

/// Roles with whom they are towards, and the name.
fn person(sighting: &Sighting) -> String {
    let described = &sighting.described;
    let roles: Vec<String> = described
        .roles
        .iter()
        .map(|held| match &held.towards {
            Some(towards) => format!("{} towards {towards}", held.role.code()),
            None => held.role.code().to_owned(),
        })
        .collect();
    format!("{}: {}", roles.join(", "), described.name.words())
}

/// The files of the corpus with this ending, without it.
fn names(ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            entry
                .unwrap()
                .file_name()
                .into_string()
                .unwrap()
                .strip_suffix(ending)
                .map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

#[test]
fn every_file_has_its_expected_outcome() {
    assert_eq!(
        names(".csv"),
        names(".expect.json"),
        "each file stands beside its expectation"
    );
    let mut wrong = Vec::new();
    for name in names(".csv") {
        let bytes = fs::read(folder().join(format!("{name}.csv"))).unwrap();
        let text = fs::read_to_string(folder().join(format!("{name}.expect.json"))).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        let found = outcome(read(&bytes, now()));
        if found != expected {
            wrong.push(format!("{name}: found {found:#}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(names(".csv").len() > 25, "the corpus is there");
}

#[test]
fn every_message_names_its_record_and_repeats_no_value() {
    // Written in every located column of the file `located`, and nowhere else.
    let secret = "SECRETPLACE";
    let bytes = fs::read(folder().join("located.csv")).unwrap();
    assert!(
        String::from_utf8_lossy(&bytes).contains(secret),
        "the file holds what must not leak"
    );
    let file = read(&bytes, now()).unwrap();
    assert!(
        !file.issues.is_empty(),
        "the file has something the matter in every located column"
    );
    for issue in &file.issues {
        assert!(!issue.message.contains(secret), "{}", issue.message);
        assert!(
            issue.message.starts_with(&format!("Row {}", issue.row)),
            "{}",
            issue.message
        );
    }
    for drafted in &file.drafts {
        assert!(
            drafted
                .draft
                .flags
                .iter()
                .all(|flag| !flag.message.contains(secret))
        );
        let unread = drafted
            .draft
            .people
            .iter()
            .flat_map(|person| &person.described.unread);
        assert!(
            unread.clone().all(|(_, text)| !text.contains(secret)),
            "located values stay under guard"
        );
    }
}
