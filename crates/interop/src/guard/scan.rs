//! The scan: every needle in every reading of what leaves, in one pass over each. What is found is told by kind, whose it is and
//! where it stands; never by value, so that a report of a leak is no leak.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use super::fold::Folded;
use super::needles::{Needles, PlaceKind};
use super::readings::{Reading, readings};

/// Patterns at least this long are believed wherever they stand; shorter ones only as words.
const LONG: usize = 8;

/// A place that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Whose, by the number that the caller gave.
    pub owner: usize,
    /// What it is.
    pub kind: PlaceKind,
    /// How it was written.
    pub reading: Reading,
    /// The byte of that reading at which it stands.
    pub at: usize,
}

/// Needles, made ready to look for. It can be neither printed nor read.
pub struct Guard {
    needles: Needles,
    /// Nothing where there is nothing to look for, or more than can be built: then all is held.
    machine: Option<AhoCorasick>,
}

impl Guard {
    /// Ready to look for these.
    pub fn new(needles: Needles) -> Self {
        let patterns = needles.patterns().iter().map(|one| one.bytes.as_slice());
        let machine = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build(patterns)
            .ok();
        Self { needles, machine }
    }

    /// What is found in bytes: once for each of whose, kind and reading, at its first place.
    pub fn scan(&self, bytes: &[u8]) -> Vec<Hit> {
        if self.needles.is_empty() {
            return Vec::new();
        }
        let mut hits = Vec::new();
        let (all, whole) = readings(bytes);
        for (reading, text) in all {
            self.look(reading, &Folded::of(&text), &mut hits);
        }
        if !whole {
            self.hold(Reading::Plain, &mut hits);
        }
        hits.sort_unstable();
        hits.dedup_by_key(|hit| (hit.owner, hit.kind, hit.reading));
        hits
    }

    /// Whether anything is found.
    pub fn finds(&self, bytes: &[u8]) -> bool {
        !self.scan(bytes).is_empty()
    }

    /// Fails closed: what cannot be looked for, or in, may be there.
    fn hold(&self, reading: Reading, hits: &mut Vec<Hit>) {
        let first = self.needles.patterns().first();
        hits.extend(first.map(|one| Hit {
            owner: one.owner,
            kind: one.kind,
            reading,
            at: 0,
        }));
    }

    fn look(&self, reading: Reading, text: &Folded, hits: &mut Vec<Hit>) {
        let Some(machine) = &self.machine else {
            return self.hold(reading, hits);
        };
        for found in machine.find_overlapping_iter(&text.bytes) {
            let Some(pattern) = self.needles.patterns().get(found.pattern().as_usize()) else {
                continue;
            };
            if believed(text, pattern.kind, found.start(), found.end()) {
                hits.push(Hit {
                    owner: pattern.owner,
                    kind: pattern.kind,
                    reading,
                    at: text.at(found.start()),
                });
            }
        }
    }
}

/// Whether what was found is more than a chance likeness: no part of a longer number, and a short one is a word by itself.
fn believed(text: &Folded, kind: PlaceKind, start: usize, end: usize) -> bool {
    let (begins, ends) = (text.parted(start), text.parted(end));
    let before = start.checked_sub(1).is_some_and(|at| text.digit(at));
    let runs_in = !begins && before && text.digit(start) && kind != PlaceKind::Phone;
    let runs_on = !ends && text.digit(end) && text.digit(end - 1);
    if runs_in || runs_on {
        return false;
    }
    let digits = (start..end).any(|at| text.digit(at));
    match kind {
        PlaceKind::Phone => digits,
        PlaceKind::Postcode if digits => begins || ends || end - start >= SURE_CODE,
        _ if end - start >= LONG => begins || ends || digits,
        _ => begins && ends,
    }
}

/// Folded bytes from which a postcode with a digit in it is believed inside a word too: text that lost its line ends.
const SURE_CODE: usize = 6;
