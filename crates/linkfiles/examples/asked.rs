//! How often the one who is meant is found, of people who are known: by the product's lookups, by those and the index that recalls by who people are
//! alone (docs/decisions/0041), and by the live index with all that is known. One record in ten is held back and asked about.
//! Usage: asked FILE MODEL; the file is the generator's, as CSV, and the model is the product's (`app/src/matching/recall/model.json`).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::Write as _;
use std::process::ExitCode;

use csv::StringRecord;
use trefoil_linkage::batch::{Batch, Builder, Column, Model, Settings};
use trefoil_linkage::live::{Asked, Index, Standing};
use trefoil_linkage::{BirthDate, Description, ModelScorer, Record, Scorer, Sex, keys};

mod generated;

use generated::{Or, PERSON, columns, values};

/// One record in so many is asked about.
const HELD_BACK: usize = 10;
/// As in the product: from this probability on somebody is proposed, no more than so many, of no more than so many compared.
const PROPOSED_FROM: f64 = 0.05;
const PROPOSED: usize = 6;
const COMPARED: usize = 200;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.as_slice() {
        [file, model] => run(file, model),
        _ => Err("asked FILE MODEL".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Everybody in the file, and who is asked about.
struct Town {
    said: Vec<StringRecord>,
    records: Vec<Record>,
    known: HashSet<String>,
}

impl Town {
    fn read(file: &str) -> Or<Self> {
        let mut reader = csv::Reader::from_path(file)?;
        let said = reader.records().collect::<Result<Vec<_>, _>>()?;
        let kept = (0..).zip(&said).filter(|(at, _)| !is_held(*at));
        Ok(Self {
            known: kept.map(|(_, said)| person(said).to_owned()).collect(),
            records: said.iter().map(record).collect(),
            said,
        })
    }

    fn kept(&self) -> impl Iterator<Item = (usize, &StringRecord, &Record)> {
        self.all().filter(|(at, ..)| !is_held(*at))
    }

    fn held(&self) -> impl Iterator<Item = (usize, &StringRecord, &Record)> {
        self.all().filter(|(at, ..)| is_held(*at))
    }

    fn all(&self) -> impl Iterator<Item = (usize, &StringRecord, &Record)> {
        let both = self.said.iter().zip(&self.records).enumerate();
        both.map(|(at, (said, record))| (at, said, record))
    }

    /// Who a record is of.
    fn person(&self, at: usize) -> &str {
        self.said.get(at).map(person).unwrap_or_default()
    }
}

fn is_held(at: usize) -> bool {
    at.is_multiple_of(HELD_BACK)
}

fn person(said: &StringRecord) -> &str {
    said.get(PERSON).unwrap_or_default()
}

fn record(said: &StringRecord) -> Record {
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
    Record::read(&Description {
        given_names: filled(names.trim()),
        surname: filled(surname),
        date_of_birth: birth(born).unwrap_or(BirthDate::None),
        sex: match sex {
            "f" => Sex::Female,
            "m" => Sex::Male,
            _ => Sex::NotGiven,
        },
        nhs_number: filled(number),
        phone: filled(phone),
        postcode: filled(postcode),
        address: filled(address),
        ..Description::default()
    })
}

fn birth(text: &str) -> Option<BirthDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(BirthDate::Exact {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}

/// The lookups of the product: by names alone those who have a birth date are not met.
#[derive(Default)]
struct Lookups {
    all: HashMap<String, Vec<usize>>,
    undated: HashMap<String, Vec<usize>>,
}

fn is_coarse(key: &str) -> bool {
    key.starts_with("names:")
}

impl Lookups {
    fn of(town: &Town) -> Self {
        let mut lookups = Self::default();
        for (at, _, record) in town.kept() {
            let keys = keys(record);
            if keys.iter().all(|key| is_coarse(key)) {
                for key in &keys {
                    lookups.undated.entry(key.clone()).or_default().push(at);
                }
            }
            for key in keys {
                lookups.all.entry(key).or_default().push(at);
            }
        }
        lookups
    }

    fn met(&self, record: &Record) -> Vec<usize> {
        let keys = keys(record);
        let dated = keys.iter().any(|key| !is_coarse(key));
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for key in &keys {
            let among = if dated && is_coarse(key) {
                &self.undated
            } else {
                &self.all
            };
            for other in among.get(key).into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut met: Vec<_> = shared.into_iter().collect();
        met.sort_by_key(|(other, shared)| (std::cmp::Reverse(*shared), *other));
        met.truncate(COMPARED);
        met.into_iter().map(|(other, _)| other).collect()
    }
}

/// What came of the questions.
#[derive(Default)]
struct Tally {
    asked: u32,
    of_known: u32,
    met: u32,
    first: u32,
    among: u32,
    others: u32,
    of_strangers: u32,
}

impl Tally {
    /// Adds one question: whose records were met, and those of whom somebody is proposed, likeliest first.
    fn add<'t>(
        &mut self,
        town: &'t Town,
        at: usize,
        met: &[usize],
        fit: impl Iterator<Item = usize>,
    ) {
        let meant = town.person(at);
        let mut persons: Vec<&'t str> = Vec::new();
        for one in fit.map(|one| town.person(one)) {
            if !persons.contains(&one) && persons.len() < PROPOSED {
                persons.push(one);
            }
        }
        let others = persons.iter().filter(|one| **one != meant).count();
        self.asked += 1;
        self.others += u32::try_from(others).unwrap_or(u32::MAX);
        if !town.known.contains(meant) {
            self.of_strangers += u32::from(!persons.is_empty());
            return;
        }
        self.of_known += 1;
        self.met += u32::from(met.iter().any(|one| town.person(*one) == meant));
        self.first += u32::from(persons.first() == Some(&meant));
        self.among += u32::from(persons.contains(&meant));
    }

    fn say(&self, name: &str) -> Or<()> {
        let share = |part: u32, of: u32| f64::from(part) / f64::from(of.max(1));
        let of_known = |part| share(part, self.of_known);
        writeln!(
            std::io::stdout(),
            "{name}: of {} who are known, met {:.4}, first {:.4}, among {PROPOSED} {:.4}; others proposed a question {:.3}; of {} who are not known, somebody proposed {:.4}",
            self.of_known,
            of_known(self.met),
            of_known(self.first),
            of_known(self.among),
            share(self.others, self.asked),
            self.asked - self.of_known,
            share(self.of_strangers, self.asked - self.of_known)
        )?;
        Ok(())
    }
}

fn run(file: &str, model: &str) -> Or<()> {
    let town = Town::read(file)?;
    let lookups = Lookups::of(&town);
    let by_lookups = scored(&town, |_, record| lookups.met(record));
    by_lookups.say("lookups")?;

    let model: Model = serde_json::from_str(&std::fs::read_to_string(model)?)?;
    let mut recall = index(&town, &model, Standing::Hidden, who)?;
    let recalled = |index: &mut Index<usize>, said: &StringRecord| -> Vec<usize> {
        let answers = index.ask(Asked::Values(&who(said)), COMPARED, |_| true);
        answers.into_iter().map(|one| one.id).collect()
    };
    let both = scored(&town, |said, record| {
        let all = recalled(&mut recall, said)
            .into_iter()
            .chain(lookups.met(record));
        all.collect::<BTreeSet<_>>().into_iter().collect()
    });
    both.say("lookups and recalled")?;
    scored(&town, |said, _| recalled(&mut recall, said)).say("recalled alone")?;

    let mut live = index(&town, &learned(&town)?, Standing::Open, values)?;
    let mut tally = Tally::default();
    for (at, said, _) in town.held() {
        let answers = live.ask(Asked::Values(&values(said)), COMPARED, |_| true);
        let met: Vec<usize> = answers.iter().map(|one| one.id).collect();
        let fit = answers
            .iter()
            .filter(|one| one.probability() >= PROPOSED_FROM);
        tally.add(&town, at, &met, fit.map(|one| one.id));
    }
    tally.say("live index, all that is known")
}

/// Whoever is met is scored as in the product.
fn scored(town: &Town, mut met: impl FnMut(&StringRecord, &Record) -> Vec<usize>) -> Tally {
    let (scorer, mut tally) = (ModelScorer::new(), Tally::default());
    for (at, said, record) in town.held() {
        let met = met(said, record);
        let others = met
            .iter()
            .filter_map(|one| Some((*one, town.records.get(*one)?)));
        let scored = others.map(|(one, other)| (scorer.score(record, other).probability, one));
        let mut scored: Vec<_> = scored
            .filter(|(probability, _)| *probability >= PROPOSED_FROM)
            .collect();
        scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        tally.add(town, at, &met, scored.into_iter().map(|(_, one)| one));
    }
    tally
}

/// Who somebody is, without where.
fn who(said: &StringRecord) -> [&str; 9] {
    let mut said = values(said);
    for (value, column) in said.iter_mut().zip(columns()) {
        if matches!(column, Column::Address | Column::Postcode | Column::Phone) {
            *value = "";
        }
    }
    said
}

fn index<'t>(
    town: &'t Town,
    model: &Model,
    standing: Standing,
    told: impl Fn(&'t StringRecord) -> [&'t str; 9],
) -> Or<Index<usize>> {
    let mut index = Index::new(model, &columns())?;
    for (at, said, _) in town.kept() {
        index.insert(at, standing, &told(said));
    }
    Ok(index)
}

/// A model of those who are known.
fn learned(town: &Town) -> Or<Model> {
    let mut builder = Builder::new(&columns());
    for (at, said, _) in town.kept() {
        builder.push(&at.to_string(), 0, &values(said));
    }
    let settings = Settings {
        threads: 2,
        threshold: None,
        dedupe_inputs: false,
        zones: true,
    };
    Ok(Batch::new(builder.finish(), None, settings, |_| {})?.model())
}
