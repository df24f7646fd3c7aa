//! Links records whose truth is known and says how well: pairs and clusters at the engine's own decision and at the best that the
//! truth shows, probabilities held against the truth, zones, and each culture of names by itself. One line of JSON; what
//! `cargo xtask bench linkage` prints.
//! Usage: judged COLUMNS THREADS TRUTH FILE [FILE], where TRUTH is `record_id,person_id,household_id,culture`.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::print_stdout,
    reason = "a measuring program: records and cultures are numbered here, and what it says goes to standard output"
)]

use std::collections::HashMap;
use std::error::Error;
use std::path::PathBuf;

use serde_json::{Value, json};
use trefoil_linkage::batch::{Batch, Linked, Settings, Zone};
use trefoil_linkfiles::{ColumnMap, Ids, read};

/// Probabilities at which clusters are tried, as log2 odds.
const TRIED: [f64; 11] = [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 11.0];

/// So many certain pairs of two people are named, for somebody to look at.
const MOST_NAMED: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [columns, threads, truth, files @ ..] = words.as_slice() else {
        return Err("judged COLUMNS THREADS TRUTH FILE [FILE]".into());
    };
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let paths: Vec<_> = files.iter().map(PathBuf::as_path).collect();
    let records = read(&paths, &ColumnMap::read(columns)?)?;
    let settings = Settings {
        threads: threads.parse()?,
        threshold: None,
        dedupe_inputs: false,
        zones: true,
    };
    let truth = Truth::read(&PathBuf::from(truth), &records.ids)?;
    let mut batch = Batch::new(records.table, None, settings, |_| {})?;
    let mut told = truth.pairs(&batch, &records.ids, files.len() > 1);
    let own = batch.link(|_| {});
    let scored = truth.scored(&own.clusters);
    told["clusters"] = scored.json();
    told["cultures"] = truth.by_culture(&own);
    let mut best = (scored.f1(), 0.0);
    for weight in TRIED {
        let odds = f64::exp2(weight);
        batch.decide_at(Some(odds / (1.0 + odds)));
        let found = truth.scored(&batch.link(|_| {}).clusters).f1();
        if found > best.0 {
            best = (found, weight);
        }
    }
    told["clusters_best"] = json!({"f1": best.0, "weight": best.1});
    println!("{told}");
    Ok(())
}

/// Who each record is of.
struct Truth {
    person: Vec<u32>,
    home: Vec<u32>,
    culture: Vec<u32>,
    cultures: Vec<String>,
    true_pairs: u64,
}

/// Names of one kind, numbered.
#[derive(Default)]
struct Numbered(HashMap<String, u32>);

impl Numbered {
    fn number(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}

#[derive(Clone, Copy, Default)]
struct Scored {
    both: u64,
    found: u64,
    all: u64,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of pairs stay far below 2^53"
)]
impl Scored {
    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.found + self.all).max(1) as f64
    }

    fn json(&self) -> Value {
        json!({
            "p": self.both as f64 / self.found.max(1) as f64,
            "r": self.both as f64 / self.all.max(1) as f64,
            "f1": self.f1(),
        })
    }
}

impl Truth {
    fn read(path: &PathBuf, ids: &Ids) -> Result<Self, Box<dyn Error>> {
        let mut of = HashMap::new();
        let [mut persons, mut homes, mut cultures] = [(); 3].map(|()| Numbered::default());
        for record in csv::Reader::from_path(path)?.records() {
            let record = record?;
            let get = |at: usize| record.get(at).unwrap_or_default();
            let numbers = (
                persons.number(get(1)),
                homes.number(get(2)),
                cultures.number(get(3)),
            );
            of.insert(get(0).to_owned(), numbers);
        }
        let mut truth = Self {
            person: Vec::new(),
            home: Vec::new(),
            culture: Vec::new(),
            cultures: vec![String::new(); cultures.0.len()],
            true_pairs: 0,
        };
        for (name, number) in cultures.0 {
            truth.cultures[number as usize] = name;
        }
        for record in 0..u32::try_from(ids.len())? {
            let id = ids.get(record);
            let (person, home, culture) = of.get(id).ok_or(format!("who is {id}?"))?;
            truth.person.push(*person);
            truth.home.push(*home);
            truth.culture.push(*culture);
        }
        truth.true_pairs = pairs(truth.person.iter().map(|person| u64::from(*person)));
        Ok(truth)
    }

    fn is_one(&self, a: u32, b: u32) -> bool {
        self.person[a as usize] == self.person[b as usize]
    }

