//! What the steps need from the machine, where it is found, and how it comes: as root on Debian it is installed,
//! otherwise the one line to run is printed. Nothing here runs a test.

use super::steps::Step;
use crate::{postgres, shell};
use std::path::{Path, PathBuf};

/// One thing that must be on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Rust,
    Git,
    Node,
    Postgres,
    Chromium,
    /// With what makes an environment of its own, for the tool that asks our API.
    Python,
    /// Tools of others that take our documents apart.
    Readers,
}

/// Where a missing thing comes from.
#[derive(Clone, Copy)]
enum Source {
    Debian(&'static [&'static str]),
    Rustup(&'static [&'static str]),
}

impl Need {
    fn is_met(self) -> bool {
        match self {
            Need::Rust => has_cargo("fmt") && has_cargo("clippy"),
            Need::Git => shell::find(&["git"]).is_some(),
            Need::Node => node().is_some() && npm().is_some(),
            Need::Postgres => postgres::binaries().is_some(),
            Need::Chromium => chromium().is_some(),
            Need::Python => has_venv(),
            Need::Readers => ["pdftotext", "exiftool", "unzip"]
                .iter()
                .all(|tool| shell::find(&[tool]).is_some()),
        }
    }

    fn source(self) -> Source {
        match self {
            Need::Rust => Source::Rustup(&["rustfmt", "clippy"]),
            Need::Git => Source::Debian(&["git"]),
            Need::Node => Source::Debian(&["nodejs", "npm"]),
            Need::Postgres => Source::Debian(&["postgresql"]),
            Need::Chromium => Source::Debian(&["chromium"]),
            Need::Python => Source::Debian(&["python3", "python3-venv"]),
            Need::Readers => Source::Debian(&["poppler-utils", "libimage-exiftool-perl", "unzip"]),
        }
    }
}

pub(super) fn node() -> Option<PathBuf> {
    shell::find(&["node", "nodejs"])
}

pub(super) fn npm() -> Option<PathBuf> {
    shell::find(&["npm"])
}

pub(super) fn chromium() -> Option<PathBuf> {
    shell::find(&["chromium", "chromium-browser", "google-chrome"])
}

pub(super) fn python() -> Option<PathBuf> {
    shell::find(&["python3"])
}

/// An environment needs both: Debian has the second in a package of its own.
fn has_venv() -> bool {
    let there = |python| shell::read(shell::program(python).args(["-c", "import venv, ensurepip"]));
    python().is_some_and(|python| there(python).is_ok())
}

fn has_cargo(subcommand: &str) -> bool {
    shell::read(shell::cargo().args([subcommand, "--version"])).is_ok()
}

/// Whether all that the steps need is here, at the end: installed now, if it may be.
pub(super) fn settle(steps: &[&Step]) -> anyhow::Result<bool> {
    let missing = missing(steps);
    if missing.is_empty() {
        return Ok(true);
    }
    let (debian, rustup) = shopping_list(&missing);
    if !rustup.is_empty() || !shell::is_root() || !Path::new("/etc/debian_version").exists() {
        eprintln!(
            "these tests need what is not on this machine; run this line, then start again:\n"
        );
        eprintln!("  {}", one_line(&debian, &rustup));
        return Ok(false);
    }
    install(&debian)?;
    let left: Vec<Need> = missing.into_iter().filter(|need| !need.is_met()).collect();
    if !left.is_empty() {
        eprintln!("installed {debian:?}, and still cannot find {left:?}");
    }
    Ok(left.is_empty())
}

fn missing(steps: &[&Step]) -> Vec<Need> {
    let mut missing = Vec::new();
    for need in steps.iter().flat_map(|step| step.needs) {
        if !missing.contains(need) && !need.is_met() {
            missing.push(*need);
        }
    }
    missing
}

/// Debian's packages, and the components of the Rust toolchain.
pub(super) fn shopping_list(missing: &[Need]) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut debian, mut rustup) = (Vec::new(), Vec::new());
    for need in missing {
        match need.source() {
            Source::Debian(packages) => debian.extend(packages),
            Source::Rustup(components) => rustup.extend(components),
        }
    }
    (debian, rustup)
}

/// The line that brings what is missing, for a person who may run it.
pub(super) fn one_line(debian: &[&str], rustup: &[&str]) -> String {
    let mut parts = Vec::new();
    if !debian.is_empty() {
        let packages = debian.join(" ");
        parts.push("sudo apt-get update".to_string());
        parts.push(format!(
            "sudo apt-get install --yes --no-install-recommends {packages}"
        ));
    }
    if !rustup.is_empty() {
        parts.push(format!("rustup component add {}", rustup.join(" ")));
    }
    parts.join(" && ")
}

fn install(packages: &[&str]) -> anyhow::Result<()> {
    let apt = |arguments: &[&str]| {
        shell::run(
            shell::program("apt-get")
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    apt(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments)
}
