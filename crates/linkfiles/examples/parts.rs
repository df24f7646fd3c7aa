//! Links a file in parts, within about so many mebibytes, and says what each step took and how much memory there was at most by
//! then. Usage: parts OUT COLUMNS THREADS MEBIBYTES FILE

#![expect(clippy::disallowed_methods, reason = "it measures")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use trefoil_linkfiles::{ColumnMap, Request, link};

/// The most memory so far, and the processor's seconds, as the system says.
fn used() -> (u64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2);
    let ticks: u32 = ticks.filter_map(|one| one.parse::<u32>().ok()).sum();
    (peak.unwrap_or(0) / 1024, f64::from(ticks) / 100.0)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [out, columns, threads, mebibytes, file] = words.as_slice() else {
        eprintln!("parts OUT COLUMNS THREADS MEBIBYTES FILE");
        return ExitCode::from(64);
    };
    let Ok(columns) = ColumnMap::read(columns) else {
        eprintln!("no map of columns: {columns}");
        return ExitCode::from(64);
    };
    let request = Request {
        files: vec![PathBuf::from(file)],
        columns,
        out: PathBuf::from(out),
        model: None,
        save_model: None,
        explain: None,
        threads: threads.parse().unwrap_or(1),
        threshold: None,
        dedupe_inputs: false,
        memory: mebibytes.parse().ok().map(|size: u64| size << 20),
    };
    let start = Instant::now();
    let told = |what: &str| {
        let (peak, seconds) = used();
        let wall = start.elapsed().as_secs_f64();
        eprintln!("{wall:8.1} s, {seconds:7.1} CPU s, {peak:6} MiB at most: {what}");
    };
    let report = link(&request, |step| told(&format!("{step:?}")));
    told("done");
    match report {
        Ok(report) => {
            eprintln!(
                "{} records, {} pairs looked at, {} taken, {} clusters",
                report.records, report.candidates, report.pairs, report.clusters
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
