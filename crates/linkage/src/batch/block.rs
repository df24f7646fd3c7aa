//! Which records meet: for each key the groups of records that share it, none larger than what the key may cost. What comes out
//! depends neither on the order of the file nor on how many threads work.

use super::hash;
use super::keys::{KEYS, Key, Part, nearby};
use super::sort::sort;
use super::table::{Row, Table, slot};
use super::threads;

/// Of every record, what it has for each key in use; 0 where it meets nobody by it.
pub(super) struct Blocks {
    pub(super) keys: Vec<&'static Key>,
    /// By key, a number for each record.
    pub(super) marks: Vec<Vec<u32>>,
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
        let keys = usable(table.len(), |place| table.any(place));
        let mut marks = marks_of(table, &keys, threads);
        let pairs = threads::each_of(threads, &mut marks, |at, marks| {
            settle(table, keys[at], marks)
        });
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

    /// Of keys that are not chosen, what records have is given back.
    pub(super) fn forget_others(&mut self) {
        for (at, marks) in self.marks.iter_mut().enumerate() {
            if self.chosen >> at & 1 == 0 {
                *marks = Vec::new();
            }
        }
    }

    /// Whether two records meet by a chosen key that comes before this one.
    pub(super) fn met_before(&self, key: usize, a: u32, b: u32) -> bool {
        let before = self.marks.iter().enumerate().take(key);
        let mut before = before.filter(|(at, _)| self.chosen >> at & 1 == 1);
        before.any(|(_, marks)| meet(marks, a, b))
    }

    /// By which keys two records meet, a bit for each.
    pub(super) fn shared(&self, a: u32, b: u32) -> u32 {
        let met = self.marks.iter().map(|marks| u32::from(meet(marks, a, b)));
        met.enumerate().fold(0, |bits, (at, met)| bits | met << at)
    }

    /// The records that have one key and are wanted by it, sorted by it.
    pub(super) fn sorted(&self, at: usize, wanted: impl Fn(u32) -> bool) -> Vec<u64> {
        let mine = self.marks[at].iter().zip(0_u64..);
        let mine = mine.filter(|(mark, _)| **mark != 0 && wanted(**mark));
        let mut list: Vec<u64> = mine
            .map(|(mark, row)| u64::from(*mark) << 32 | row)
            .collect();
        sort(&mut list);
        list
    }
}

fn meet(marks: &[u32], a: u32, b: u32) -> bool {
    marks[a as usize] == marks[b as usize] && marks[a as usize] != 0
}

/// The keys that so many records can have, some of which have what is asked by slot.
pub(super) fn usable(records: usize, any: impl Fn(usize) -> bool) -> Vec<&'static Key> {
    let can = |part: &Part| part.slots().iter().all(|place| any(*place));
    let usable = |key: &&Key| records <= key.most_records && key.base.iter().all(can);
    KEYS.iter().filter(usable).collect()
}

/// Calls for each group of records that share a key.
pub(super) fn groups(sorted: &[u64], mut call: impl FnMut(u32, &[u64])) {
    for group in sorted.chunk_by(|x, y| x >> 32 == y >> 32) {
        call((group[0] >> 32) as u32, group);
    }
}

/// As [`groups`], for those who look at the rows of each: the memory is asked for those of the next groups all at once.
pub(super) fn groups_with_rows(rows: &[Row], sorted: &[u64], mut call: impl FnMut(u32, &[u64])) {
    const AHEAD: usize = 32;
    let (mut begun, mut asked) = (0, 0);
    groups(sorted, |mark, group| {
        begun += group.len();
        if begun > asked {
            let next = &sorted[asked..sorted.len().min(begun + AHEAD)];
            asked += next.len();
            let first = next.iter().map(|member| rows[*member as u32 as usize][0]);
            std::hint::black_box(first.fold(0, |all, one| all | one));
        }
        call(mark, group);
    });
}

