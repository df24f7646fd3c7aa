//! Which records meet: for each key the groups of records that share it, none larger than what the key may cost. What comes out
//! depends neither on the order of the file nor on how many threads work.

use super::hash;
use super::keys::{KEYS, Key, Part, nearby};
use super::table::{Row, Table, slot};
use super::threads;

/// Of every record, what it has for each key in use; 0 where it meets nobody by it.
pub(super) struct Blocks {
    pub(super) keys: Vec<&'static Key>,
    /// By record, a number for each key.
    marks: Vec<u32>,
    /// By key, how many pairs share it.
    pub(super) pairs: Vec<u64>,
    /// The keys by which records meet, a bit for each.
    pub(super) chosen: u32,
}

/// No key may meet more records than this at once, however few there are in all.
const MOST_IN_GROUP: usize = 120;
/// What each key may cost, in pairs: so many for each record, and so many in any case.
const PAIRS_A_RECORD: f64 = 1.6;
const PAIRS_ANYHOW: f64 = 300_000.0;

impl Blocks {
    pub(super) fn build(table: &Table, threads: usize) -> Self {
        let usable = |key: &&Key| {
            table.len() <= key.most_records && key.base.iter().all(|part| table.can(*part))
        };
        let keys: Vec<&'static Key> = KEYS.iter().filter(usable).collect();
        let mut marks = vec![0; table.len() * keys.len()];
        let mut pairs = Vec::new();
        // Few at a time: a column of its own for each key would be as much again.
        let few = threads.max(1);
        for from in (0..keys.len()).step_by(few) {
            let count = few.min(keys.len() - from);
            let columns = threads::each(threads, count, |at| Settled::of(table, keys[from + at]));
            for (at, column) in columns.into_iter().enumerate() {
                pairs.push(column.pairs);
                for (row, mark) in column.marks.into_iter().enumerate() {
                    marks[row * keys.len() + from + at] = mark;
                }
            }
        }
        let chosen = u32::MAX;
        Self {
            keys,
            marks,
            pairs,
            chosen,
        }
    }

    /// The names of the chosen keys.
    pub(super) fn chosen_names(&self) -> Vec<String> {
        let keys = self.keys.iter().enumerate();
        let chosen = keys.filter(|(at, _)| self.chosen >> at & 1 == 1);
        chosen.map(|(_, key)| key.name()).collect()
    }

    /// Chooses keys by their names. A file that lacks what a key is made of does without it; names of no key are given back.
    pub(super) fn choose(&mut self, names: &[String]) -> Option<String> {
        let known = |name: &&String| KEYS.iter().any(|key| key.name() == **name);
        if let Some(unknown) = names.iter().find(|name| !known(name)) {
            return Some(unknown.clone());
        }
        let bits = self
            .keys
            .iter()
            .enumerate()
            .filter(|(_, key)| names.contains(&key.name()));
        self.chosen = bits.fold(0, |bits, (at, _)| bits | 1 << at);
        None
    }

    pub(super) fn of(&self, row: u32) -> &[u32] {
        let from = row as usize * self.keys.len();
        &self.marks[from..from + self.keys.len()]
    }

    /// The first of the chosen keys by which two records meet.
    pub(super) fn first(&self, a: u32, b: u32) -> Option<usize> {
        let both = self.of(a).iter().zip(self.of(b)).enumerate();
        let mut met = both.filter(|(at, (x, y))| x == y && **x != 0 && self.chosen >> at & 1 == 1);
        met.next().map(|(at, _)| at)
    }

