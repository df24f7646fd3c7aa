//! `cargo xtask bench wall`: what the wall costs, what the guard's look takes, what PostgreSQL's rows cost. Tests of the workspace tell
//! it, built in release; but for the crate whose switch lets the policy answer "all", which is a debug build's alone.

use super::machine::Machine;
use crate::postgres::Postgres;
use crate::shell;
use crate::test;
use anyhow::ensure;
use std::fmt::Write as _;
use std::process::ExitCode;

/// Where the section begins in docs/benchmarks.md.
pub(super) const HEADING: &str = "## What the wall costs";

/// Where the next section begins, which `cargo xtask prove --only timing` is read for.
const TIMED: &str = "\n## What is told by time";

/// Of each page.
const TIMES: &str = "1000";

/// The tests that tell.
const TESTS: [&str; 4] = [
    "the_wall_costs_what_is_told",
    "the_rows_cost_what_is_told",
    "a_long_text_is_looked_over",
    "--nocapture",
];

/// The kinds of lines that they print, each a table of the page.
const TABLES: [(&str, &str, &str); 4] = [
    (
        "Sqlite",
        "SQLite: milliseconds as median, p95, median of processor time",
        "| page | as it is | policy answers \"all\" | processor, by the policy | by policy and standing |\n|---|---|---|---|---|\n",
    ),
    (
        "Postgres",
        "PostgreSQL: the same; the database's own processor time is not in it",
        "| page | as it is | policy answers \"all\" | processor, by the policy | by policy and standing |\n|---|---|---|---|---|\n",
    ),
    (
        "rows",
        "PostgreSQL's rows that know who reads, and none",
        "| page | with | without | by median |\n|---|---|---|---|\n",
    ),
    ("guard", "The guard's look", "| | | |\n|---|---|---|\n"),
];

pub(super) fn run() -> anyhow::Result<ExitCode> {
    if !test::ready_for("test")? {
        return Ok(ExitCode::FAILURE);
    }
    let machine = Machine::read()?;
    let postgres = Postgres::start()?;
    let told = shell::read(
        shell::cargo()
            .args(["test", "--workspace", "--release", "--lib", "--test", "it"])
            .args([
                "--config",
                "profile.release.package.trefoil-core.debug-assertions=true",
            ])
            .args([
                "--config",
                "profile.release.package.trefoil-core.overflow-checks=false",
            ])
            .arg("--")
            .args(TESTS)
            .args(["--test-threads", "1"])
            .env("TREFOIL_BENCH_PAGES", TIMES)
            .env("TREFOIL_TEST_POSTGRES", postgres.url()),
    )?;
    let section = section(&machine, &told)?;
    println!("{section}");
    let kept = shell::root().join(super::KEPT);
    let page = std::fs::read_to_string(&kept)?;
    let before = page.split(HEADING).next().unwrap_or_default();
    let after = page.split_once(TIMED).map(|(_, rest)| rest);
    let after = after.map_or_else(String::new, |rest| format!("{TIMED}{rest}"));
    std::fs::write(&kept, format!("{before}{section}{after}"))?;
    Ok(ExitCode::SUCCESS)
}

/// The section of an earlier run, which a run of the rest keeps.
pub(super) fn kept(page: &str) -> String {
    let section = page.split_once(HEADING);
    section.map_or_else(String::new, |(_, rest)| format!("\n{HEADING}{rest}"))
}

fn section(machine: &Machine, told: &str) -> anyhow::Result<String> {
    let mut text = format!(
        "{HEADING}\n\n{}, commit {}, load average before: {}. {TIMES} of each page, in turns by chance, in one process.\n",
        machine.date, machine.commit, machine.load
    );
    for (kind, words, head) in TABLES {
        let start = format!("bench {kind} | ");
        let lines: Vec<&str> = told
            .lines()
            .filter_map(|line| line.split_once(&start).map(|(_, rest)| rest))
            .collect();
        ensure!(!lines.is_empty(), "no line says `{start}`: {told}");
        let (notes, rows): (Vec<&str>, Vec<&str>) = lines
            .into_iter()
            .partition(|line| line.starts_with("standing"));
        let _ = write!(text, "\n{words}.\n\n{head}");
        for row in rows {
            let _ = writeln!(text, "| {row} |");
        }
        for note in notes {
            let _ = writeln!(text, "\n{}.", note.replace(" | ", ": "));
        }
    }
    text.push_str(HOW);
    Ok(text)
}

const HOW: &str = "\n\
`cargo xtask bench wall`. Pages are opened by somebody who sees all of them by right, so that both ways show the same. *Policy\n\
answers \"all\"*: the switch of a seeded leak, which is in debug builds alone; everything is built in release but the crate that\n\
holds it. *By policy and standing*: as if nobody asked how a family stands to the reader either, less what the page needs anyway.\n\
The aim is at most 1.20. Wall times on a busy machine say less than ratios and processor times do.\n";
