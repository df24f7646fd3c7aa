//! `cargo xtask bench notices`: how soon the notices of a weekend have left, over SMTP to a real mail server on this machine. A test of the
//! workspace tells it, built in release, or as it stands with `--debug`.

use super::machine::Machine;
use super::{KEPT, backup};
use crate::postgres::Postgres;
use crate::shell;
use crate::test;
use anyhow::{Context as _, bail, ensure};
use std::fmt::Write as _;
use std::process::ExitCode;

/// Where the section begins in docs/benchmarks.md; the backup's comes after it.
pub(super) const HEADING: &str = "## The notices of a weekend";

/// More than a weekend brings.
const NOTICES: &str = "100";

pub(super) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let debug = match arguments {
        [] => false,
        [one] if one == "--debug" => true,
        _ => bail!("`bench notices` is asked for by itself, or with --debug"),
    };
    if !test::ready_for("test")? {
        return Ok(ExitCode::FAILURE);
    }
    test::mail_server()?;
    let machine = Machine::read()?;
    let postgres = Postgres::start()?;
    let built: &[&str] = if debug { &[] } else { &["--release"] };
    let told = shell::read(
        shell::cargo()
            .args(["test", "--workspace", "--test", "it"])
            .args(built)
            .args(["--", "what_a_weekend_brings_leaves", "--nocapture"])
            .args(["--test-threads", "1"])
            .env("TREFOIL_BENCH_NOTICES", NOTICES)
            .env("TREFOIL_TEST_POSTGRES", postgres.url()),
    )?;
    let section = section(&machine, debug, &told)?;
    println!("{section}");
    let kept = shell::root().join(KEPT);
    let page = std::fs::read_to_string(&kept)?;
    let (before, after) = page
        .split_once(backup::HEADING)
        .context("docs/benchmarks.md has no section of the backup")?;
    let before = before.split(HEADING).next().unwrap_or_default();
    let after = format!("{}{after}", backup::HEADING);
    std::fs::write(&kept, format!("{before}{section}{after}"))?;
    Ok(ExitCode::SUCCESS)
}

/// The section as it is kept, where the page is written anew.
pub(super) fn kept(page: &str) -> String {
    let section = page.split_once(HEADING).map(|(_, rest)| rest);
    let section = section.and_then(|rest| rest.split(backup::HEADING).next());
    section.map_or_else(String::new, |rest| format!("{HEADING}{rest}"))
}

fn section(machine: &Machine, debug: bool, told: &str) -> anyhow::Result<String> {
    let rows: Vec<&str> = told
        .lines()
        .filter_map(|line| line.split_once("bench notices ").map(|(_, rest)| rest))
        .collect();
    ensure!(!rows.is_empty(), "no line says how long it took: {told}");
    let built = if debug { "**debug**" } else { "release" };
    let mut text = format!(
        "{HEADING}\n\n{}, commit {}, a {built} build, load average before: {}.\n\n| engine | notices | police file taken in, notices prepared and sent | mailed | in all |\n|---|---|---|---|---|\n",
        machine.date, machine.commit, machine.load
    );
    for row in rows {
        let _ = writeln!(text, "{row}");
    }
    text.push_str(HOW);
    Ok(text)
}

const HOW: &str = "\n\
`cargo xtask bench notices`: one police file of 100 incidents, a child of school age in each; every notice is sent by itself, and mailed one by\n\
one, with STARTTLS and a password, to a mail server that is a process of its own and writes each mail to the disk before it answers. In a hub\n\
up to a second passes beside, in which mail is not looked for. Aim: 60 s in all.\n\n";