    fn scored(&self, clusters: &[u32]) -> Scored {
        let each = || clusters.iter().zip(&self.person);
        Scored {
            both: pairs(
                each().map(|(cluster, person)| u64::from(*cluster) << 32 | u64::from(*person)),
            ),
            found: pairs(clusters.iter().map(|cluster| u64::from(*cluster))),
            all: self.true_pairs,
        }
    }

    /// Every pair that was scored, each by itself.
    fn pairs(&self, batch: &Batch, ids: &Ids, two_files: bool) -> Value {
        let mut all: Vec<(f32, bool)> = Vec::new();
        let mut zones = [[0_u64; 2]; 3];
        let mut at_home = 0_u64;
        let mut wrong = Vec::new();
        batch.explain(|pair| {
            let one = self.is_one(pair.a, pair.b);
            all.push((pair.weight as f32, one));
            zones[pair.zone as usize][usize::from(one)] += 1;
            let home = self.home[pair.a as usize] == self.home[pair.b as usize];
            if pair.zone == Zone::Certain && !one && wrong.len() < MOST_NAMED {
                wrong.push([pair.a, pair.b]);
            }
            at_home += u64::from(pair.zone == Zone::Certain && !one && home && !two_files);
        });
        all.sort_unstable_by(|x, y| y.0.total_cmp(&x.0));
        let mut scored = Scored {
            all: self.true_pairs,
            ..Scored::default()
        };
        let (mut own, mut best) = (scored, (0.0, 0.0));
        for (at, (weight, one)) in all.iter().enumerate() {
            scored.found += 1;
            scored.both += u64::from(*one);
            if *weight > 0.0 {
                own = scored;
            }
            let last_of_weight = all.get(at + 1).is_none_or(|next| next.0 < *weight);
            if last_of_weight && scored.f1() > best.0 {
                best = (scored.f1(), *weight);
            }
        }
        json!({
            "pairs": own.json(),
            "pairs_best": {"f1": best.0, "weight": best.1},
            "tenths": tenths(&all),
            "zones": zones.map(|[two, one]| json!({"one": one, "two": two})),
            "certain_at_home": at_home,
            "certain_of_two": wrong.iter().map(|pair| pair.map(|record| ids.get(record).to_owned())).collect::<Vec<_>>(),
            "true_pairs": self.true_pairs,
        })
    }

    /// Of each culture: its pairs of one person, how many of them were missed, and how many pairs of two people were taken for
    /// one, half of them where only one of the two is of the culture.
    fn by_culture(&self, linked: &Linked) -> Value {
        let mut by = vec![[0_u64; 3]; self.cultures.len()];
        let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut of_person: HashMap<u32, Vec<u32>> = HashMap::new();
        for (record, cluster) in (0_u32..).zip(&linked.clusters) {
            members.entry(*cluster).or_default().push(record);
            of_person
                .entry(self.person[record as usize])
                .or_default()
                .push(record);
        }
        for (a, b) in of_person.values().flat_map(|group| pairs_of(group)) {
            let apart = linked.clusters[a as usize] != linked.clusters[b as usize];
            let of = &mut by[self.culture[a as usize] as usize];
            of[0] += 1;
            of[1] += u64::from(apart);
        }
        for (a, b) in members.values().flat_map(|group| pairs_of(group)) {
            if !self.is_one(a, b) {
                by[self.culture[a as usize] as usize][2] += 1;
                by[self.culture[b as usize] as usize][2] += 1;
            }
        }
        let told = by
            .iter()
            .zip(&self.cultures)
            .filter(|([all, ..], _)| *all > 0);
        let told = told.map(|([all, missed, false_twice], name)| {
            json!({"culture": name, "true": all, "missed": missed, "false_twice": false_twice})
        });
        told.collect()
    }
}

/// Each two of a group.
fn pairs_of(group: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let each = group.iter().enumerate();
    each.flat_map(|(at, a)| group[at + 1..].iter().map(|b| (*a, *b)))
}

/// By tenths of probability: how many pairs, how many are of one person, and the sum of their probabilities.
fn tenths(all: &[(f32, bool)]) -> Value {
    let mut by = [(0_u64, 0_u64, 0.0); 10];
    for (weight, one) in all {
        let probability = 1.0 / (1.0 + (-f64::from(*weight)).exp2());
        let (count, of_one, sum) = &mut by[((probability * 10.0) as usize).min(9)];
        *count += 1;
        *of_one += u64::from(*one);
        *sum += probability;
    }
    json!(by)
}

/// How many pairs have one mark.
fn pairs(marks: impl Iterator<Item = u64>) -> u64 {
    let mut marks: Vec<u64> = marks.collect();
    marks.sort_unstable();
    let groups = marks.chunk_by(|x, y| x == y);
    groups
        .map(|group| group.len() as u64 * (group.len() as u64 - 1) / 2)
        .sum()
}
