//! How often the one who is meant is found: the product's question (lookups of `trefoil_linkage::keys`, hand-set weights) and the live index, of the
//! same records. One in ten is held back and asked about. Usage: asked FILE, the generator's as CSV.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::Write as _;

use csv::StringRecord;
use trefoil_linkage::batch::{Batch, Builder, Column, Settings};
use trefoil_linkage::live::{Asked, Index, Standing};
use trefoil_linkage::{BirthDate, Description, Record, Scorer, Sex, SimpleScorer, keys};

const COLUMNS: [(Column, usize); 9] = [
    (Column::GivenNames, 3),
    (Column::MiddleNames, 4),
    (Column::Surname, 5),
    (Column::DateOfBirth, 6),
    (Column::Sex, 7),
    (Column::Address, 8),
    (Column::Postcode, 9),
    (Column::Phone, 10),
    (Column::NationalId, 11),
];
type Or<T> = Result<T, Box<dyn Error>>;

fn values(record: &StringRecord) -> [&str; COLUMNS.len()] {
    COLUMNS.map(|(_, at)| record.get(at).unwrap_or_default())
}

fn record(said: &StringRecord, places: bool) -> Record {
    let [
        given,
        middle,
        surname,
        born,
        sex,
        address,
        postcode,
        phone,
        number,
    ] = values(said);
    let names = format!("{given} {middle}");
    let filled = |text| Some(text).filter(|text: &&str| !text.is_empty());
    let place = |text| filled(text).filter(|_| places);
    let mut parts = born.split('-').map(|part| part.parse::<i16>().unwrap_or(0));
    let born = match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => BirthDate::Exact {
            year,
            month: month as u8,
            day: day as u8,
        },
        _ => BirthDate::None,
    };
    Record::read(&Description {
        given_names: filled(names.trim()),
        surname: filled(surname),
        date_of_birth: born,
        sex: match sex {
            "f" | "F" => Sex::Female,
            "m" | "M" => Sex::Male,
            _ => Sex::NotGiven,
        },
        nhs_number: filled(number),
        phone: place(phone),
        postcode: place(postcode),
        address: place(address),
        ..Description::default()
    })
}

#[derive(Default)]
struct Tally {
    asked: u32,
    met: u32,
    first: u32,
    among: u32,
    proposed: u32,
    strangers: u32,
    by_nobody: u32,
}

