//! Databases made by earlier states of this program, kept as they were: each is migrated, its ledger verifies, and its report
//! is what it was. `predecessor/<name>/` holds the database, its key, and the report of its making.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The period that every kept report is about.
const PERIOD: [&str; 4] = ["--from", "2026-01-01", "--to", "2026-03-31"];

fn kept() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/predecessor");
    let mut kept: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    kept.sort();
    kept
}

fn trefoil(folder: &Path, asked: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trefoil"))
        .arg("--data")
        .arg(folder)
        .args(asked)
        .output()
        .unwrap()
}

/// The report without the instant at which it was made.
fn report_of(text: &[u8]) -> serde_json::Value {
    let mut report: serde_json::Value = serde_json::from_slice(text).unwrap();
    report["as_at"].take();
    report
}

#[test]
fn what_was_kept_migrates_verifies_and_reports_the_same() {
    let kept = kept();
    assert!(!kept.is_empty());
    for folder in kept {
        let here = TempDir::new().unwrap();
        std::fs::copy(
            folder.join("trefoil.sqlite"),
            here.path().join("trefoil.db"),
        )
        .unwrap();
        std::fs::copy(folder.join("key"), here.path().join("key")).unwrap();
        only_who_asks_for_it_changes_the_schema(here.path());
        let migrated = trefoil(here.path(), &["migrate"]);
        assert!(migrated.status.success(), "{migrated:?}");
        let verified = trefoil(here.path(), &["ledger", "verify"]);
        assert!(verified.status.success(), "{verified:?}");
        let report = trefoil(
            here.path(),
            &[&["report", "scrutiny"], &PERIOD[..]].concat(),
        );
        let before = std::fs::read(folder.join("report.json")).unwrap();
        assert_eq!(
            report_of(&report.stdout),
            report_of(&before),
            "{}",
            folder.display()
        );
    }
}

/// Every other command says what to run, and leaves the database as it is.
fn only_who_asks_for_it_changes_the_schema(here: &Path) {
    let database = here.join("trefoil.db");
    let before = std::fs::read(&database).unwrap();
    for asked in [
        &["init"][..],
        &["ledger", "verify"],
        &["ledger", "checkpoint"],
        &[&["report", "scrutiny"], &PERIOD[..]].concat(),
        &["admin", "link", "--email", "a@b.example"],
        &["town", "--people", "10", "--seed", "1"],
        &["serve"],
    ] {
        let refused = trefoil(here, asked);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{asked:?}: {said}");
        assert!(said.contains("`trefoil migrate`"), "{asked:?}: {said}");
    }
    let doctor = trefoil(here, &["doctor"]);
    let said = String::from_utf8(doctor.stdout).unwrap();
    assert!(said.contains("fault: The schema is older"), "{said}");
    assert!(
        std::fs::read(&database).unwrap() == before,
        "nothing changed"
    );
}

/// A backup made before an upgrade, of a schema of then, is restored by a program of now.
#[test]
fn a_backup_of_an_earlier_schema_is_restored_and_reports_the_same() {
    for folder in kept() {
        let (before, here) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let database = before.path().join("trefoil.db");
        std::fs::copy(folder.join("trefoil.sqlite"), &database).unwrap();
        for place in [&before, &here] {
            std::fs::copy(folder.join("key"), place.path().join("key")).unwrap();
        }
        let file = before.path().join("one.backup");
        let file = file.to_str().unwrap();
        let made = trefoil(before.path(), &["backup", file]);
        assert!(made.status.success(), "{made:?}");
        let plan = trefoil(before.path(), &["migrate", "--plan"]);
        let plan = String::from_utf8(plan.stdout).unwrap();
        assert!(plan.contains("0011 "), "a backup changes no schema: {plan}");
        let restored = trefoil(here.path(), &["restore", file, "--verify"]);
        assert!(restored.status.success(), "{restored:?}");
        let report = trefoil(
            here.path(),
            &[&["report", "scrutiny"], &PERIOD[..]].concat(),
        );
        let kept = std::fs::read(folder.join("report.json")).unwrap();
        assert_eq!(report_of(&report.stdout), report_of(&kept));
    }
}
