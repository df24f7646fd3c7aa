//! `cargo xtask bench linkage --durable`: persons written down for good, followed by the live index, the cluster of each found anew.

use super::{Place, built, section_end};
use crate::bench::KEPT;
use crate::bench::machine::Machine;
use crate::bench::scratch::Scratch;
use crate::shell;
use anyhow::{Context as _, bail};
use serde_json::Value;
use std::fmt::Write as _;
use std::process::{Command, ExitCode};

/// Where this part of the section begins; it is the last.
const HEADING: &str = "### Inserted durably";

/// The generator's records, of which some are taken.
const RECORDS: u64 = 1_000_000;

/// How many persons are there before, and how many are measured.
struct Asked {
    held: u64,
    measured: u64,
    skip_build: bool,
}

impl Asked {
    fn read(arguments: &[String]) -> anyhow::Result<Self> {
        let mut asked = Self {
            held: 100_000,
            measured: 20_000,
            skip_build: false,
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut number = || -> anyhow::Result<u64> {
                let text = words.next();
                Ok(text
                    .with_context(|| format!("{word} needs a number"))?
                    .parse()?)
            };
            match word.as_str() {
                "--held" => asked.held = number()?,
                "--measured" => asked.measured = number()?,
                "--skip-build" => asked.skip_build = true,
                other => bail!(
                    "`bench linkage --durable` knows --held, --measured, --skip-build; not {other}"
                ),
            }
        }
        Ok(asked)
    }
}

pub(super) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let asked = Asked::read(arguments)?;
    let program = built("trefoil-app", "durable", asked.skip_build)?;
    let machine = Machine::read()?;
    let file = Place::make()?.csv(RECORDS)?;
    let scratch = Scratch::make()?;
    let folder = scratch.join("durable");
    std::fs::create_dir_all(&folder)?;
    let counts = [asked.held, asked.measured].map(|count| count.to_string());
    let told = shell::read(Command::new(program).arg(file).args(counts).arg(folder))?;
    let line = told.lines().rfind(|line| line.starts_with('{'));
    let told: Value = serde_json::from_str(line.context("no line of JSON")?)?;
    let section = section(&machine, &told);
    println!("{section}");
    let kept = shell::root().join(KEPT);
    let page = std::fs::read_to_string(&kept)?;
    let end = section_end(&page).context("docs/benchmarks.md has no section of linkage")?;
    let (before, after) = page.split_at(end);
    let before = before.split(HEADING).next().unwrap_or_default();
    std::fs::write(&kept, format!("{before}{section}{after}"))?;
    Ok(ExitCode::SUCCESS)
}

/// This part of a page, where what stands before it is written anew.
pub(super) fn kept(page: &str) -> String {
    let section = page.get(..section_end(page).unwrap_or(page.len()));
    let part = section.and_then(|section| section.split_once(HEADING));
    part.map_or_else(String::new, |(_, rest)| format!("{HEADING}{rest}"))
}

fn section(machine: &Machine, told: &Value) -> String {
    let mut text = format!(
        "{HEADING}\n\n{}, commit {}, release, SQLite, load average before: {}.\n\n\
         | how they come in | persons | persons a second | longest ms from handed in to its cluster | with others in their cluster |\n|---|---|---|---|---|\n",
        machine.date, machine.commit, machine.load
    );
    let ways = [
        ("first", "parts of 500, into nothing"),
        ("alone", "one by one, each waiting for the one before"),
        ("callers", "64 callers at once, one person each"),
        ("parts", "parts of 500"),
    ];
    for (way, words) in ways {
        let of = |name: &str| {
            told.pointer(&format!("/{way}/{name}"))
                .and_then(Value::as_f64)
        };
        let [persons, rate, longest, joined] = ["persons", "a_second", "longest_ms", "joined"]
            .map(|name| of(name).unwrap_or(f64::NAN));
        let _ = writeln!(
            text,
            "| {words} | {persons:.0} | {rate:.0} | {longest:.0} | {joined:.0} |"
        );
    }
    text.push_str(HOW);
    text
}

const HOW: &str = "\n\
`cargo xtask bench linkage --durable`, by the clock on the wall (`app/examples/durable.rs`): of each person of the generator the card is sealed as a version\n\
under a key of its own and written with the person's row, the hashed lookups and the entry of the ledger that names it, in a commit that waits for the disk; a\n\
part is one entry. After the commit the index reads on in the ledger, opens the cards it tells of, takes them in and finds the cluster of each. Not in it: what\n\
the product does with a contact besides, above all comparing it with whom it meets, proposing, and pages. Aim: 2,000 a second.\n\n";
