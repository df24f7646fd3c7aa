//! By which keys the records meet, one key at a time: of each record there is a number in memory, what it is made of is read from
//! outside.

use super::super::block::{Settling, usable};
use super::super::builder::slots_of;
use super::super::column::Column;
use super::super::keys::{KEYS, Key, Part, nearby};
use super::super::linked::PassedOver;
use super::super::sample::is_taken;
use super::super::whole::Census;

/// How many columns keys are made of.
pub const COLUMNS: usize = Part::ALL.len() + 1;
/// The column of birth dates, which says where a record stands.
pub(super) const BORN: usize = Part::ALL.len();
/// Marks are counted by their upper bits: so many stretches are the finest shares of a key.
pub(super) const STRETCHES: u32 = 1 << 12;
const STRETCH_BITS: u32 = 12;

pub(super) fn part_of(column: usize) -> Part {
    Part::ALL[column]
}

fn column_of(part: Part) -> usize {
    Part::ALL
        .iter()
        .position(|one| *one == part)
        .unwrap_or(BORN)
}

/// What one column of keys is called.
pub fn column_name(column: usize) -> String {
    let part = Part::ALL.get(column);
    part.map_or_else(
        || "born".to_owned(),
        |part| format!("{part:?}").to_lowercase(),
    )
}

/// What a key is called; empty where there is no such key.
pub fn key_name(key: usize) -> String {
    KEYS.get(key).map(Key::name).unwrap_or_default()
}

/// The key that is called so.
pub fn key_number(name: &str) -> Option<usize> {
    KEYS.iter().position(|key| key.name() == name)
}

/// Columns that say something where a file has these.
pub fn columns_of(file: &[Column]) -> Vec<usize> {
    let slots: Vec<usize> = file.iter().flat_map(|column| slots_of(*column)).collect();
    let said = |part: &Part| part.slots().iter().all(|place| slots.contains(place));
    let parts = (0..BORN).filter(|column| said(&Part::ALL[*column]));
    parts.chain([BORN]).collect()
}

/// Where columns of keys are read from, all records in the file's order.
pub trait Columns {
    /// Why they cannot be read.
    type Error;

    /// Calls with some records' values of each column, until all have come by.
    fn scan(
        &mut self,
        columns: &[usize],
        call: &mut dyn FnMut(&[&[u32]]),
    ) -> Result<(), Self::Error>;
}

/// One key of all records.
pub struct Settled {
    /// By row, what it meets others by; 0 where it meets nobody.
    pub marks: Vec<u32>,
    /// How many pairs meet.
    pub pairs: u64,
    /// Who is passed over.
    pub over: PassedOver,
}

/// The keys that these records can have, by their numbers.
pub fn keys_of(census: &Census) -> Vec<usize> {
    let used = usable(census.records as usize, |place| census.any[place]);
    let number = |key: &&Key| KEYS.iter().position(|one| std::ptr::eq(one, *key));
    used.iter().filter_map(number).collect()
}

/// Makes one key so fine that it costs no more than it may; `rows` are those of the records in the file's order.
pub fn settle<C: Columns>(key: usize, rows: &[u32], columns: &mut C) -> Result<Settled, C::Error> {
    let key = &KEYS[key];
    let mut wanted: Vec<usize> = key.base.iter().map(|part| column_of(*part)).collect();
    wanted.push(BORN);
    let (bits, mut open, mut at) = (key.nearby_bits(), Vec::new(), 0);
    columns.scan(&wanted, &mut |values| {
        let born = values[values.len() - 1];
        for (record, born) in born.iter().enumerate() {
            let part = |part: Part| {
                let column = key.base.iter().position(|one| *one == part);
                column.map_or(0, |column| values[column][record])
            };
            if let Some(mark) = key.mark(bits, || nearby(*born), part) {
                open.push(u64::from(mark) << 32 | u64::from(rows[at]));
            }
            at += 1;
        }
    })?;
    let mut marks = vec![0; rows.len()];
    let mut settling = Settling::new(key, open, rows.len());
    while let Some(part) = settling.close(&mut marks) {
        let mut finer = vec![0; rows.len()];
        let mut rows = rows.iter();
        columns.scan(&[column_of(part)], &mut |values| {
            for (value, row) in values[0].iter().zip(&mut rows) {
                finer[*row as usize] = *value;
            }
        })?;
        settling.refine(|row| finer[row as usize]);
    }
    Ok(Settled {
        marks,
        pairs: settling.met,
        over: settling.over,
    })
}

impl Settled {
    /// The records that a model is learned from by this key.
    pub fn sample(&self) -> Vec<u32> {
        let rows = (0..).zip(&self.marks);
        let taken = rows.filter(|(_, mark)| **mark != 0 && is_taken(**mark, self.pairs));
        taken.map(|(row, _)| row).collect()
    }

    /// How many records meet somebody in each of the finest stretches.
    pub fn crowd(&self) -> Vec<u32> {
        let mut crowd = vec![0; STRETCHES as usize];
        for mark in self.marks.iter().filter(|mark| **mark != 0) {
            crowd[stretch_of(*mark) as usize] += 1;
        }
        crowd
    }
}

/// The finest stretch that a mark is of.
pub(super) fn stretch_of(mark: u32) -> u32 {
    mark >> (32 - STRETCH_BITS)
}

/// The marks of some of the finest stretches.
pub(super) fn marks_of(from: u32, to: u32) -> std::ops::Range<u64> {
    let bits = 32 - STRETCH_BITS;
    u64::from(from) << bits..u64::from(to) << bits
}