    /// By which keys two records meet, a bit for each.
    pub(super) fn shared(&self, a: u32, b: u32) -> u32 {
        let both = self.of(a).iter().zip(self.of(b)).enumerate();
        both.filter(|(_, (x, y))| x == y && **x != 0)
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// The records that have one key and are wanted by it, sorted by it.
    pub(super) fn sorted(&self, at: usize, wanted: impl Fn(u32) -> bool) -> Vec<u64> {
        let marks = self.marks.iter().skip(at).step_by(self.keys.len());
        let mine = marks
            .zip(0_u64..)
            .filter(|(mark, _)| **mark != 0 && wanted(**mark));
        let mut list: Vec<u64> = mine
            .map(|(mark, row)| u64::from(*mark) << 32 | row)
            .collect();
        sort(&mut list);
        list
    }
}

/// Whether a mark is of one part of all there are: how work on one key is shared out.
pub(super) fn of_part(mark: u32, part: usize, parts: usize) -> bool {
    ((u64::from(mark) * parts as u64) >> 32) as usize == part
}

/// Sorts by the upper half, in three passes over it; what is equal there keeps its order.
fn sort(list: &mut Vec<u64>) {
    const BITS: u32 = 11;
    if list.len() < 4096 {
        list.sort_unstable();
        return;
    }
    let mut other = vec![0; list.len()];
    for shift in [32, 32 + BITS, 32 + 2 * BITS] {
        let digit = |value: u64| (value >> shift) as usize & ((1 << BITS) - 1);
        let mut from = [0_u32; 1 << BITS];
        for value in list.iter() {
            from[digit(*value)] += 1;
        }
        let mut sum = 0;
        for slot in &mut from {
            sum += std::mem::replace(slot, sum);
        }
        for value in list.iter() {
            let place = &mut from[digit(*value)];
            other[*place as usize] = *value;
            *place += 1;
        }
        std::mem::swap(list, &mut other);
    }
}

/// Calls for each group of records that share a key.
pub(super) fn groups(sorted: &[u64], mut call: impl FnMut(u32, &[u64])) {
    for group in sorted.chunk_by(|x, y| x >> 32 == y >> 32) {
        call((group[0] >> 32) as u32, group);
    }
}

impl Table {
    /// What stands for a record by a key, with so many bits of where it stands; nothing where a part lacks.
    pub(super) fn mark(&self, key: &Key, bits: u32, row: &Row) -> Option<u32> {
        let mut hash = key.base.len() as u64;
        for part in key.base {
            match self.part(*part, row) {
                0 => return None,
                value => hash = hash::mix(hash, u64::from(value)),
            }
        }
        let near = u32::from(nearby(row[slot::BORN])) << 16;
        let mark = match bits {
            0 => hash::narrow(hash),
            bits => near & (u32::MAX << (32 - bits)) | (hash::narrow(hash) >> bits),
        };
        Some(mark.max(4))
    }

    /// What stands for it where too many have that mark; nothing where the part lacks by which the key is made finer.
    pub(super) fn finer(&self, mark: u32, part: Part, row: &Row) -> Option<u32> {
        match self.part(part, row) {
            0 => None,
            value => Some(hash::narrow(hash::mix(u64::from(mark), u64::from(value)))),
        }
    }
}

/// One key, made so fine that it costs no more than it may.
struct Settled {
    marks: Vec<u32>,
    pairs: u64,
}

impl Settled {
    fn of(table: &Table, key: &'static Key) -> Self {
        let bits = key.nearby_bits();
        let mut open: Vec<u64> = table
            .rows
            .iter()
            .zip(0_u64..)
            .filter_map(|(row, at)| {
                table
                    .mark(key, bits, row)
                    .map(|mark| u64::from(mark) << 32 | at)
            })
            .collect();
        let mut settled = Self {
            marks: vec![0; table.len()],
            pairs: 0,
        };
        let most = PAIRS_ANYHOW + PAIRS_A_RECORD * table.len() as f64;
        for (depth, finer) in key.finer.iter().map(Some).chain([None]).enumerate() {
            sort(&mut open);
            let cap = cap(&open, most - settled.pairs as f64);
            let mut rest = Vec::new();
            groups(&open, |mark, group| {
                if group.len() <= cap {
                    settled.close(mark & !3 | depth as u32, group);
                } else if let Some(part) = finer {
                    rest.extend(group.iter().filter_map(|member| {
                        let row = &table.rows[(*member & 0xffff_ffff) as usize];
                        let mark = table.finer(mark, *part, row)?;
                        Some(u64::from(mark) << 32 | (*member & 0xffff_ffff))
                    }));
                }
            });
            open = rest;
        }
        settled
    }

    fn close(&mut self, mark: u32, group: &[u64]) {
        if group.len() < 2 {
            return;
        }
        self.pairs += pairs(group.len());
        for member in group {
            self.marks[(*member & 0xffff_ffff) as usize] = mark;
        }
    }
}

fn pairs(records: usize) -> u64 {
    let records = records as u64;
    records * records.saturating_sub(1) / 2
}

/// The largest group that may stay as it is, so that all of them cost no more than `most`.
fn cap(sorted: &[u64], most: f64) -> usize {
    let mut by_size = [0_u64; MOST_IN_GROUP + 1];
    groups(sorted, |_, group| {
        if let Some(count) = by_size.get_mut(group.len()) {
            *count += 1;
        }
    });
    let mut cost = 0.0;
    for (size, count) in by_size.iter().enumerate() {
        cost += *count as f64 * pairs(size) as f64;
        if cost > most {
            return size.saturating_sub(1).max(2);
        }
    }
    MOST_IN_GROUP
}