/// By key, of every record what stands for it; 0 where it lacks a part. The records are gone through once for all keys.
fn marks_of(table: &Table, keys: &[&'static Key], threads: usize) -> Vec<Vec<u32>> {
    const AT_ONCE: usize = 1 << 10;
    let mut all: Vec<Vec<u32>> = keys.iter().map(|_| vec![0; table.len()]).collect();
    let rows: Vec<&[Row]> = table.rows.chunks(AT_ONCE).collect();
    let mut works: Vec<Vec<&mut [u32]>> = rows.iter().map(|_| Vec::new()).collect();
    for marks in &mut all {
        for (work, part) in works.iter_mut().zip(marks.chunks_mut(AT_ONCE)) {
            work.push(part);
        }
    }
    threads::each_of(threads, &mut works, |at, marks| {
        let parts = PartsOf::read(table, keys, rows[at]);
        for (key, marks) in keys.iter().zip(marks) {
            let bits = key.nearby_bits();
            for ((slot, row), nth) in marks.iter_mut().zip(rows[at]).zip(0..) {
                let mark = key.mark(bits, row[slot::BORN], |part| parts.of(part, nth));
                *slot = mark.unwrap_or(0);
            }
        }
    });
    all
}

/// The parts of some rows that keys begin with, each read once however many keys have it.
struct PartsOf([Vec<u32>; Part::ALL.len()]);

impl PartsOf {
    fn read(table: &Table, keys: &[&'static Key], rows: &[Row]) -> Self {
        let wanted = |part: Part| keys.iter().any(|key| key.base.contains(&part));
        let read = |part: Part| rows.iter().map(|row| table.part(part, row)).collect();
        Self(Part::ALL.map(|part| {
            Some(part)
                .filter(|part| wanted(*part))
                .map_or_else(Vec::new, read)
        }))
    }

    fn of(&self, part: Part, nth: usize) -> u32 {
        self.0[part as usize][nth]
    }
}

impl Key {
    /// What stands for a record that was born then and has these parts, with so many bits of where it stands; nothing where a
    /// part lacks.
    pub(super) fn mark(&self, bits: u32, born: u32, part: impl Fn(Part) -> u32) -> Option<u32> {
        let mut hash = self.base.len() as u64;
        for one in self.base {
            match part(*one) {
                0 => return None,
                value => hash = hash::mix(hash, u64::from(value)),
            }
        }
        let mark = match bits {
            0 => hash::narrow(hash),
            bits => {
                let near = u32::from(nearby(born)) << 16;
                near & (u32::MAX << (32 - bits)) | (hash::narrow(hash) >> bits)
            }
        };
        Some(mark.max(4))
    }
}

/// What stands for a record where too many have its mark; nothing where the part lacks by which the key is made finer.
fn finer(mark: u32, value: u32) -> Option<u32> {
    (value != 0).then(|| hash::narrow(hash::mix(u64::from(mark), u64::from(value))))
}

impl Table {
    /// What stands for a record by a key, with so many bits of where it stands; nothing where a part lacks.
    pub(super) fn mark(&self, key: &Key, bits: u32, row: &Row) -> Option<u32> {
        key.mark(bits, row[slot::BORN], |part| self.part(part, row))
    }

    /// What stands for it where too many have that mark; nothing where the part lacks by which the key is made finer.
    pub(super) fn finer(&self, mark: u32, part: Part, row: &Row) -> Option<u32> {
        finer(mark, self.part(part, row))
    }
}

/// Makes one key so fine that it costs no more than it may, and says how many pairs it meets.
fn settle(table: &Table, key: &'static Key, marks: &mut [u32]) -> u64 {
    let each = marks
        .iter_mut()
        .zip(0_u64..)
        .map(|(mark, row)| (std::mem::take(mark), row));
    let open = each
        .filter(|(mark, _)| *mark != 0)
        .map(|(mark, row)| u64::from(mark) << 32 | row)
        .collect();
    let mut settling = Settling::new(key, open, table.len());
    while let Some(part) = settling.close(marks) {
        settling.refine(|row| table.part(part, &table.rows[row as usize]));
    }
    settling.met
}

/// One key on its way to be so fine that it costs no more than it may.
pub(super) struct Settling {
    /// The records that have yet to meet somebody by it: a mark over a row.
    open: Vec<u64>,
    finer: &'static [Part],
    depth: usize,
    most: f64,
    /// How many pairs it meets.
    pub(super) met: u64,
}

impl Settling {
    /// Of a key that these have, marks over rows, of so many records.
    pub(super) fn new(key: &'static Key, open: Vec<u64>, records: usize) -> Self {
        Self {
            open,
            finer: key.finer,
            depth: 0,
            most: PAIRS_ANYHOW + PAIRS_A_RECORD * records as f64,
            met: 0,
        }
    }

    /// Marks the groups that are small enough; says by what the others are to be made finer, if there are any and they can be.
    pub(super) fn close(&mut self, marks: &mut [u32]) -> Option<Part> {
        let mut open = std::mem::take(&mut self.open);
        sort(&mut open);
        let cap = cap(&open, self.most - self.met as f64);
        let part = self.finer.get(self.depth).copied();
        groups(&open, |mark, group| {
            if group.len() <= cap {
                self.met += close(mark & !3 | self.depth as u32, group, marks);
            } else if part.is_some() {
                self.open.extend(group);
            }
        });
        self.depth += 1;
        part.filter(|_| !self.open.is_empty())
    }

    /// Makes those finer that are left, by what a part of each is; who lacks it meets nobody.
    pub(super) fn refine(&mut self, value: impl Fn(u32) -> u32) {
        self.open.retain_mut(|member| {
            let mark = finer((*member >> 32) as u32, value(*member as u32));
            *member = u64::from(mark.unwrap_or(0)) << 32 | (*member & 0xffff_ffff);
            mark.is_some()
        });
    }
}

/// A group that stays as it is.
fn close(mark: u32, group: &[u64], marks: &mut [u32]) -> u64 {
    if group.len() > 1 {
        for member in group {
            marks[*member as u32 as usize] = mark;
        }
    }
    pairs(group.len())
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
