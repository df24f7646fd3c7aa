//! What is so of all records, counted as they come by: every name and how many have it, how many have a whole name, which
//! columns say anything.

use super::super::compare::{Steps, commonness};
use super::super::hash;
use super::super::table::{TEXT_SLOTS, order, place_of, slot};
use super::super::texts::Texts;
use super::super::whole::Census;
use super::sheet::{Slice, Words};

/// How many have each whole name tells nothing where it is fewer than this.
const FEWEST_NAMESAKES: usize = 4;

/// Counts records as they come by.
pub struct Survey {
    names: Texts,
    counts: [Vec<u32>; 2],
    namesakes: Vec<(u64, u32)>,
    distinct: [u64; slot::ALL],
    any: [bool; slot::ALL],
    records: u64,
}

/// What every unit needs to know of all records: their names, and the census.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Each name, by its number.
    pub names: Words,
    /// How many records have it as their given name, and as their surname.
    pub counts: [Vec<u32>; 2],
    /// Whole names of more than a few, a given name's number over a surname's, and how many records have them; rising.
    pub namesakes: Vec<(u64, u32)>,
    /// What else is so of all.
    pub census: Census,
}

impl Default for Survey {
    fn default() -> Self {
        Self {
            names: Texts::new(),
            counts: [vec![0], vec![0]],
            namesakes: Vec::new(),
            distinct: [1; slot::ALL],
            any: [false; slot::ALL],
            records: 0,
        }
    }
}

impl Survey {
    /// Counts some records. Says which number each name of theirs has among all.
    pub fn take(&mut self, slice: &Slice) -> Vec<u32> {
        let texts = &slice.table.texts[slot::GIVEN];
        let names: Vec<u32> = (0..texts.len() as u32)
            .map(|number| self.names.number(texts.text(number)))
            .collect();
        for counts in &mut self.counts {
            counts.resize(self.names.len(), 0);
        }
        for row in &slice.table.rows {
            for (counts, place) in self.counts.iter_mut().zip([slot::GIVEN, slot::SURNAME]) {
                counts[names[row[place] as usize] as usize] += 1;
            }
            for (any, value) in self.any.iter_mut().zip(row.0) {
                *any |= value != 0;
            }
        }
        self.records += slice.len() as u64;
        names
    }

    /// Counts the different texts of a column, given their [marks](text_mark).
    pub fn distinct(&mut self, column: usize, mut marks: Vec<u64>) {
        marks.retain(|mark| *mark != 0);
        marks.sort_unstable();
        marks.dedup();
        self.distinct[TEXT_SLOTS[column]] += marks.len() as u64;
    }

    /// Counts whole names, given those of all records: a given name's number over a surname's.
    pub fn namesakes(&mut self, mut whole: Vec<u64>) {
        whole.sort_unstable();
        let groups = whole.chunk_by(|x, y| x == y);
        self.namesakes = groups
            .filter(|group| group.len() >= FEWEST_NAMESAKES)
            .map(|group| (group[0], group.len() as u32))
            .collect();
    }

    /// All records have come by.
    pub fn finish(self) -> Shared {
        let steps = Steps::among(self.records as usize);
        let mut names = Words::default();
        (0..self.names.len() as u32).for_each(|number| names.push(self.names.text(number)));
        Shared {
            names,
            census: Census {
                records: self.records,
                commonness: self
                    .counts
                    .each_ref()
                    .map(|counts| commonness(counts, steps)),
                distinct: self.distinct,
                any: self.any,
            },
            counts: self.counts,
            namesakes: self.namesakes,
        }
    }
}

impl Shared {
    /// How many records have a whole name; of few, none are counted.
    pub(super) fn namesakes_of(&self, given: u32, surname: u32) -> u32 {
        let whole = u64::from(given) << 32 | u64::from(surname);
        let found = self
            .namesakes
            .binary_search_by_key(&whole, |(name, _)| *name);
        found.map_or(0, |at| self.namesakes[at].1)
    }
}

/// Whether it matters how many different texts a column has.
pub fn is_counted(column: usize) -> bool {
    matches!(
        TEXT_SLOTS.get(column),
        Some(&(slot::PHONE | slot::EMAIL | slot::NATIONAL))
    )
}

/// What stands for a text or an id where many are counted; 0 where it is missing. Two texts have one mark once in 2⁶⁴.
pub fn text_mark(text: &str) -> u64 {
    if text.is_empty() { 0 } else { hash::text(text) }
}

/// Of each record the row that it is in, in an order that does not depend on the file's; given their birth dates as a sheet has
/// them, and the marks of their ids.
pub fn rows_of(born: &[u32], mut ids: Vec<u64>) -> Vec<u32> {
    for (id, born) in ids.iter_mut().zip(born) {
        *id = place_of(*born, hash::mix(*id, 0));
    }
    let (origin, _) = order(&ids);
    drop(ids);
    let mut rows = vec![0; origin.len()];
    for (row, at) in (0..).zip(origin) {
        rows[at as usize] = row;
    }
    rows
}

/// Two records that seem to have one id, the first of them, given the marks of the ids of all.
pub fn twice(ids: &[u64]) -> Option<(u32, u32)> {
    order(ids).1
}
