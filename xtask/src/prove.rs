//! `cargo xtask prove --hours N`: the proofs of the wall, for longer than continuous integration has. Each round draws from
//! another seed; the first disagreement ends it, with the seed that shows it again.

use crate::postgres::Postgres;
use crate::shell;
use crate::test;
use anyhow::{Context as _, bail, ensure};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Decisions of a round, reference against rules (T14).
const DECISIONS: u64 = 10_000_000;
/// Histories of a round on each engine, each told twice (T1, T3).
const HISTORIES: u64 = 2_000;

/// What was asked on the command line.
#[derive(Debug, PartialEq)]
struct Asked {
    time: Duration,
    first_seed: u64,
}

pub(crate) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let asked = parse(arguments)?;
    if !test::ready_for("test")? {
        return Ok(ExitCode::FAILURE);
    }
    let postgres = Postgres::start()?;
    let started = Instant::now();
    let mut rounds = 0;
    loop {
        let seed = asked.first_seed + rounds;
        let round = Instant::now();
        shell::run(
            shell::cargo()
                .args(["test", "--workspace", "--lib", "--test", "it", "--"])
                .args(["two_million_random_decisions", "told_twice"])
                .env("TREFOIL_TEST_POSTGRES", postgres.url())
                .env("TREFOIL_PROVE_SEED", seed.to_string())
                .env("TREFOIL_PROVE_DECISIONS", DECISIONS.to_string())
                .env("TREFOIL_PROVE_HISTORIES", HISTORIES.to_string()),
        )
        .with_context(|| {
            format!("seed {seed} shows it: cargo xtask prove --hours 0 --seed {seed}")
        })?;
        rounds += 1;
        println!(
            "round {rounds}, seed {seed}: {} decisions, {} histories on each engine, {:.0?}",
            DECISIONS,
            HISTORIES,
            round.elapsed()
        );
        if started.elapsed() >= asked.time {
            break;
        }
    }
    println!(
        "{rounds} rounds in {:.0?}: {} decisions and {} histories on each engine, no disagreement",
        started.elapsed(),
        rounds * DECISIONS,
        rounds * HISTORIES
    );
    Ok(ExitCode::SUCCESS)
}

fn parse(arguments: &[String]) -> anyhow::Result<Asked> {
    let mut asked = Asked {
        time: Duration::from_hours(1),
        first_seed: 2,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = rest
            .next()
            .with_context(|| format!("{argument} wants a number"))?;
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
            other => bail!("`{other}` is not understood; there are --hours N and --seed N"),
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
        };
        assert_eq!(asked("").unwrap(), of(1, 2));
        assert_eq!(asked("--hours 3 --seed 9").unwrap(), of(3, 9));
        for wrong in [
            "--hours",
            "--hours many",
            "--hours -1",
            "--seed x",
            "--days 1",
        ] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }
}
