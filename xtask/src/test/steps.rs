//! The steps of `cargo xtask test`, in the order in which they run: the quick ones first, so that a slip is told early.
//! A step runs one thing and says whether it was well; it does not install anything.

use super::fuzz;
use super::needs::{self, Need};
use crate::postgres::Postgres;
use crate::shell;
use crate::{assets, tidy};
use anyhow::{Context as _, bail, ensure};
use std::path::{Path, PathBuf};

/// One row of the closing table.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) does: &'static str,
    pub(super) needs: &'static [Need],
    pub(super) run: fn() -> anyhow::Result<Outcome>,
}

/// How a step that did not fail ended.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    Passed,
    /// What the step would look at is not in the tree.
    Absent(&'static str),
}

impl Outcome {
    pub(super) fn in_words(&self) -> String {
        match self {
            Outcome::Passed => "passed".to_string(),
            Outcome::Absent(what) => format!("not run: {what} is not there"),
        }
    }
}

pub(super) const ALL: &[Step] = &[
    Step {
        name: "fmt",
        does: "every Rust file is formatted",
        needs: &[Need::Rust],
        run: || cargo(&["fmt", "--all", "--", "--check"]),
    },
    Step {
        name: "tidy",
        does: "the rules of the house",
        needs: &[Need::Git],
        run: run_tidy,
    },
    Step {
        name: "clippy",
        does: "no warning in any target",
        needs: &[Need::Rust],
        run: || {
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])
        },
    },
    Step {
        name: "assets",
        does: "what is vendored is what was pinned, and the fixtures are here",
        needs: &[Need::Node],
        run: run_assets,
    },
    Step {
        name: "build",
        does: "the binary and every test compile",
        needs: &[],
        run: || cargo(&["test", "--workspace", "--no-run"]),
    },
    Step {
        name: "test",
        does: "every test, on SQLite and on PostgreSQL",
        needs: &[Need::Postgres, Need::Readers, Need::Node],
        run: run_tests,
    },
    Step {
        name: "browser",
        does: "real clicks and keys in Chromium, wide and narrow",
        needs: &[Need::Chromium, Need::Node],
        run: run_browser,
    },
    Step {
        name: "fuzz",
        does: "the API asked by what its own description allows, and by what it does not",
        needs: &[Need::Python],
        run: run_fuzz,
    },
    Step {
        name: "docs",
        does: "every link in our documentation comments leads somewhere",
        needs: &[],
        run: run_docs,
    },
];

fn cargo(arguments: &[&str]) -> anyhow::Result<Outcome> {
    shell::run(shell::cargo().args(arguments))?;
    Ok(Outcome::Passed)
}

fn run_tidy() -> anyhow::Result<Outcome> {
    let findings = tidy::report()?;
    ensure!(findings == 0, "tidy found {findings} things to mend");
    Ok(Outcome::Passed)
}

fn run_assets() -> anyhow::Result<Outcome> {
    assets::run(&["--check".to_string()])?;
    assets::run(&["--fixtures".to_string()])?;
    // The tests that read them leave themselves out where they are not: here they may not.
    let fixtures = shell::root().join("target/govuk-fixtures");
    ensure!(fixtures.is_dir(), "there is no {}", fixtures.display());
    Ok(Outcome::Passed)
}

fn run_tests() -> anyhow::Result<Outcome> {
    mail_server()?;
    let postgres = Postgres::start()?;
    shell::run(
        shell::cargo()
            .args(["test", "--workspace", "--no-fail-fast"])
            .env("TREFOIL_TEST_POSTGRES", postgres.url()),
    )?;
    Ok(Outcome::Passed)
}

/// The mail server of the tests. Those that ask it leave themselves out where it is not: here they may not.
pub(crate) fn mail_server() -> anyhow::Result<()> {
    let folder = shell::root().join("crates/trefoil/tests/mail");
    install(&folder)?;
    let there = folder.join("node_modules/smtp-server").is_dir();
    ensure!(there, "{} has no mail server", folder.display());
    Ok(())
}

/// The packages that a folder's lock file names.
fn install(folder: &Path) -> anyhow::Result<()> {
    shell::run(
        shell::program(needs::npm().context("npm is not installed")?)
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )
}

fn run_browser() -> anyhow::Result<Outcome> {
    let folder = shell::root().join("crates/trefoil/tests/browser");
    if !folder.is_dir() {
        return Ok(Outcome::Absent("crates/trefoil/tests/browser"));
    }
    install(&folder)?;
    mail_server()?;
    shell::run(shell::cargo().args(["build", "--package", "trefoil", "--bin", "trefoil"]))?;
    shell::run(
        shell::program(needs::node().context("node is not installed")?)
            .arg(folder.join("run.mjs"))
            .env(
                "CHROME",
                needs::chromium().context("Chromium is not installed")?,
            )
            .env("TREFOIL_BIN", debug_binary()?),
    )?;
    Ok(Outcome::Passed)
}

fn run_fuzz() -> anyhow::Result<Outcome> {
    fuzz::run()?;
    Ok(Outcome::Passed)
}

/// Warnings are errors for our own pages only: those of the crates we use are not built.
fn run_docs() -> anyhow::Result<Outcome> {
    shell::run(
        shell::cargo()
            .args(["doc", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    Ok(Outcome::Passed)
}

pub(super) fn debug_binary() -> anyhow::Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| shell::root().join("target"), PathBuf::from);
    let binary = shell::root().join(target).join("debug/trefoil");
    if !binary.is_file() {
        bail!("the build left no {}", binary.display());
    }
    Ok(binary)
}
