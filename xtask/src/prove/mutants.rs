//! `cargo xtask prove --mutants K/N`: the Kth of N parts of every small change of the program that cargo-mutants can think of, in the
//! policy, the renderer and the guard. A change that no test finds is a test that is missing. The tool is fetched where it is not here.
//!
//! A build for each change would take days. So all changes of a crate are built into one test program, each behind a switch
//! ([`switched`]), which is then run once for each ([`asked`]).

mod asked;
mod built;
mod switched;

use crate::shell;
use anyhow::{Context as _, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

pub(super) const DOES: &str = "K/N: small changes of policy, renderer and guard, the Kth of N parts: 95 of 100 found by their crates' tests; --only PACKAGE";

/// The version that the numbers in docs/safety-case.md were measured with.
const VERSION: &str = "27.1.0";

/// What is changed: all of the policy, and what makes an output and looks it over.
const FILES: [&str; 5] = [
    "crates/policy/src/*.rs",
    "crates/core/src/output.rs",
    "crates/core/src/output/*.rs",
    "crates/interop/src/formats/**/*.rs",
    "crates/interop/src/guard/**/*.rs",
];
/// Of a hundred changes that build, so many are to be found.
const FOUND: usize = 95;

/// A place in a file, both counted from one, columns in characters.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
struct Span {
    start: Place,
    end: Place,
}

#[derive(Clone, Debug, Deserialize)]
struct Function {
    span: Span,
}

/// A small change, as cargo-mutants lists it.
#[derive(Clone, Debug, Deserialize)]
struct Change {
    /// In words, with its place.
    name: String,
    package: String,
    /// From the root.
    file: PathBuf,
    function: Option<Function>,
    span: Span,
    replacement: String,
    genre: String,
}

/// What became of the changes.
#[derive(Default)]
struct Told {
    found: Vec<String>,
    missed: Vec<String>,
    /// That do not build, or not beside others behind a switch.
    unbuilt: Vec<String>,
}

/// `only`: of one package.
pub(super) fn run(shard: &str, only: Option<&str>) -> anyhow::Result<ExitCode> {
    let out = shell::root().join("target/mutants");
    let mut changes = list(shard)?;
    changes.retain(|change| only.is_none_or(|only| change.package == only));
    ensure!(
        !changes.is_empty(),
        "nothing is changed: the files are not found"
    );
    let tree = out.join("tree");
    copy(&tree)?;
    let mut told = Told::default();
    let mut by_package: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for change in changes {
        by_package
            .entry(change.package.clone())
            .or_default()
            .push(change);
    }
    for (package, changes) in by_package {
        println!("{package}: {} changes", changes.len());
        let program = built::build(&tree, &package, &changes, &mut told)?;
        asked::ask(&program, &mut told)?;
    }
    told.keep(&out)
}

impl Told {
    /// Writes the lists, and fails where too little was found.
    fn keep(&self, out: &Path) -> anyhow::Result<ExitCode> {
        for (name, list) in [
            ("found", &self.found),
            ("missed", &self.missed),
            ("unbuilt", &self.unbuilt),
        ] {
            std::fs::write(out.join(format!("{name}.txt")), list.join("\n") + "\n")?;
        }
        let (found, missed) = (self.found.len(), self.missed.len());
        let all = found + missed;
        println!(
            "{all} changes that build, {found} found, {missed} not, {} that do not build: {}",
            self.unbuilt.len(),
            out.display()
        );
        ensure!(all > 0, "no change builds");
        ensure!(
            found * 100 >= all * FOUND,
            "fewer than {FOUND} of 100 were found"
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// The changes that there are.
fn list(shard: &str) -> anyhow::Result<Vec<Change>> {
    let mut command = Command::new(tool()?);
    command
        .args([
            "mutants",
            "--workspace",
            "--list",
            "--json",
            "--shard",
            shard,
        ])
        // A part holds some of every file.
        .args(["--sharding", "round-robin"])
        .args(["--exclude", "**/tests.rs", "--exclude", "**/tests/**"])
        .current_dir(shell::root());
    for file in FILES {
        command.args(["--file", file]);
    }
    serde_json::from_str(&shell::read(&mut command)?).context("cargo-mutants lists in another form")
}

/// What is in the repository, with what was changed in it by hand.
fn copy(tree: &Path) -> anyhow::Result<()> {
    if tree.exists() {
        std::fs::remove_dir_all(tree)?;
    }
    for file in shell::read(shell::program("git").args(["ls-files"]))?.lines() {
        let (from, to) = (shell::root().join(file), tree.join(file));
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        if from.is_file() {
            std::fs::copy(&from, &to).with_context(|| format!("{file} is not copied"))?;
        }
    }
    Ok(())
}

/// The tool, in a folder of the build's own.
fn tool() -> anyhow::Result<PathBuf> {
    let folder = shell::root().join("target/tools");
    let tool = folder.join("bin/cargo-mutants");
    if !tool.is_file() {
        shell::run(
            shell::cargo()
                .args([
                    "install",
                    "cargo-mutants",
                    "--locked",
                    "--version",
                    VERSION,
                    "--root",
                ])
                .arg(&folder),
        )?;
    }
    Ok(tool)
}
