//! `cargo xtask prove --hours N`: the proofs of the wall, for longer than continuous integration has. Each round draws from
//! another seed; the first that does not hold ends it, with the seed that shows it again. `--list` says what they are.

mod mutants;

use crate::postgres::Postgres;
use crate::shell;
use crate::test;
use anyhow::{Context as _, bail, ensure};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A proof of a round: a test that is told how much of it is asked for.
struct Proof {
    name: &'static str,
    does: &'static str,
    /// What the tests are called.
    tests: &'static [&'static str],
    /// The environment's name for how much, and how much.
    much: Option<(&'static str, u64)>,
}

const PROOFS: &[Proof] = &[
    Proof {
        name: "decisions",
        does: "random decisions, reference against rules (T14)",
        tests: &["two_million_random_decisions"],
        much: Some(("TREFOIL_PROVE_DECISIONS", 10_000_000)),
    },
    Proof {
        name: "histories",
        does: "histories on each engine, each told twice (T1, T3)",
        tests: &["told_twice"],
        much: Some(("TREFOIL_PROVE_HISTORIES", 2_000)),
    },
    Proof {
        name: "documents",
        does: "families, every template and format taken apart",
        tests: &["no_document_holds_a_place"],
        much: Some(("TREFOIL_PROVE_FAMILIES", 500)),
    },
    Proof {
        name: "ledger",
        does: "operations under kills, each with its entry",
        tests: &["every_answered_act_has_its_entry"],
        much: Some(("TREFOIL_PROVE_OPERATIONS", 100_000)),
    },
    Proof {
        name: "year",
        does: "days of a hub at Blackpool's volume, every clock and notice counted by hand",
        tests: &["every_clock_is_as_counted_by_hand"],
        much: Some(("TREFOIL_PROVE_DAYS", 365)),
    },
    Proof {
        name: "timing",
        does: "pairs of each kind of answer that must not be told apart by its time (T2)",
        tests: &["nobody_tells_by_the_time", "late_by_half_a_millisecond"],
        much: Some(("TREFOIL_PROVE_PAIRS", 10_000)),
    },
    Proof {
        name: "rules",
        does: "changed rules: every one in so many, found by the reference",
        tests: &["changed_rules_are_found"],
        much: Some(("TREFOIL_PROVE_MUTANTS", 1)),
    },
    Proof {
        name: "leaks",
        does: "the leaks that are put into the program, each seen",
        tests: &["every_seeded_leak_is_seen"],
        much: None,
    },
];

/// What was asked on the command line.
#[derive(Debug, PartialEq)]
struct Asked {
    time: Duration,
    first_seed: u64,
    only: Option<String>,
    mutants: Option<String>,
    list: bool,
}

pub(crate) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let asked = parse(arguments)?;
    if asked.list {
        list();
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(shard) = &asked.mutants {
        return mutants::run(shard, asked.only.as_deref());
    }
    let proofs: Vec<&Proof> = PROOFS.iter().filter(|one| asked.wants(one)).collect();
    ensure!(
        !proofs.is_empty(),
        "there is no such proof: --list names them"
    );
    if !test::ready_for("test")? {
        return Ok(ExitCode::FAILURE);
    }
    let postgres = Postgres::start()?;
    let started = Instant::now();
    let mut rounds = 0;
    loop {
        let seed = asked.first_seed + rounds;
        round(&proofs, seed, postgres.url()).with_context(|| {
            format!("seed {seed} shows it: cargo xtask prove --hours 0 --seed {seed}")
        })?;
        rounds += 1;
        println!(
            "round {rounds}, seed {seed}: all hold, {:.0?}",
            started.elapsed()
        );
        if started.elapsed() >= asked.time {
            break;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Each proof once, one after the other: a busy machine blurs what is timed.
fn round(proofs: &[&Proof], seed: u64, postgres: &str) -> anyhow::Result<()> {
    for proof in proofs {
        let started = Instant::now();
        let mut command = shell::cargo();
        command
            .args(["test", "--workspace", "--lib", "--test", "it", "--"])
            .args(proof.tests)
            .args(["--nocapture", "--test-threads", "1"])
            .env("TREFOIL_TEST_POSTGRES", postgres)
            .env("TREFOIL_PROVE_SEED", seed.to_string());
        if let Some((name, much)) = proof.much {
            command.env(name, much.to_string());
        }
        shell::run(&mut command).with_context(|| proof.name)?;
        println!(
            "{}: {}, {:.0?}",
            proof.name,
            proof.words(),
            started.elapsed()
        );
    }
    Ok(())
}

fn list() {
    for proof in PROOFS {
        println!("{:<10}{}", proof.name, proof.words());
    }
    println!("{:<10}{}", "--mutants", mutants::DOES);
}

impl Proof {
    fn words(&self) -> String {
        let much = self.much.map(|(_, much)| much.to_string());
        format!("{} {}", much.unwrap_or_default(), self.does)
            .trim()
            .to_owned()
    }
}

impl Asked {
    fn wants(&self, proof: &Proof) -> bool {
        self.only.as_deref().is_none_or(|only| only == proof.name)
    }
}

fn parse(arguments: &[String]) -> anyhow::Result<Asked> {
    let mut asked = Asked {
        time: Duration::from_hours(1),
        first_seed: 2,
        only: None,
        mutants: None,
        list: false,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--list" {
            asked.list = true;
            continue;
        }
        let value = rest
            .next()
            .with_context(|| format!("{argument} wants a value"))?;
        match argument.as_str() {
            "--hours" => {
                let hours: f64 = value.parse().context("--hours wants a number")?;
                ensure!(
                    (0.0..=1_000.0).contains(&hours),
                    "--hours is from 0 to 1000"
                );
                asked.time = Duration::from_secs_f64(hours * 3600.0);
            }
            "--seed" => asked.first_seed = value.parse().context("--seed wants a whole number")?,
            "--only" => asked.only = Some(value.clone()),
            "--mutants" => asked.mutants = Some(value.clone()),
            other => bail!(
                "`{other}` is not understood; there are --hours N, --seed N, --only PROOF, --mutants K/N and --list"
            ),
        }
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &str) -> anyhow::Result<Asked> {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn what_was_asked() {
        let of = |hours: u64, first_seed| Asked {
            time: Duration::from_hours(hours),
            first_seed,
            only: None,
            mutants: None,
            list: false,
        };
        assert_eq!(asked("").unwrap(), of(1, 2));
        assert_eq!(asked("--hours 3 --seed 9").unwrap(), of(3, 9));
        for wrong in [
            "--hours",
            "--hours many",
            "--hours -1",
            "--seed x",
            "--days 1",
            "--only",
        ] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }
}
