//! Records of one standing: whose they are, and by which keys they meet. A key that too many share is made finer by its next part, as
//! in the batch; here it depends on those who share it alone, so that it can be told as records come and go.

use std::hash::{BuildHasher, Hash, RandomState};

use super::super::keys::Key;
use super::super::table::{Row, Table};
use super::groups::Groups;
use super::spread::Spread;

/// Records by number, each with what the caller calls it.
pub(super) struct Shelf<K> {
    pub(super) ids: Vec<K>,
    places: Spread<(K, u32)>,
    hashes: RandomState,
    keys: Vec<Keyed>,
    /// So many may share a key and still meet by it.
    most: usize,
}

/// One key, with the records that have it.
struct Keyed {
    key: &'static Key,
    bits: u32,
    groups: Groups,
}

/// The rows that are on a shelf.
#[derive(Clone, Copy)]
pub(super) struct Rows<'r> {
    pub(super) table: &'r Table,
    pub(super) rows: &'r [Row],
}

/// What a group goes by: the lowest bits say how many times its key was made finer.
fn at_depth(mark: u32, depth: usize) -> u32 {
    mark & !3 | depth as u32
}

impl<K: Copy + Eq + Hash> Shelf<K> {
    pub(super) fn new(keys: &[&'static Key], most: usize) -> Self {
        let keyed = |key: &&'static Key| Keyed {
            key,
            bits: key.nearby_bits(),
            groups: Groups::default(),
        };
        Self {
            ids: Vec::new(),
            places: Spread::default(),
            hashes: RandomState::new(),
            keys: keys.iter().map(keyed).collect(),
            most,
        }
    }

    pub(super) fn place(&self, id: K) -> Option<u32> {
        let hash = self.hashes.hash_one(id);
        let found = self.places.of(hash).find(hash, |(of, _)| *of == id);
        found.map(|(_, row)| *row)
    }

    /// Says whose the last row is.
    pub(super) fn name(&mut self, id: K) {
        let (hash, row) = (self.hashes.hash_one(id), self.ids.len() as u32);
        let places = self.places.of_mut(hash);
        places.insert_unique(hash, (id, row), |(of, _)| self.hashes.hash_one(of));
        self.ids.push(id);
    }

    /// Forgets whose a row is; the last takes its number.
    pub(super) fn unname(&mut self, row: u32) {
        let id = self.ids.swap_remove(row as usize);
        let hash = self.hashes.hash_one(id);
        if let Ok(found) = self
            .places
            .of_mut(hash)
            .find_entry(hash, |(of, _)| *of == id)
        {
            found.remove();
        }
        if let Some(moved) = self.ids.get(row as usize) {
            let hash = self.hashes.hash_one(moved);
            let found = self
                .places
                .of_mut(hash)
                .find_mut(hash, |(of, _)| of == moved);
            if let Some((_, at)) = found {
                *at = row;
            }
        }
    }

    /// A row can be met from now on.
    pub(super) fn add(&mut self, of: Rows<'_>, row: u32) {
        for keyed in &mut self.keys {
            if let Some(mark) = keyed.mark(of, row) {
                keyed.add(of, self.most, row, mark, 0);
            }
        }
    }

    /// A row cannot be met any more.
    pub(super) fn take(&mut self, of: Rows<'_>, row: u32) {
        for keyed in &mut self.keys {
            if let Some(mark) = keyed.mark(of, row) {
                keyed.take(of, self.most, row, mark, 0);
            }
        }
    }

    /// A row is called by another number.
    pub(super) fn rename(&mut self, of: Rows<'_>, row: u32, to: u32) {
        let record = &of.rows[row as usize];
        for Keyed { key, bits, groups } in &mut self.keys {
            let mut mark = of.table.mark(key, *bits, record);
            for depth in 0..=key.finer.len() {
                let Some(at) = mark.map(|mark| at_depth(mark, depth)) else {
                    break;
                };
                if groups.rename(at, row, to) <= self.most {
                    break;
                }
                let part = key.finer.get(depth);
                mark = part.and_then(|part| of.table.finer(at, *part, record));
            }
        }
    }

    /// Who meets a record, each once.
    pub(super) fn near(&self, table: &Table, record: &Row) -> Vec<u32> {
        let mut near = Vec::new();
        for keyed in &self.keys {
            near.extend_from_slice(keyed.near(table, record, self.most));
        }
        near.sort_unstable();
        near.dedup();
        near
    }
}

impl Keyed {
    fn mark(&self, of: Rows<'_>, row: u32) -> Option<u32> {
        of.table.mark(self.key, self.bits, &of.rows[row as usize])
    }

    fn near(&self, table: &Table, record: &Row, most: usize) -> &[u32] {
        let mut mark = table.mark(self.key, self.bits, record);
        for depth in 0..=self.key.finer.len() {
            let Some(at) = mark.map(|mark| at_depth(mark, depth)) else {
                break;
            };
            let group = self.groups.of(at);
            if group.len() <= most {
                return group;
            }
            let part = self.key.finer.get(depth);
            mark = part.and_then(|part| table.finer(at, *part, record));
        }
        &[]
    }

    fn add(&mut self, of: Rows<'_>, most: usize, row: u32, mark: u32, depth: usize) {
        let at = at_depth(mark, depth);
        let count = self.groups.add(at, row);
        let Some(part) = self.key.finer.get(depth) else {
            return;
        };
        if count <= most {
            return;
        }
        // One too many: from now on all of them are told apart by the next part.
        let parted = if count - 1 == most {
            self.groups.of(at).to_vec()
        } else {
            vec![row]
        };
        for row in parted {
            if let Some(next) = of.table.finer(at, *part, &of.rows[row as usize]) {
                self.add(of, most, row, next, depth + 1);
            }
        }
    }

    fn take(&mut self, of: Rows<'_>, most: usize, row: u32, mark: u32, depth: usize) {
        let at = at_depth(mark, depth);
        let count = self.groups.take(at, row);
        let Some(part) = self.key.finer.get(depth) else {
            return;
        };
        if count < most {
            return;
        }
        // Few enough again: none of them needs the next part any more.
        let mut parted = vec![row];
        if count == most {
            parted.extend_from_slice(self.groups.of(at));
        }
        for row in parted {
            if let Some(next) = of.table.finer(at, *part, &of.rows[row as usize]) {
                self.take(of, most, row, next, depth + 1);
            }
        }
    }
}
