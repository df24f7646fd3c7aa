//! What is decided for all units together: what each comparison is worth, which keys are used, who does which stretch of them.

use serde::{Deserialize, Serialize};

use super::super::block::Blocks;
use super::super::keys::KEYS;
use super::super::learn::{self, used_of};
use super::super::level::FIELDS;
use super::super::model::{ByClass, Model, ModelError, Odds, among};
use super::super::sample::Sides;
use super::super::table::Table;
use super::super::whole::Census;
use super::keys::{STRETCHES, stretch_of};
use super::unit::arranged;

/// What each comparison is worth, to the last bit: numbers as their bits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    fields: Vec<Vec<[u64; 4]>>,
    prior: [u64; 4],
}

/// What was learned.
#[derive(Clone, Debug)]
pub struct Learned {
    /// What each comparison is worth.
    pub weights: Weights,
    /// The keys that are used, by their numbers.
    pub keys: Vec<usize>,
    /// As [`Batch::recall`](super::super::Batch::recall) has it.
    pub recall: Option<f64>,
}

/// A stretch of one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which of the keys that are used.
    pub key: usize,
    /// The first of the finest stretches.
    pub from: u32,
    /// The one after the last.
    pub to: u32,
}

/// The records that a model is learned from, and what they meet by.
pub struct Sample<'t> {
    /// The records.
    pub table: &'t Table,
    /// The keys that records can have, by their numbers.
    pub keys: &'t [usize],
    /// By key, of each record in the order in which it was taken in, what it meets others by.
    pub marks: Vec<Vec<u32>>,
    /// By key, how many pairs of all records meet.
    pub pairs: Vec<u64>,
}

impl Weights {
    fn of(odds: &Odds) -> Self {
        let bits = |row: &ByClass| row.map(f64::to_bits);
        let fields = odds.fields.iter();
        Self {
            fields: fields.map(|rows| rows.iter().map(bits).collect()).collect(),
            prior: bits(&odds.prior),
        }
    }

    /// Nothing where they are none.
    pub(super) fn odds(&self) -> Option<Odds> {
        let row = |bits: &[u64; 4]| bits.map(f64::from_bits);
        let fields: Vec<Vec<ByClass>> = self
            .fields
            .iter()
            .map(|rows| rows.iter().map(row).collect())
            .collect();
        let fields: [Vec<ByClass>; FIELDS] = fields.try_into().ok()?;
        let whole = (0..).zip(&fields);
        let fits = |(field, rows): (usize, &Vec<ByClass>)| {
            rows.len() == super::super::model::levels(field)
        };
        whole.into_iter().all(fits).then(|| Odds {
            fields,
            prior: row(&self.prior),
        })
    }
}

/// The records whose pairs are looked at by chance, to learn what strangers share; rising.
pub fn by_chance(census: &Census) -> Vec<u32> {
    let sides = Sides::One(census.records as usize);
    let pairs = (0..sides.wanted()).filter_map(|at| sides.by_chance(at));
    let mut rows: Vec<u32> = pairs.flat_map(|(a, b)| [a as u32, b as u32]).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Learns what a batch of all records would.
pub fn learn(sample: Sample<'_>, threads: usize) -> Learned {
    let table = sample.table;
    let marks = sample.marks.iter().map(|marks| arranged(table, marks));
    let blocks = Blocks {
        keys: sample.keys.iter().map(|key| &KEYS[*key]).collect(),
        marks: marks.collect(),
        pairs: sample.pairs,
        over: Vec::new(),
        chosen: u32::MAX,
    };
    let learned = learn::learn(table, &blocks, threads);
    Learned {
        weights: Weights::of(&learned.odds),
        keys: chosen(sample.keys, learned.chosen),
        recall: learned.recall,
    }
}

/// What a model says of these records.
pub fn given(model: &Model, keys: &[usize], census: &Census) -> Result<Learned, ModelError> {
    let mut blocks = Blocks {
        keys: keys.iter().map(|key| &KEYS[*key]).collect(),
        marks: Vec::new(),
        pairs: Vec::new(),
        over: Vec::new(),
        chosen: 0,
    };
    if let Some(unknown) = blocks.choose(&model.keys) {
        return Err(ModelError::Unknown(unknown));
    }
    let mut odds = Odds::read(model)?;
    odds.prior = among(odds.prior, model.records, census.records as usize);
    Ok(Learned {
        weights: Weights::of(&odds),
        keys: chosen(keys, blocks.chosen),
        recall: None,
    })
}

/// The model, to be read by a person and used again.
pub fn model(learned: &Learned, census: &Census) -> Option<Model> {
    let used = used_of(|place| census.any[place]);
    let names = learned.keys.iter().map(|key| KEYS[*key].name());
    let odds = learned.weights.odds()?;
    Some(odds.model(census.records as usize, &used, names.collect()))
}

fn chosen(keys: &[usize], bits: u32) -> Vec<usize> {
    let keys = (0..).zip(keys);
    keys.filter(|(at, _)| bits >> at & 1 == 1)
        .map(|(_, key)| *key)
        .collect()
}

/// Cuts the keys that are used into parts of about as many records each, given how many meet somebody in each of the finest
/// stretches of each. A part is of a few stretches of neighbouring keys; one that nothing is left for is empty.
pub fn share_out(crowds: &[Vec<u32>], parts: usize) -> Vec<Vec<Piece>> {
    let all: u64 = crowds.iter().flatten().map(|count| u64::from(*count)).sum();
    let mut shares: Vec<Vec<Piece>> = vec![Vec::new(); parts];
    let mut before = 0;
    for (key, crowd) in crowds.iter().enumerate() {
        for (at, count) in (0_u32..).zip(crowd) {
            let middle = u128::from(2 * before + u64::from(*count));
            let part = middle * parts as u128 / u128::from(2 * all.max(1));
            let share = &mut shares[(part as usize).min(parts - 1)];
            match share.last_mut() {
                Some(last) if last.key == key && last.to == at => last.to += 1,
                _ => share.push(Piece {
                    key,
                    from: at,
                    to: at + 1,
                }),
            }
            before += u64::from(*count);
        }
    }
    shares
}

/// Which part looks at each of the finest stretches, by key.
pub struct Owners(Vec<Vec<usize>>);

impl Owners {
    /// Of parts that cut so many keys.
    pub fn of(parts: &[Vec<Piece>], keys: usize) -> Self {
        let mut owners = vec![vec![0; STRETCHES as usize]; keys];
        for (part, piece) in (0..)
            .zip(parts)
            .flat_map(|(part, all)| all.iter().map(move |one| (part, one)))
        {
            for owner in &mut owners[piece.key][piece.from as usize..piece.to as usize] {
                *owner = part;
            }
        }
        Self(owners)
    }

    /// The parts that want a record which meets others by these marks, one for each key.
    pub fn parts_of(&self, marks: impl Iterator<Item = u32>, parts: &mut Vec<usize>) {
        parts.clear();
        for (owners, mark) in self.0.iter().zip(marks) {
            let part = owners[stretch_of(mark) as usize];
            if mark != 0 && !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
}
