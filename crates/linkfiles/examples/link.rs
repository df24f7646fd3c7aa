//! Links a file, or two, without the rest of the program: what `cargo xtask bench linkage` measures.
//! Usage: link OUT COLUMNS THREADS FILE [FILE]

use std::path::PathBuf;
use std::process::ExitCode;

use trefoil_linkfiles::{ColumnMap, Request, link};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [out, columns, threads, files @ ..] = words.as_slice() else {
        eprintln!("link OUT COLUMNS THREADS FILE [FILE]");
        return ExitCode::from(64);
    };
    let columns = match ColumnMap::read(columns) {
        Ok(columns) => columns,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(64);
        }
    };
    let request = Request {
        files: files.iter().map(PathBuf::from).collect(),
        columns,
        out: PathBuf::from(out),
        model: None,
        save_model: None,
        explain: None,
        threads: threads.parse().unwrap_or(1),
        threshold: None,
        dedupe_inputs: false,
        memory: None,
    };
    match link(&request, |_| {}) {
        Ok(report) => {
            eprintln!(
                "{} records, {} pairs looked at, {} taken",
                report.records, report.candidates, report.pairs
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
