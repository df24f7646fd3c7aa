//! `trefoil link plan`, `part` and `gather`: one file linked in parts that are processes of their own.

use std::num::NonZeroU16;
use std::path::Path;

use trefoil_linkfiles::{PlanRequest, gather as gathered, part as done, plan as planned};

use super::{Times, columns, failed, threads_of, told};
use crate::Ended;
use crate::cli::{Format, PlanArgs};

pub(super) fn plan(args: PlanArgs) -> Ended {
    let columns = match columns(args.columns.as_deref()) {
        Ok(columns) => columns,
        Err(ended) => return ended,
    };
    let request = PlanRequest {
        file: args.file,
        columns,
        folder: args.dir,
        parts: args.parts.map(|parts| usize::from(parts.get())),
        model: args.model,
        threads: threads_of(args.threads),
        threshold: args.threshold,
        memory: args.memory,
    };
    let mut times = Times::start();
    match planned(&request, |step| times.next(step)) {
        Ok(report) => {
            times.end();
            eprintln!(
                "{} records, {} parts, in which there are {} records: one that several need is in each.",
                report.records, report.parts, report.copies
            );
            let folder = request.folder.display();
            eprintln!(
                "Next: `trefoil link part {folder} 1` and so on, then `trefoil link gather {folder}`."
            );
            eprintln!("{}", times.words());
            Ended::Well
        }
        Err(error) => failed(&error),
    }
}

pub(super) fn part(folder: &Path, number: usize, threads: Option<NonZeroU16>) -> Ended {
    let mut times = Times::start();
    match done(folder, number, threads_of(threads), |step| times.next(step)) {
        Ok(report) => {
            times.end();
            eprintln!(
                "Part {number}: {} records, {} candidate pairs, {} kept.",
                report.records, report.candidates, report.edges
            );
            eprintln!("{}", times.words());
            Ended::Well
        }
        Err(error) => failed(&error),
    }
}

pub(super) fn gather(
    folder: &Path,
    out: &Path,
    (memory, threads): (Option<u64>, Option<NonZeroU16>),
    format: Format,
) -> Ended {
    let mut times = Times::start();
    match gathered(folder, out, memory, threads_of(threads), |step| {
        times.next(step);
    }) {
        Ok(report) => {
            times.end();
            told(&report, &times, format);
            Ended::Well
        }
        Err(error) => failed(&error),
    }
}
