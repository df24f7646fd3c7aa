//! `cargo xtask bench linkage --live`: one question at a time, of records held in memory. Ten million are ten towns alike: the generator holds
//! all that it makes in memory, and would need too much of it.

use super::{Place, built, durable, section_end};
use crate::bench::KEPT;
use crate::bench::machine::Machine;
use crate::shell;
use anyhow::{Context as _, bail};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Where this part of the section begins.
const HEADING: &str = "### Asked live";

/// How many records a town has.
const TOWN: u64 = 1_000_000;

/// How many towns are held at once, measurement by measurement.
struct Asked {
    towns: Vec<u64>,
    skip_build: bool,
}

impl Asked {
    fn read(arguments: &[String]) -> anyhow::Result<Self> {
        let mut asked = Self {
            towns: Vec::new(),
            skip_build: false,
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--towns" => {
                    let text = words.next().context("--towns needs a number")?;
                    asked.towns.push(text.parse::<u64>()?.max(1));
                }
                "--skip-build" => asked.skip_build = true,
                other => {
                    bail!("`bench linkage --live` knows --towns, --skip-build; not {other}")
                }
            }
        }
        if asked.towns.is_empty() {
            asked.towns = vec![1, 10];
        }
        Ok(asked)
    }
}

pub(super) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let asked = Asked::read(arguments)?;
    let program = built("trefoil-linkfiles", "live", asked.skip_build)?;
    let machine = Machine::read()?;
    let place = Place::make()?;
    let mut rows = Vec::new();
    for towns in &asked.towns {
        println!("{towns} of a million …");
        rows.push(measured(&program, &place, *towns)?);
    }
    let section = section(&machine, &rows);
    println!("{section}");
    let kept = shell::root().join(KEPT);
    let page = std::fs::read_to_string(&kept)?;
    let end = section_end(&page).context("docs/benchmarks.md has no section of linkage")?;
    let (before, after) = page.split_at(end);
    let before = before.split(HEADING).next().unwrap_or_default();
    let later = durable::kept(&page);
    std::fs::write(&kept, format!("{before}{section}{later}{after}"))?;
    Ok(ExitCode::SUCCESS)
}

/// This part of a page, where the rest of its section is written anew.
pub(super) fn kept(page: &str) -> String {
    let section = page.get(..section_end(page).unwrap_or(page.len()));
    let part = section.and_then(|section| section.split_once(HEADING));
    part.map_or_else(String::new, |(_, rest)| format!("{HEADING}{rest}"))
}

fn measured(program: &Path, place: &Place, towns: u64) -> anyhow::Result<Value> {
    let file = place.csv(TOWN)?;
    let model = place.folder.join("live.json");
    shell::run(Command::new(program).arg("learn").args([&model, &file]))?;
    let mut asks = Command::new(program);
    let told = shell::read(asks.args(["ask", &towns.to_string()]).args([&model, &file]))?;
    let line = told.lines().rfind(|line| line.starts_with('{'));
    Ok(serde_json::from_str(
        line.with_context(|| format!("no line of JSON: {told}"))?,
    )?)
}

fn section(machine: &Machine, rows: &[Value]) -> String {
    let mut text = format!(
        "{HEADING}\n\n{}, commit {}, release, one thread, load average before: {}.\n\n\
         | records | built in s | CPU s, reading the file too | GB | p50 µs | p99 µs | p99.9 µs | longest µs | first of the answers | among six | inserts a CPU second | with their clusters | longest insert µs | removals a CPU second |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
        machine.date, machine.commit, machine.load
    );
    let columns = [
        ("records", 0),
        ("build_s", 1),
        ("build_cpu_s", 1),
        ("memory_gb", 2),
        ("p50_us", 0),
        ("p99_us", 0),
        ("p999_us", 0),
        ("most_us", 0),
        ("first", 4),
        ("among", 4),
        ("inserts", 0),
        ("inserts_with_clusters", 0),
        ("longest_insert_us", 0),
        ("removals", 0),
    ];
    for row in rows {
        for (name, digits) in columns {
            let value = row.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
            let _ = write!(text, "| {value:.digits$} ");
        }
        text.push_str("|\n");
    }
    text.push_str(HOW);
    text
}

const HOW: &str = "\n\
`cargo xtask bench linkage --live`: a model is learned of the generator's million; more are several towns of that one's names, with other\n\
birth dates, places and numbers. One record in a hundred is held back, and up to 20,000 of these are asked about as if they had just come in, in\n\
three rounds; of each question the median counts, since a busy machine keeps anybody waiting now and then. Of those whose person has another\n\
record in the index: how often the first answer is of that person, and one of six. Then they are inserted, half of them with the cluster of each\n\
found anew, and taken out. The longest insert is one of the build, with what it waited for the processor. GB: all that the process holds. Aim: p99\n\
of 1,000 µs at a million and 5,000 at ten, 2,000 inserts a second with their clusters.\n\n";
