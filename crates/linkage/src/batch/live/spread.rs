//! A table in many parts, each of which grows by itself: a table of millions that grows at once would keep a question waiting for a second.

use hashbrown::HashTable;

const PARTS: usize = 64;

/// Entries by their hashes.
pub(super) struct Spread<T>(Vec<HashTable<T>>);

impl<T> Default for Spread<T> {
    fn default() -> Self {
        Self((0..PARTS).map(|_| HashTable::new()).collect())
    }
}

/// By bits that the parts themselves do not go by: those use the lowest and the highest.
fn place(hash: u64) -> usize {
    (hash >> 40) as usize % PARTS
}

impl<T> Spread<T> {
    /// The part in which a hash is looked for.
    pub(super) fn of(&self, hash: u64) -> &HashTable<T> {
        &self.0[place(hash)]
    }

    /// The same, to be changed.
    pub(super) fn of_mut(&mut self, hash: u64) -> &mut HashTable<T> {
        &mut self.0[place(hash)]
    }
}
