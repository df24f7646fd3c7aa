//! The table of docs/benchmarks.md. It measures nothing.

use super::asked::{Asked, Engine};
use super::clone::Cloned;
use super::goals::{self, Aim, Goal};
use super::machine::Machine;
use super::measure::Column;
use std::fmt::Write as _;

/// How it is measured, for a reader who wants to judge the numbers.
const HOW: &str = "\
## How it is measured

`cargo xtask bench --full` (without `--full`: a town of 100,000 people and 100,000 contacts). The release binary, as the
README builds it; everything on this one machine, the asking program and PostgreSQL too.

- The town: `trefoil town`, timed from start to end. The feed: `trefoil import police` of what the police of the same town
  tell in the years after, so that most of the people in it are known and have to be matched.
- A part of the feed is one transaction; its length is from its first statement to the news of its commit, as the import logs
  it, nothing else asking meanwhile.
- Pages: 16 workers, each with a connection and a session of their own, one second between an answer and the next question.
  Of 100 questions 40 are contact pages, 20 page 1 and 15 page 200 of the queue with filters in turn, 25 searches by names
  and birth date. Every page leaves its entry in the ledger before it is answered.
- The mixed load: 32 clients without a pause, 70 of 100 questions pages, 20 searches, 10 contacts taken or given back. One
  error fails the run. Once while the server works off what the feed left to be done, and once when it has.
- p95 and median by nearest rank, from the first byte of the question to the last byte of the answer.
- CPU is of the program measured, with PostgreSQL's processes; *others* is how many cores everything else on the machine
  used meanwhile. Where that is not near nought, wall times say less than CPU seconds do.
- PostgreSQL has its own defaults (`fsync` on, 128 MB of shared buffers).
";

/// The whole file.
pub(super) fn markdown(
    machine: &Machine,
    asked: &Asked,
    columns: &[Column],
    cloned: Option<&anyhow::Result<Cloned>>,
) -> String {
    let mut text = String::from("# Benchmarks\n\n");
    let _ = write!(
        text,
        "{}, commit {}. {} cores ({}), {} of memory, Linux {}, PostgreSQL {}.\nLoad average before: {}.\n",
        machine.date,
        machine.commit,
        machine.cores,
        machine.processor,
        machine.memory,
        machine.kernel,
        machine.postgres,
        machine.load
    );
    let _ = write!(
        text,
        "A town of {} people and {} contacts; each load lasts {} s.\n\n",
        grouped(asked.people),
        grouped(asked.contacts),
        asked.load.as_secs()
    );
    if !columns.is_empty() {
        text.push_str(&table(columns));
    }
    for column in columns {
        let _ = writeln!(
            text,
            "{}: load average before {}.{}",
            column.engine.words(),
            column.load_before,
            match &column.failed {
                Some(why) => format!(" It did not come to its end: {why}."),
                None => String::new(),
            }
        );
    }
    if let Some(cloned) = cloned {
        let _ = write!(text, "\n{}", in_words(cloned));
    }
    let _ = write!(text, "\n{HOW}");
    text
}

fn table(columns: &[Column]) -> String {
    let mut text = String::from("| what |");
    for column in columns {
        let engine = column.engine.words();
        let _ = write!(text, " aim, {engine} | {engine} | |");
    }
    let _ = write!(text, "\n|---|{}\n", "---|---|---|".repeat(columns.len()));
    for goal in goals::all() {
        let _ = write!(text, "| {} |", goal.words);
        for column in columns {
            let _ = write!(text, "{}", cells(&goal, column));
        }
        text.push('\n');
    }
    text.push('\n');
    text
}

fn cells(goal: &Goal, column: &Column) -> String {
    let aim = goal.aim(column.engine);
    let told = match aim {
        Aim::AtLeast(least) => format!("{} {}", number(least), goal.unit),
        Aim::AtMost(most) => format!("at most {} {}", number(most), goal.unit),
        Aim::None => String::new(),
    };
    let found = column.cells.iter().find(|cell| cell.what == goal.what);
    let (value, beside) = match found {
        Some(cell) => {
            let value = format!("{} {}", number(cell.value), goal.unit);
            let value = match aim.is_met(cell.value) {
                Some(false) => format!("**{value}: not met**"),
                Some(true) => format!("{value}: met"),
                None => value,
            };
            (value, cell.beside.as_str())
        }
        None => ("not measured".to_owned(), ""),
    };
    format!(" {told} | {value} | {beside} |")
}

fn in_words(cloned: &anyhow::Result<Cloned>) -> String {
    match cloned {
        Ok(cloned) => format!(
            "Clean clone to demo page: {:.0} s and {:.0} CPU seconds, the demo's data {:.1} s of it (aim: 360 s, 600 CPU \
             seconds, 10 s); others used {:.1} cores meanwhile.\n",
            cloned.spent.seconds(),
            cloned.spent.cpu,
            cloned.data.as_secs_f64(),
            cloned.spent.others
        ),
        Err(error) => format!("Clean clone to demo page: failed: {error:#}.\n"),
    }
}

/// With groups of thousands, and one place behind the point where it is small.
fn number(value: f64) -> String {
    if value < 10.0 && value.fract() > 0.0 {
        return format!("{value:.1}");
    }
    let whole: u64 = format!("{value:.0}").parse().unwrap_or(0);
    grouped(whole)
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// For the terminal: what was not met.
pub(super) fn not_met(columns: &[Column]) -> Vec<String> {
    let goals = goals::all();
    let each = columns.iter().flat_map(|column| {
        goals.iter().filter_map(|goal| {
            let cell = column.cells.iter().find(|cell| cell.what == goal.what)?;
            let met = goal.aim(column.engine).is_met(cell.value)?;
            (!met).then(|| told(goal, column.engine, cell.value))
        })
    });
    each.collect()
}

fn told(goal: &Goal, engine: Engine, value: f64) -> String {
    format!(
        "{}, {}: {} {}",
        engine.words(),
        goal.words,
        number(value),
        goal.unit
    )
}

#[cfg(test)]
mod tests;
