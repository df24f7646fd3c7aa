//! `cargo xtask test`: what the README promises. Runs every step to its end, says how long each took, and lists what
//! failed. What a step does is in `steps.rs`; what it needs from the machine, in `needs.rs`.

mod fuzz;
mod needs;
mod steps;

pub(crate) use steps::mail_server;
#[cfg(test)]
mod tests;

use anyhow::{Context as _, bail};
use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use steps::{Outcome, Step};

/// How a step ended, and after how long.
struct Report {
    name: &'static str,
    took: Duration,
    ended: anyhow::Result<Outcome>,
}

/// What was asked on the command line.
#[derive(Debug, PartialEq)]
enum Asked {
    List,
    Run(Vec<String>),
}

pub(crate) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let steps = match parse(arguments)? {
        Asked::List => {
            for step in steps::ALL {
                println!("{:<10}{}", step.name, step.does);
            }
            return Ok(ExitCode::SUCCESS);
        }
        Asked::Run(only) => choose(&only)?,
    };
    if !needs::settle(&steps)? {
        return Ok(ExitCode::FAILURE);
    }
    let reports: Vec<Report> = steps.iter().map(|step| perform(step)).collect();
    println!("{}", table(&reports));
    let all_well = reports.iter().all(|report| report.ended.is_ok());
    Ok(if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whether what a step needs from the machine is there, or was installed.
pub(crate) fn ready_for(step: &str) -> anyhow::Result<bool> {
    needs::settle(&choose(&[step.to_string()])?)
}

fn parse(arguments: &[String]) -> anyhow::Result<Asked> {
    let mut only = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--list" => return Ok(Asked::List),
            "--only" => only.push(
                rest.next()
                    .context("--only wants a step; see --list")?
                    .clone(),
            ),
            other => bail!("`{other}` is not understood; there are --only STEP and --list"),
        }
    }
    Ok(Asked::Run(only))
}

/// The steps named, in the order of the table; all when none is named.
fn choose(only: &[String]) -> anyhow::Result<Vec<&'static Step>> {
    if let Some(unknown) = only
        .iter()
        .find(|name| !steps::ALL.iter().any(|s| s.name == **name))
    {
        bail!("there is no step `{unknown}`; see --list");
    }
    let chosen = |step: &&Step| only.is_empty() || only.iter().any(|name| name == step.name);
    Ok(steps::ALL.iter().filter(chosen).collect())
}

fn perform(step: &Step) -> Report {
    println!("\n== {}: {}", step.name, step.does);
    let started = Instant::now();
    let ended = (step.run)();
    let took = started.elapsed();
    match &ended {
        Ok(outcome) => println!(
            "== {}: {} in {:.1} s",
            step.name,
            outcome.in_words(),
            took.as_secs_f64()
        ),
        Err(error) => println!(
            "== {}: FAILED after {:.1} s\n{error:#}",
            step.name,
            took.as_secs_f64()
        ),
    }
    Report {
        name: step.name,
        took,
        ended,
    }
}

/// The closing table: a row a step, the sum, and what failed.
fn table(reports: &[Report]) -> String {
    let mut text = format!("\n{:<10}{:>9}  result\n", "step", "seconds");
    for report in reports {
        let result = match &report.ended {
            Ok(outcome) => outcome.in_words(),
            Err(_) => "FAILED".to_string(),
        };
        let _ = writeln!(
            text,
            "{:<10}{:>9.1}  {result}",
            report.name,
            report.took.as_secs_f64()
        );
    }
    let total: Duration = reports.iter().map(|report| report.took).sum();
    let _ = writeln!(text, "{:<10}{:>9.1}", "all", total.as_secs_f64());
    for report in reports {
        if let Err(error) = &report.ended {
            let _ = writeln!(text, "FAILED {}: {error:#}", report.name);
        }
    }
    text
}
