//! Which records meet: for each key the groups of records that share it, none larger than what the key may cost. What comes out
//! depends neither on the order of the file nor on how many threads work.

use super::hash;
use super::keys::{KEYS, Key, Part, nearby};
use super::linked::PassedOver;
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
    /// By key, who is passed over.
    pub(super) over: Vec<PassedOver>,
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
        let settled = threads::each_of(threads, &mut marks, |at, marks| {
            settle(table, keys[at], marks)
        });
        let (pairs, over) = settled.into_iter().unzip();
        let chosen = u32::MAX;
        Self {
            keys,
            marks,
            pairs,
            over,
            chosen,
        }
    }

    /// The names of the chosen keys.
    pub(super) fn chosen_names(&self) -> Vec<String> {
        let keys = self.keys.iter().enumerate();
        let chosen = keys.filter(|(at, _)| self.chosen >> at & 1 == 1);
        chosen.map(|(_, key)| key.name()).collect()
    }

    /// Who is passed over by each chosen key by which anybody is.
    pub(super) fn passed_over(&self) -> Vec<(String, PassedOver)> {
        let each = self.keys.iter().zip(&self.over).enumerate();
        let chosen = each.filter(|(at, (_, over))| self.chosen >> at & 1 == 1 && over.records > 0);
        chosen.map(|(_, (key, over))| (key.name(), *over)).collect()
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

    /// What records have for the chosen keys that come before this one.
    pub(super) fn before(&self, key: usize) -> Vec<&[u32]> {
        let before = self.marks.iter().enumerate().take(key);
        let chosen = before.filter(|(at, _)| self.chosen >> at & 1 == 1);
        chosen.map(|(_, marks)| marks.as_slice()).collect()
    }

    /// What records have for each key.
    pub(super) fn all(&self) -> Vec<&[u32]> {
        self.marks.iter().map(Vec::as_slice).collect()
    }

    /// The records that have one key and are wanted by it, sorted by it.
    pub(super) fn sorted(&self, at: usize, wanted: impl Fn(u32) -> bool) -> Vec<u64> {
        let wanted = |mark: u32| mark != 0 && wanted(mark);
        let mut list = marked(&self.marks[at], wanted);
        sort(&mut list);
        list
    }
}

/// The keys that so many records can have, some of which have what is asked by slot.
pub(super) fn usable(records: usize, any: impl Fn(usize) -> bool) -> Vec<&'static Key> {
    let can = |part: &Part| part.slots().iter().all(|place| any(*place));
    let usable = |key: &&Key| records <= key.most_records && key.base.iter().all(can);
    KEYS.iter().filter(usable).collect()
}

/// Each mark that is wanted over its row. Nobody could foretell which are, so each is written and the next written over it.
fn marked(marks: &[u32], wanted: impl Fn(u32) -> bool) -> Vec<u64> {
    let mut list = vec![0; marks.len()];
    let mut count = 0;
    for (mark, row) in marks.iter().zip(0_u64..) {
        list[count] = u64::from(*mark) << 32 | row;
        count += usize::from(wanted(*mark));
    }
    list.truncate(count);
    list
}

/// Calls for each group of records that share a key.
pub(super) fn groups(sorted: &[u64], mut call: impl FnMut(u32, &[u64])) {
    for group in sorted.chunk_by(|x, y| x >> 32 == y >> 32) {
        call((group[0] >> 32) as u32, group);
    }
}

/// By key, of every record what stands for it; 0 where it lacks a part. The records are gone through once for all keys.
fn marks_of(table: &Table, keys: &[&'static Key], threads: usize) -> Vec<Vec<u32>> {
    // What so many have is at hand in the processor's nearest cache.
    const AT_ONCE: usize = 1 << 8;
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
        let near: Vec<u16> = rows[at].iter().map(|row| nearby(row[slot::BORN])).collect();
        for (key, marks) in keys.iter().zip(marks) {
            let bits = key.nearby_bits();
            for ((slot, near), nth) in marks.iter_mut().zip(&near).zip(0..) {
                let mark = key.mark(bits, || *near, |part| parts.of(part, nth));
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
    /// What stands for a record that has these parts, with so many bits of where it stands; nothing where a part lacks.
    pub(super) fn mark(
        &self,
        bits: u32,
        nearby: impl Fn() -> u16,
        part: impl Fn(Part) -> u32,
    ) -> Option<u32> {
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
                let near = u32::from(nearby()) << 16;
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
        key.mark(
            bits,
            || nearby(row[slot::BORN]),
            |part| self.part(part, row),
        )
    }

    /// What stands for it where too many have that mark; nothing where the part lacks by which the key is made finer.
    pub(super) fn finer(&self, mark: u32, part: Part, row: &Row) -> Option<u32> {
        finer(mark, self.part(part, row))
    }
}

/// Makes one key so fine that it costs no more than it may, and says how many pairs it meets, and whom it passes over.
fn settle(table: &Table, key: &'static Key, marks: &mut [u32]) -> (u64, PassedOver) {
    let several = Several::of(marks);
    let open = marked(marks, |mark| several.may_have(mark));
    marks.fill(0);
    let mut settling = Settling::new(key, open, table.len());
    while let Some(part) = settling.close(marks) {
        settling.refine(|row| table.part(part, &table.rows[row as usize]));
    }
    (settling.met, settling.over)
}

/// Which marks several records may have. Who has one alone meets nobody, and need not be sorted to find that out.
struct Several(Vec<u8>);

impl Several {
    const BITS: u32 = 21;

    /// Of two bits the first says that a mark has been seen, or one that stands in its place; the second, that it was again.
    fn of(marks: &[u32]) -> Self {
        let mut seen = vec![0_u8; 1 << (Self::BITS)];
        for mark in marks {
            let (at, shift) = Self::place(*mark);
            let first = seen[at] >> shift & 1;
            seen[at] |= (1 | first << 1) << shift;
        }
        Self(seen)
    }

    fn may_have(&self, mark: u32) -> bool {
        let (at, shift) = Self::place(mark);
        mark != 0 && self.0[at] >> shift & 2 == 2
    }

    /// Marks that begin alike are in one part of it: those of who was born nearby, which come one after the other.
    fn place(mark: u32) -> (usize, u32) {
        let at = mark >> (32 - Self::BITS - 2);
        ((at >> 2) as usize, (at & 3) * 2)
    }
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
    /// Whom it passes over.
    pub(super) over: PassedOver,
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
            over: PassedOver::default(),
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
            } else {
                self.over.groups += 1;
                self.over.records += group.len() as u64;
            }
        });
        self.depth += 1;
        part.filter(|_| !self.open.is_empty())
    }

    /// Makes those finer that are left, by what a part of each is; who lacks it meets nobody.
    pub(super) fn refine(&mut self, value: impl Fn(u32) -> u32) {
        let (over, mut latest) = (&mut self.over, None);
        self.open.retain_mut(|member| {
            let group = (*member >> 32) as u32;
            let mark = finer(group, value(*member as u32));
            if mark.is_none() {
                over.records += 1;
                over.groups += u64::from(latest.replace(group) != Some(group));
            }
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
