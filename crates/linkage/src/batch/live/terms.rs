//! How common each name is among the records there are, kept as they come and go: what the batch counts once.

use std::collections::BTreeMap;

use super::super::compare::Steps;
use super::super::hash;
use super::super::table::{Row, Table, slot};
use super::spread::Spread;

/// Names that are counted, where a row has them.
const NAMES: [usize; 2] = [slot::GIVEN, slot::SURNAME];

/// How many names are of so many records, and how many records have a whole name.
#[derive(Default)]
pub(super) struct Terms {
    by_count: [BTreeMap<u32, u32>; 2],
    whole: Spread<(u64, u32)>,
}

fn whole(row: &Row) -> u64 {
    u64::from(row[slot::GIVEN]) << 32 | u64::from(row[slot::SURNAME])
}

fn hashed(name: u64) -> u64 {
    hash::mix(name, 6)
}

impl Terms {
    /// A record more.
    pub(super) fn add(&mut self, table: &mut Table, row: &Row) {
        for (by_count, place) in self.by_count.iter_mut().zip(NAMES) {
            let count = &mut table.counts[place][row[place] as usize];
            *count += 1;
            if row[place] != 0 {
                moved(by_count, *count - 1, *count);
            }
        }
        let (name, hash) = (whole(row), hashed(whole(row)));
        let names = self.whole.of_mut(hash);
        let found = names.entry(hash, |(of, _)| *of == name, |(of, _)| hashed(*of));
        found
            .and_modify(|(_, count)| *count += 1)
            .or_insert((name, 1));
    }

    /// A record less.
    pub(super) fn take(&mut self, table: &mut Table, row: &Row) {
        for (by_count, place) in self.by_count.iter_mut().zip(NAMES) {
            let count = &mut table.counts[place][row[place] as usize];
            *count = count.saturating_sub(1);
            if row[place] != 0 {
                moved(by_count, *count + 1, *count);
            }
        }
        let (name, hash) = (whole(row), hashed(whole(row)));
        let names = self.whole.of_mut(hash);
        if let Ok(mut found) = names.find_entry(hash, |(of, _)| *of == name) {
            let count = &mut found.get_mut().1;
            *count -= 1;
            if *count == 0 {
                found.remove();
            }
        }
    }

    /// How many have a record's given name and surname together.
    pub(super) fn namesakes(&self, row: &Row) -> u32 {
        let (name, hash) = (whole(row), hashed(whole(row)));
        let found = self.whole.of(hash).find(hash, |(of, _)| *of == name);
        found.map_or(0, |(_, count)| *count)
    }

    /// What [`super::super::compare::commonness`] says of given names and of surnames.
    pub(super) fn by_commonness(&self, table: &Table) -> [[[u64; 2]; 4]; 2] {
        let steps = Steps::of(table);
        self.by_count.each_ref().map(|by_count| {
            let mut sums = [[0; 2]; 4];
            for (count, names) in by_count {
                let (records, names) = (u64::from(*count), u64::from(*names));
                let [sum, squares] = &mut sums[usize::from(steps.level(*count))];
                *sum += records * names;
                *squares += records * records * names;
            }
            sums
        })
    }
}

/// A name that was of so many records is of so many now.
fn moved(by_count: &mut BTreeMap<u32, u32>, from: u32, to: u32) {
    if let Some(names) = by_count.get_mut(&from) {
        *names -= 1;
        if *names == 0 {
            by_count.remove(&from);
        }
    }
    if to > 0 {
        *by_count.entry(to).or_insert(0) += 1;
    }
}
