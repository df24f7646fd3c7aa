//! `trefoil link`: files alone, no database, no key, no ledger entry. The engine is `linkage`'s; this keeps the time and says
//! what came out.

use std::time::Instant;

use serde_json::{Map, Value, json};
use trefoil_linkfiles::{ColumnMap, Report, Request, Step, evaluate, link};

use crate::Ended;
use crate::cli::{Format, LinkArgs, LinkCommand};

pub(super) fn run(command: LinkCommand) -> Ended {
    match command {
        LinkCommand::Dedupe { file, args } => linked(vec![file], args, false),
        LinkCommand::Pair {
            a,
            b,
            dedupe_inputs,
            args,
        } => linked(vec![a, b], args, dedupe_inputs),
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

fn linked(files: Vec<std::path::PathBuf>, args: LinkArgs, dedupe_inputs: bool) -> Ended {
    let columns = match ColumnMap::read(args.columns.as_deref().unwrap_or_default()) {
        Ok(columns) => columns,
        Err(error) => {
            eprintln!("trefoil: {error}");
            return Ended::Usage;
        }
    };
    let own = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let request = Request {
        files,
        columns,
        out: args.out,
        model: args.model,
        save_model: args.save_model,
        explain: args.explain,
        threads: args
            .threads
            .map_or_else(own, |threads| usize::from(threads.get())),
        threshold: args.threshold,
        dedupe_inputs,
    };
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
            self.done
                .push((name(step), self.since.elapsed().as_secs_f64()));
        }
        self.since = now();
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
    let peak = peak_mebibytes();
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
    let model = &report.model;
    eprintln!(
        "Model of {} records, {} fields: two by chance are one person once in {:.0}, of one household once in {:.0}.",
        model.records,
        model.fields.len(),
        1.0 / model.one_person.max(1e-18),
        1.0 / model.one_household.max(1e-18)
    );
    let seconds: Vec<String> = times
        .done
        .iter()
        .map(|(step, seconds)| format!("{step} {seconds:.2}"))
        .collect();
    eprintln!("Seconds: {}. Peak memory: {peak} MiB.", seconds.join(", "));
    if format == Format::Json {
        println!("{}", as_json(report, times, peak));
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
    json!({
        "records": report.records,
        "candidate_pairs": report.candidates,
        "candidate_recall": report.recall,
        "pairs": report.pairs,
        "clusters": report.clusters,
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
