//! Distinct texts of a column, each stored once and named by a number; 0 is the empty text. Numbers follow the order of the
//! rows, so nothing may depend on them but equality.

use hashbrown::HashTable;

use super::hash;

/// The texts of one kind.
#[derive(Default)]
pub(super) struct Texts {
    arena: String,
    ends: Vec<u32>,
    /// Each text's hash and number.
    index: HashTable<(u64, u32)>,
}

/// A file whose one column holds more text than this is not read further.
const MOST_BYTES: usize = u32::MAX as usize - 4096;

impl Texts {
    pub(super) fn new() -> Self {
        Self {
            ends: vec![0],
            ..Self::default()
        }
    }

    /// The number of a text, taken in where it is new. Beyond what can be numbered a text counts as missing.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() || self.arena.len() > MOST_BYTES {
            return 0;
        }
        let Self { arena, ends, index } = self;
        let hash = hash::text(text);
        if let Some(found) = index.find(hash, |(of, at)| {
            *of == hash && said(arena, ends, *at) == text
        }) {
            return found.1;
        }
        let number = ends.len() as u32;
        arena.push_str(text);
        ends.push(arena.len() as u32);
        index.insert_unique(hash, (hash, number), |(hash, _)| *hash);
        number
    }

    pub(super) fn text(&self, number: u32) -> &str {
        said(&self.arena, &self.ends, number)
    }

    /// How many numbers there are, that of the empty text included.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Forgets all from a number on.
    pub(super) fn forget(&mut self, from: u32) {
        for number in (from.max(1)..self.ends.len() as u32).rev() {
            let hash = hash::text(self.text(number));
            if let Ok(found) = self.index.find_entry(hash, |(_, at)| *at == number) {
                found.remove();
            }
            self.ends.pop();
            let end = self.ends.last().copied().unwrap_or_default();
            self.arena.truncate(end as usize);
        }
    }

    /// No more texts come: what finds them is given back.
    pub(super) fn close(&mut self) {
        self.index = HashTable::new();
        self.arena.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

fn said<'a>(arena: &'a str, ends: &[u32], number: u32) -> &'a str {
    let at = number as usize;
    let from = at.checked_sub(1).map_or(0, |before| ends[before] as usize);
    arena.get(from..ends[at] as usize).unwrap_or_default()
}
