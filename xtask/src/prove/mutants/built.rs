//! One test program of a crate with all its changes, each behind a switch. What does not build is found by where the compiler complains, and left
//! out, until the rest builds.

use super::switched::{SWITCH, switched};
use super::{Change, Told};
use crate::shell;
use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// So often the compiler is asked: each time it comes one stage further.
const ROUNDS: usize = 12;

/// A test program, where it runs, and what its switches do.
pub(super) struct Program {
    pub(super) path: PathBuf,
    pub(super) folder: PathBuf,
    pub(super) changes: BTreeMap<u32, String>,
}

/// Builds the unit tests of a package of the copied tree.
pub(super) fn build(
    tree: &Path,
    package: &str,
    changes: &[Change],
    told: &mut Told,
) -> anyhow::Result<Program> {
    let mut left: BTreeMap<u32, &Change> = (1..).zip(changes).collect();
    let files: BTreeSet<&Path> = changes.iter().map(|one| one.file.as_path()).collect();
    let first = changes.first().context("nothing is changed")?;
    let folder = crate_of(tree, &first.file)?;
    let root = folder.join("src/lib.rs");
    let root_text = std::fs::read_to_string(&root)?;
    for _ in 0..ROUNDS {
        let lines = write(tree, &files, &mut left, told)?;
        let text = std::fs::read_to_string(&root)?;
        std::fs::write(&root, text + SWITCH)?;
        let refused = match compile(tree, package)? {
            Ok(path) => {
                let named = left.iter().map(|(number, one)| (*number, one.name.clone()));
                return Ok(Program {
                    path,
                    folder,
                    changes: named.collect(),
                });
            }
            Err(refused) => refused,
        };
        std::fs::write(&root, &root_text)?;
        let blamed = blamed(&refused, &lines);
        let said = || {
            refused
                .iter()
                .map(|one| one.message.as_str())
                .collect::<Vec<_>>()
        };
        ensure!(
            !blamed.is_empty(),
            "{package} does not build: {}",
            said().join("; ")
        );
        println!("{} do not build", blamed.len());
        for number in blamed {
            let gone = left.remove(&number);
            told.unbuilt.extend(gone.map(|one| one.name.clone()));
        }
    }
    bail!("{package} does not build after {ROUNDS} rounds")
}

/// The folder of the crate that a file is in.
fn crate_of(tree: &Path, file: &Path) -> anyhow::Result<PathBuf> {
    let mut above = file.ancestors().skip(1).map(|one| tree.join(one));
    above
        .find(|one| one.join("Cargo.toml").is_file())
        .context("a file of no crate")
}

/// The lines on which each change stands, by file.
type Lines = BTreeMap<PathBuf, Vec<(u32, RangeInclusive<usize>)>>;

/// Writes the files with the changes that are left into the tree.
fn write(
    tree: &Path,
    files: &BTreeSet<&Path>,
    left: &mut BTreeMap<u32, &Change>,
    told: &mut Told,
) -> anyhow::Result<Lines> {
    let mut lines = Lines::new();
    for file in files.iter().copied() {
        let of_file = left.iter().filter(|(_, change)| change.file == file);
        let changes: Vec<(u32, &Change)> =
            of_file.map(|(number, change)| (*number, *change)).collect();
        let text = std::fs::read_to_string(shell::root().join(file))?;
        let new = switched(&text, &changes);
        std::fs::write(tree.join(file), &new.text)?;
        lines.insert(file.to_owned(), new.lines);
    }
    let standing: BTreeSet<u32> = lines
        .values()
        .flatten()
        .map(|(number, _)| *number)
        .collect();
    left.retain(|number, change| {
        let stands = standing.contains(number);
        if !stands {
            told.unbuilt.push(change.name.clone());
        }
        stands
    });
    Ok(lines)
}

#[derive(Deserialize)]
struct Line {
    reason: String,
    message: Option<Complaint>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Complaint {
    level: String,
    message: String,
    spans: Vec<Spot>,
}

#[derive(Deserialize)]
struct Spot {
    file_name: PathBuf,
    line_start: usize,
    line_end: usize,
}

/// The test program, or what the compiler complained about.
fn compile(tree: &Path, package: &str) -> anyhow::Result<Result<PathBuf, Vec<Complaint>>> {
    let mut command = shell::cargo();
    command
        .args([
            "test",
            "--package",
            package,
            "--lib",
            "--no-run",
            "--message-format=json",
        ])
        .current_dir(tree)
        .env("CARGO_TARGET_DIR", shell::root().join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .stderr(Stdio::inherit());
    let output = command.output()?;
    let (mut program, mut refused) = (None, Vec::new());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let line: Line = serde_json::from_str(line).context("cargo speaks in another form")?;
        match line.message {
            Some(message) if line.reason == "compiler-message" && message.level == "error" => {
                refused.push(message);
            }
            _ => program = line.executable.or(program),
        }
    }
    if !output.status.success() {
        return Ok(Err(refused));
    }
    Ok(Ok(program.context("no test program was built")?))
}

/// The changes that stand where the compiler complains.
fn blamed(refused: &[Complaint], lines: &Lines) -> BTreeSet<u32> {
    let mut blamed = BTreeSet::new();
    for spot in refused.iter().flat_map(|message| &message.spans) {
        let there = lines.get(&spot.file_name).into_iter().flatten();
        blamed.extend(there.filter_map(|(number, range)| {
            let meets = *range.start() <= spot.line_end && spot.line_start <= *range.end();
            meets.then_some(*number)
        }));
    }
    blamed
}
