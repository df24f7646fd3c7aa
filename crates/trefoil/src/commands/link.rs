//! `trefoil link`: files alone, no database, no key, no ledger entry. The engine is `linkage`'s; this keeps the time and says
//! what came out.

mod parts;

use std::path::Path;
use std::time::Instant;

use serde_json::{Map, Value, json};
use trefoil_linkfiles::{ColumnMap, Report, Request, Step, evaluate, link, unused};

use crate::Ended;
use crate::cli::{Format, LinkArgs, LinkCommand};

pub(super) fn run(command: LinkCommand) -> Ended {
    match command {
        LinkCommand::Dedupe { file, memory, args } => linked(vec![file], args, (false, memory)),
        LinkCommand::Plan(args) => parts::plan(args),
        LinkCommand::Part {
            folder,
            number,
            threads,
        } => parts::part(&folder, number, threads),
        LinkCommand::Gather {
            folder,
            out,
            memory,
            threads,
            format,
        } => parts::gather(&folder, &out, (memory, threads), format),
        LinkCommand::Pair {
            a,
            b,
            dedupe_inputs,
            args,
        } => linked(vec![a, b], args, (dedupe_inputs, None)),
        LinkCommand::Evaluate {
            clusters,
            truth,
            format,
        } => match evaluate(&clusters, &truth) {
            Ok(scores) => {
                evaluated(scores, format);
                Ended::Well
            }
            Err(error) => failed(&error),
        },
    }
}

fn linked(
    files: Vec<std::path::PathBuf>,
    args: LinkArgs,
    (dedupe_inputs, memory): (bool, Option<u64>),
) -> Ended {
    let columns = match columns(args.columns.as_deref()) {
        Ok(columns) => columns,
        Err(ended) => return ended,
    };
    let request = Request {
        files,
        columns,
        out: args.out,
        model: args.model,
        save_model: args.save_model,
        explain: args.explain,
        threads: threads_of(args.threads),
        threshold: args.threshold,
        dedupe_inputs,
        memory,
    };
    for file in &request.files {
        match unused(file, &request.columns) {
            Ok(names) => unused_told(file, &names),
            Err(error) => return failed(&error),
        }
    }
    let mut times = Times::start();
    match link(&request, |step| times.next(step)) {
        Ok(report) => {
            times.end();
            told(&report, &times, args.format);
            Ended::Well
        }
        Err(error) => failed(&error),
    }
}

/// A column of another name than the contract's counts for nothing: whoever gave it should know.
fn unused_told(file: &Path, names: &[String]) {
    if !names.is_empty() {
        eprintln!(
            "{}: not used: {}. A column is used by its name in the contract, or by --columns.",
            file.display(),
            names.join(", ")
        );
    }
}

fn columns(said: Option<&str>) -> Result<ColumnMap, Ended> {
    ColumnMap::read(said.unwrap_or_default()).map_err(|error| {
        eprintln!("trefoil: {error}");
        Ended::Usage
    })
}

fn threads_of(said: Option<std::num::NonZeroU16>) -> usize {
    let own = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    said.map_or_else(own, |threads| usize::from(threads.get()))
}

fn failed(error: &dyn std::error::Error) -> Ended {
    eprintln!("trefoil: {error}");
    Ended::Failed
}

/// Seconds of each step.
struct Times {
    since: Instant,
    now: Option<Step>,
    done: Vec<(&'static str, f64)>,
}

impl Times {
    fn start() -> Self {
        Self {
            since: now(),
            now: None,
            done: Vec::new(),
        }
    }

    fn next(&mut self, step: Step) {
        self.end();
        self.now = Some(step);
    }

    fn end(&mut self) {
        if let Some(step) = self.now.take() {
            let (name, seconds) = (name(step), self.since.elapsed().as_secs_f64());
            // Parts do the same one after the other.
            match self.done.iter_mut().find(|(done, _)| *done == name) {
                Some((_, sum)) => *sum += seconds,
                None => self.done.push((name, seconds)),
            }
        }
        self.since = now();
    }

