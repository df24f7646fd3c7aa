//! Bad input and bad times, through the built binary: its exit codes and JSON, files that are broken, imports at once and
//! cut off, a full disk, a database that is gone. Nothing held is lost, and what is wrong is said in plain words.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod at_once;
mod away;
mod desk;
mod files;
mod full;
mod stopped;
mod uploads;

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;
use trefoil_testkit::{FeedRow, feed};

use crate::hub::binary::run;
use crate::hub::people::row;

/// A folder with an installation in it, and files beside it.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn import(&self, file: &Path) -> Output {
        run(
            &self.data(),
            &[
                "import",
                "police",
                file.to_str().unwrap(),
                "--format",
                "json",
            ],
        )
    }

    /// The report of the year, as a program reads it.
    fn report(&self) -> Value {
        let told = run(
            &self.data(),
            &[
                "report",
                "scrutiny",
                "--from",
                "2026-01-01",
                "--to",
                "2026-12-31",
            ],
        );
        let mut report: Value = serde_json::from_slice(&told.stdout).unwrap();
        report.as_object_mut().unwrap().remove("as_at");
        report
    }

    fn ledger_is_whole(&self) {
        let verified = run(&self.data(), &["ledger", "verify"]);
        assert_eq!(
            verified.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&verified.stdout)
        );
    }
}

/// What a command said to programs.
fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&output.stderr).into_owned()))
}

/// Contacts created, given another version, held unchanged.
fn counts(output: &Output) -> [i64; 3] {
    let told = json(output);
    ["created", "updated", "unchanged"].map(|name| told["contacts"][name].as_i64().unwrap_or(-1))
}

/// A file of so many contacts, an adult and a child in each.
fn many(number: usize) -> String {
    let references: Vec<String> = (0..number).map(|one| format!("M-{one}")).collect();
    let mut rows = Vec::new();
    for reference in &references {
        rows.push(FeedRow {
            person: "a",
            ..row(reference, "victim", "Meera", reference, "1990-05-05")
        });
        rows.push(FeedRow {
            person: "b",
            ..row(reference, "child", "Joel", reference, "2015-03-02")
        });
    }
    feed(&rows)
}
