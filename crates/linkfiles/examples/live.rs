//! Asks an index in memory who somebody may be: what `cargo xtask bench linkage --live` measures. Some of the records are held back, and asked
//! about as if they had just come in. Usage: live learn MODEL FILE, or live ask TOWNS MODEL FILE; the file is the generator's, as CSV, and is
//! read again for each town after the first, with other birth dates, places and numbers.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures how long things take"
)]

use std::collections::HashSet;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use csv::StringRecord;
use trefoil_linkage::batch::{Batch, Builder, Model, Settings};
use trefoil_linkage::live::{Asked, Index, Standing};

mod generated;

use generated::{Or, PERSON, columns, values};

/// Of each town one record in so many is held back.
const HELD_BACK: u32 = 100;
/// So many questions are asked.
const QUESTIONS: usize = 20_000;
/// Each is asked so many times, when all others were, and its median taken: a machine that is busy keeps anybody waiting now and then.
const ROUNDS: usize = 3;
/// So many answers are wanted.
const ANSWERS: usize = 6;

/// A record, or a person, of a town.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Id {
    town: u32,
    number: u32,
}

/// A record that is held back.
struct Question {
    id: Id,
    values: StringRecord,
    person: Id,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.as_slice() {
        [what, model, file] if what == "learn" => learn(Path::new(model), Path::new(file)),
        [what, towns, model, file] if what == "ask" => {
            ask(towns, Path::new(model), Path::new(file))
        }
        _ => Err("live learn MODEL FILE, or live ask TOWNS MODEL FILE".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn each(file: &Path, mut call: impl FnMut(u32, &StringRecord) -> Or<()>) -> Or<()> {
    let mut reader = csv::Reader::from_path(file)?;
    let mut record = StringRecord::new();
    let mut at = 0;
    while reader.read_record(&mut record)? {
        call(at, &record)?;
        at += 1;
    }
    Ok(())
}

fn learn(model: &Path, file: &Path) -> Or<()> {
    let mut builder = Builder::new(&columns());
    each(file, |at, record| {
        builder.push(&at.to_string(), 0, &values(record));
        Ok(())
    })?;
    let settings = Settings {
        threads: 2,
        threshold: None,
        dedupe_inputs: false,
        zones: true,
    };
    let batch = Batch::new(builder.finish(), None, settings, |_| {})?;
    std::fs::write(model, serde_json::to_string_pretty(&batch.model())?)?;
    Ok(())
}

/// The same record in another town: whoever lived together lives together, and was born as far apart.
fn elsewhere(said: &StringRecord, town: u32) -> StringRecord {
    let moved = |at: usize, value: &str| match at {
        6 if value.len() == 10 => {
            let (month, day) = value.split_at(8);
            let day: u32 = day.parse().unwrap_or(1);
            format!("{month}{:02}", (day + 2 * town - 1) % 28 + 1)
        }
        8 => {
            let parts = value.split_once(' ');
            let numbered =
                parts.and_then(|(house, street)| Some((house.parse::<u32>().ok()?, street)));
            numbered.map_or_else(
                || value.to_owned(),
                |(house, street)| format!("{} {street}", house + 141 * town),
            )
        }
        9 => value
            .bytes()
            .map(|byte| turned(byte, b'A', 26, town))
            .collect(),
        10 | 11 => value
            .bytes()
            .map(|byte| turned(byte, b'0', 10, town))
            .collect(),
        _ => value.to_owned(),
    };
    let at_home = (0..).zip(said);
    at_home.map(|(at, value)| moved(at, value)).collect()
}

/// A letter or digit so many further on among its kind; any other as it is.
fn turned(byte: u8, first: u8, kinds: u32, by: u32) -> char {
    let place = u32::from(byte.wrapping_sub(first));
    match u8::try_from((place + by) % kinds) {
        Ok(place_now) if place < kinds => char::from(first + place_now),
        _ => char::from(byte),
    }
}

fn ask(towns: &str, model: &Path, file: &Path) -> Or<()> {
    let model: Model = serde_json::from_str(&std::fs::read_to_string(model)?)?;
    let mut index = Index::new(&model, &columns())?;
    let (mut persons, mut questions) = (Vec::new(), Vec::new());
    let (mut build, mut longest) = (Duration::ZERO, Duration::ZERO);
    let start = processor()?;
    for town in 0..towns.parse()? {
        each(file, |number, said| {
            let id = Id { town, number };
            let person: u32 = said.get(PERSON).unwrap_or_default().parse()?;
            let values_there = elsewhere(said, town);
            if town == 0 {
                persons.push(person);
            }
            if number.is_multiple_of(HELD_BACK) {
                questions.push(Question {
                    id,
                    values: values_there,
                    person: Id {
                        town,
                        number: person,
                    },
                });
                return Ok(());
            }
            let start = Instant::now();
            index.insert(id, Standing::Open, &values(&values_there));
            let took = start.elapsed();
            (build, longest) = (build + took, longest.max(took));
            Ok(())
        })?;
    }
    let (processor, memory) = (processor()? - start, memory()?);
    let every = (questions.len() / QUESTIONS).max(1);
    let questions: Vec<Question> = questions.into_iter().step_by(every).collect();
    let records = index.len();
    let asked = lookups(&mut index, &questions, &persons);
    let (inserts, clusters) = inserts(&mut index, &questions)?;
    let removals = removals(&mut index, &questions)?;
    let line = serde_json::json!({
        "records": records, "questions": questions.len(), "build_s": build.as_secs_f64(), "build_cpu_s": processor, "memory_gb": memory,
        "p50_us": asked.at(0.5), "p99_us": asked.at(0.99), "p999_us": asked.at(0.999), "most_us": asked.at(1.0),
        "first": asked.first, "among": asked.among, "inserts": inserts, "inserts_with_clusters": clusters,
        "longest_insert_us": longest.as_secs_f64() * 1e6, "removals": removals,
    });
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

/// What is resident now, in gigabytes.
fn memory() -> Or<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kilobytes.ok_or("no VmRSS")?.parse::<f64>()? / 1e6)
}

/// How long each question took, shortest first; and of those about a person who is known, how often the first answer is of that
/// person, and one of all answers.
struct Lookups {
    took: Vec<Duration>,
    first: f64,
    among: f64,
}

impl Lookups {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    fn at(&self, share: f64) -> f64 {
        let place = ((self.took.len() as f64 * share) as usize).min(self.took.len() - 1);
        self.took
            .get(place)
            .map_or(0.0, |took| took.as_secs_f64() * 1e6)
    }
}

fn lookups(index: &mut Index<Id>, questions: &[Question], persons: &[u32]) -> Lookups {
    let indexed = (0_u32..)
        .zip(persons)
        .filter(|(record, _)| !record.is_multiple_of(HELD_BACK));
    let known: HashSet<u32> = indexed.map(|(_, person)| *person).collect();
    let mut took = vec![Vec::with_capacity(ROUNDS); questions.len()];
    let (mut first, mut among, mut all) = (0_u32, 0_u32, 0_u32);
    for round in 0..ROUNDS {
        for (question, took) in questions.iter().zip(&mut took) {
            let values = values(&question.values);
            let start = Instant::now();
            let answers = index.ask(Asked::Values(&values), ANSWERS, |_| true);
            took.push(start.elapsed());
            if round > 0 || !known.contains(&question.person.number) {
                continue;
            }
            let is_right = |id: Id| {
                let person = persons.get(id.number as usize);
                id.town == question.person.town && person == Some(&question.person.number)
            };
            let mut right = answers.iter().map(|one| is_right(one.id));
            all += 1;
            let at_first = right.next().unwrap_or_default();
            first += u32::from(at_first);
            among += u32::from(at_first || right.any(|right| right));
        }
    }
    let median = |mut rounds: Vec<Duration>| {
        rounds.sort_unstable();
        rounds.get(ROUNDS / 2).copied().unwrap_or_default()
    };
    let mut took: Vec<Duration> = took.into_iter().map(median).collect();
    took.sort_unstable();
    let share = |count: u32| f64::from(count) / f64::from(all.max(1));
    Lookups {
        took,
        first: share(first),
        among: share(among),
    }
}

/// Inserts a second of the processor's, by themselves and with the cluster of each.
fn inserts(index: &mut Index<Id>, questions: &[Question]) -> Or<(f64, f64)> {
    let insert = |index: &mut Index<Id>, question: &Question| {
        index.insert(question.id, Standing::Open, &values(&question.values));
    };
    let (alone, with) = questions.split_at(questions.len() / 2);
    let start = processor()?;
    for question in alone {
        insert(index, question);
    }
    let alone = rate(alone.len(), start)?;
    let start = processor()?;
    for question in with {
        insert(index, question);
        black_box(index.cluster(question.id));
    }
    Ok((alone, rate(with.len(), start)?))
}

fn removals(index: &mut Index<Id>, questions: &[Question]) -> Or<f64> {
    let start = processor()?;
    for question in questions {
        black_box(index.remove(question.id));
    }
    rate(questions.len(), start)
}

/// Seconds that this process had the processor.
fn processor() -> Or<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds: f64 = told.split(' ').next().unwrap_or_default().parse()?;
    Ok(nanoseconds / 1e9)
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn rate(count: usize, since: f64) -> Or<f64> {
    Ok(count as f64 / (processor()? - since))
}