    /// What each step took, and the memory.
    fn words(&self) -> String {
        let seconds = self.done.iter();
        let seconds: Vec<String> = seconds
            .map(|(step, seconds)| format!("{step} {seconds:.2}"))
            .collect();
        let peak = peak_mebibytes();
        format!("Seconds: {}. Peak memory: {peak} MiB.", seconds.join(", "))
    }
}

#[expect(clippy::disallowed_methods, reason = "the binary keeps the time")]
fn now() -> Instant {
    Instant::now()
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Read => "read",
        Step::Meet => "meet",
        Step::Learn => "learn",
        Step::Score => "score",
        Step::Cluster => "cluster",
        Step::Write => "write",
    }
}

/// The most memory that this process had, in mebibytes; 0 where the system does not say.
fn peak_mebibytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.unwrap_or(0) / 1024
}

fn told(report: &Report, times: &Times, format: Format) {
    for (column, count) in &report.unread {
        eprintln!("{column}: {count} values cannot be read as such; they count as missing.");
    }
    if report.recoded > 0 {
        eprintln!(
            "{} values are not in UTF-8; they were read as Windows text.",
            report.recoded
        );
    }
    eprintln!(
        "{} records, {} clusters, {} pairs of one person.",
        report.records, report.clusters, report.pairs
    );
    eprintln!(
        "{} candidate pairs{}.",
        report.candidates,
        recall_words(report)
    );
    for words in report.passed_over_words() {
        eprintln!("{words}");
    }
    let model = &report.model;
    eprintln!(
        "Model of {} records, {} fields: two by chance are one person once in {:.0}, of one household once in {:.0}.",
        model.records,
        model.fields.len(),
        1.0 / model.one_person.max(1e-18),
        1.0 / model.one_household.max(1e-18)
    );
    eprintln!("{}", times.words());
    if format == Format::Json {
        println!("{}", as_json(report, times, peak_mebibytes()));
    }
}

fn as_json(report: &Report, times: &Times, peak: u64) -> Value {
    let unread = report.unread.iter();
    let unread: Map<_, _> = unread
        .map(|(column, count)| ((*column).to_owned(), json!(count)))
        .collect();
    let seconds = times.done.iter();
    let seconds: Map<_, _> = seconds
        .map(|(step, seconds)| ((*step).to_owned(), json!(seconds)))
        .collect();
    let passed_over = report.passed_over.iter();
    let passed_over: Map<_, _> = passed_over
        .map(|(key, over)| (key.clone(), json!(over)))
        .collect();
    json!({
        "records": report.records,
        "candidate_pairs": report.candidates,
        "candidate_recall": report.recall,
        "pairs": report.pairs,
        "clusters": report.clusters,
        "passed_over": passed_over,
        "unread": unread,
        "recoded": report.recoded,
        "model": report.model,
        "seconds": seconds,
        "peak_mebibytes": peak,
    })
}

fn recall_words(report: &Report) -> String {
    let share = report.recall.map(|share| {
        format!(
            ", in which {:.1} in 100 of those of one person should be",
            share * 100.0
        )
    });
    share.unwrap_or_default()
}

fn evaluated(scores: trefoil_linkfiles::Scores, format: Format) {
    let (precision, recall, f1) = (scores.precision(), scores.recall(), scores.f1());
    let (lost, unknown) = scores.unknown;
    if lost + unknown > 0 {
        eprintln!(
            "{lost} records of the truth are in no cluster, and {unknown} of the clusters are not in the truth. Where these are many, the two files may have other ids."
        );
    }
    match format {
        Format::Json => println!(
            "{}",
            json!({
                "records": scores.records, "true_pairs": scores.true_pairs, "found_pairs": scores.found,
                "both": scores.both, "precision": precision, "recall": recall, "f1": f1,
            })
        ),
        Format::Text => println!(
            "precision {precision:.5}, recall {recall:.5}, F1 {f1:.5}: {} true pairs, {} found, {} both.",
            scores.true_pairs, scores.found, scores.both
        ),
    }
}