fn main() -> Or<()> {
    let file = std::env::args().nth(1).ok_or("asked FILE")?;
    let places = std::env::args().nth(2).as_deref() != Some("closed");
    let all: Vec<StringRecord> = csv::Reader::from_path(file)?
        .records()
        .collect::<Result<_, _>>()?;
    let person = |at: usize| all[at].get(12).unwrap_or_default();
    let (held, kept): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|at| at % 10 == 0);
    let mut known: HashMap<&str, u32> = HashMap::new();
    for at in &kept {
        *known.entry(person(*at)).or_default() += 1;
    }
    // The product's way.
    let records: Vec<Record> = all.iter().map(|said| record(said, places)).collect();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    let mut undated: HashMap<String, Vec<usize>> = HashMap::new();
    for at in &kept {
        let keys = keys(&records[*at]);
        let dated = keys.iter().any(|key| !key.starts_with("names:"));
        for key in keys {
            if key.starts_with("names:") && !dated {
                undated.entry(key.clone()).or_default().push(*at);
            }
            by_key.entry(key).or_default().push(*at);
        }
    }
    let scorer = SimpleScorer::new();
    let mut product = Tally::default();
    for at in &held {
        let keys = keys(&records[*at]);
        let dated = keys.iter().any(|key| !key.starts_with("names:"));
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for key in &keys {
            let coarse = key.starts_with("names:");
            let found = if dated && coarse {
                undated.get(key)
            } else {
                by_key.get(key)
            };
            for other in found.into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut met: Vec<_> = shared.into_iter().collect();
        met.sort_by_key(|(other, shared)| (std::cmp::Reverse(*shared), *other));
        met.truncate(200);
        let is_known = known.contains_key(person(*at));
        let seen = met.iter().any(|(other, _)| person(*other) == person(*at));
        let mut scored: Vec<(f64, usize)> = met
            .iter()
            .map(|(other, _)| {
                (
                    scorer.score(&records[*at], &records[*other]).probability,
                    *other,
                )
            })
            .filter(|(probability, _)| *probability >= 0.05)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        tally(
            &mut product,
            is_known,
            seen,
            scored.iter().map(|one| person(one.1)),
            person(*at),
        );
    }
    // The live index, with a model of the kept records alone.
    let columns = COLUMNS.map(|(column, _)| column);
    let closed = |said: &StringRecord| -> Vec<String> {
        let values = values(said);
        let keep = |(at, value): (usize, &str)| {
            if places || !(5..8).contains(&at) {
                value.to_owned()
            } else {
                String::new()
            }
        };
        values.into_iter().enumerate().map(keep).collect()
    };
    let mut builder = Builder::new(&columns);
    for at in &kept {
        let said = closed(&all[*at]);
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        builder.push(&at.to_string(), 0, &said);
    }
    let settings = Settings {
        threads: 2,
        threshold: None,
        dedupe_inputs: false,
    };
    let batch = Batch::new(builder.finish(), None, settings, |_| {})?;
    let mut index: Index<u32> = Index::new(&batch.model(), &columns)?;
    for at in &kept {
        let said = closed(&all[*at]);
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        index.insert(*at as u32, Standing::Open, &said);
    }
    let mut live = Tally::default();
    for at in &held {
        let said = closed(&all[*at]);
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let answers = index.ask(Asked::Values(&said), 200, |_| true);
        let is_known = known.contains_key(person(*at));
        let seen = answers
            .iter()
            .any(|one| person(one.id as usize) == person(*at));
        let fit = answers.iter().filter(|one| one.probability() >= 0.05);
        tally(
            &mut live,
            is_known,
            seen,
            fit.map(|one| person(one.id as usize)),
            person(*at),
        );
    }
    // Both: lookups in SQL by all, and an index of all as hidden, by who they are alone; scored by hand-set weights.
    let mut few = batch.model();
    if let Some(keys) = std::env::args().nth(5) {
        few.keys = keys.split(',').map(str::to_owned).collect();
    }
    let mut dark: Index<u32> = Index::new(&few, &columns)?;
    let shut = |said: &StringRecord| -> Vec<String> {
        let of = values(said);
        let keep = |(at, value): (usize, &str)| {
            if (5..8).contains(&at) {
                String::new()
            } else {
                value.to_owned()
            }
        };
        of.into_iter().enumerate().map(keep).collect()
    };
    for at in &kept {
        let said = shut(&all[*at]);
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        dark.insert(*at as u32, Standing::Hidden, &said);
    }
    let most: usize = std::env::args()
        .nth(3)
        .map_or(Ok(30), |text| text.parse())?;
    let least: f64 = std::env::args()
        .nth(4)
        .map_or(Ok(-10.0), |text| text.parse())?;
    let (mut union, mut only) = (Tally::default(), Tally::default());
    let mut offered = 0;
    let start = std::time::SystemTime::now();
    for at in &held {
        let keys = keys(&records[*at]);
        let dated = keys.iter().any(|key| !key.starts_with("names:"));
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for key in &keys {
            let coarse = key.starts_with("names:");
            let found = if dated && coarse {
                undated.get(key)
            } else {
                by_key.get(key)
            };
            for other in found.into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let said = shut(&all[*at]);
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let answers = dark.ask(Asked::Values(&said), most, |_| true);
        let own: Vec<usize> = answers
            .iter()
            .filter(|one| one.weight > least)
            .map(|one| one.id as usize)
            .collect();
        offered += own.len();
        let is_known = known.contains_key(person(*at));
        for (both, into) in [(true, &mut union), (false, &mut only)] {
            let mut met: Vec<usize> = own.clone();
            if both {
                met.extend(shared.keys());
            }
            met.sort_unstable();
            met.dedup();
            let seen = met.iter().any(|other| person(*other) == person(*at));
            let mut scored: Vec<(f64, usize)> = met
                .iter()
                .map(|other| {
                    (
                        scorer.score(&records[*at], &records[*other]).probability,
                        *other,
                    )
                })
                .filter(|(probability, _)| *probability >= 0.05)
                .collect();
            scored.sort_by(|a, b| b.0.total_cmp(&a.0));
            tally(
                into,
                is_known,
                seen,
                scored.iter().map(|one| person(one.1)),
                person(*at),
            );
        }
    }
    writeln!(
        std::io::stdout(),
        "offered by the index a question: {:.1}; {:?} a question",
        offered as f64 / held.len() as f64,
        start.elapsed()? / held.len() as u32
    )?;
    for (name, one) in [
        ("product", product),
        ("live", live),
        ("both", union),
        ("index alone", only),
    ] {
        let share = |part: u32, of: u32| f64::from(part) / f64::from(of.max(1));
        writeln!(
            std::io::stdout(),
            "{name}: {} asked of known people; met {:.4}, first {:.4}, among six {:.4}; persons proposed a question {:.3}; of them others {:.3}; strangers to all, with a proposal {:.4}",
            one.asked,
            share(one.met, one.asked),
            share(one.first, one.asked),
            share(one.among, one.asked),
            share(one.proposed, held.len() as u32),
            share(one.strangers, held.len() as u32),
            share(one.by_nobody, held.len() as u32 - one.asked)
        )?;
    }
    Ok(())
}

/// Persons, not their records, in the order of their first.
fn tally<'p>(
    into: &mut Tally,
    known: bool,
    seen: bool,
    fit: impl Iterator<Item = &'p str>,
    meant: &str,
) {
    let mut persons: Vec<&str> = Vec::new();
    for one in fit {
        if !persons.contains(&one) && persons.len() < 6 {
            persons.push(one);
        }
    }
    into.proposed += persons.len() as u32;
    into.strangers += persons.iter().filter(|one| **one != meant).count() as u32;
    if !known {
        into.by_nobody += u32::from(!persons.is_empty());
        return;
    }
    into.asked += 1;
    into.met += u32::from(seen);
    into.first += u32::from(persons.first() == Some(&meant));
    into.among += u32::from(persons.contains(&meant));
}
