//! What a model is learned from: patterns of pairs taken by chance, and of some of those that meet by each key. Counted, so
//! that each pass of learning costs as much as there are patterns.

use std::collections::BTreeMap;

use super::block::Blocks;
use super::compare::Comparer;
use super::hash;
use super::keys::DEPTHS;
use super::level::Pattern;
use super::meeting::meetings;
use super::score::{same_name, together};
use super::table::{Table, slot};
use super::threads;

/// How many pairs of each key are looked at, about.
const PAIRS_OF_KEY: u64 = 12_000;
/// How many pairs are taken by chance.
const PAIRS_BY_CHANCE: u64 = 150_000;
/// Into how many parts the work is cut: more than there are threads, and always as many.
const PARTS: usize = 16;
/// So many pairs are compared together.
const AT_ONCE: usize = 64;

/// A pattern that was met so often.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) pattern: Pattern,
    pub(super) count: f64,
    /// How much oftener strangers have these names together than apart, as a natural logarithm; on average.
    pub(super) together: f64,
    /// The keys by which they meet, a bit for each; 0 where an earlier key than this meets them.
    pub(super) shared: u32,
}

/// Patterns of the pairs that meet by one key, made finer so many times.
pub(super) struct Block {
    pub(super) key: usize,
    pub(super) depth: usize,
    /// How many pairs stand behind each that was looked at.
    pub(super) scale: f64,
    pub(super) seen: Vec<Seen>,
}

/// Patterns of pairs taken by chance. Between two files, of one record of each.
pub(super) fn by_chance(table: &Table, threads: usize) -> Vec<Seen> {
    let sides = Sides::of(table);
    let wanted = sides.wanted();
    let counted = threads::with(
        threads,
        PARTS,
        || Comparer::new(table),
        |comparer, part| {
            let mut counts = BTreeMap::new();
            let pairs = (part as u64..wanted).step_by(PARTS).filter_map(|at| {
                let (a, b) = sides.by_chance(at)?;
                Some((table.row_here(a)? as u32, table.row_here(b)? as u32))
            });
            let pairs: Vec<(u32, u32)> = pairs.collect();
            for some in pairs.chunks(AT_ONCE) {
                comparer.compare_all(some, |pattern| {
                    *counts.entry(pattern).or_insert(0_u64) += 1;
                });
            }
            counts
        },
    );
    let mut sum = BTreeMap::new();
    for (pattern, count) in counted.into_iter().flatten() {
        *sum.entry(pattern).or_insert(0) += count;
    }
    let seen = sum.into_iter().map(|(pattern, count)| Seen {
        pattern,
        count: count as f64,
        shared: 0,
        together: 0.0,
    });
    seen.collect()
}

/// Patterns of some pairs of each key.
pub(super) fn of_keys(table: &Table, blocks: &Blocks, threads: usize) -> Vec<Block> {
    let of_key = threads::with(
        threads,
        blocks.keys.len(),
        || Comparer::new(table),
        |comparer, key| of_key(table, blocks, comparer, key),
    );
    of_key.into_iter().flatten().collect()
}

/// Of so many groups of a key that meets so many pairs, one is looked at.
fn one_of(pairs: u64) -> u64 {
    (pairs / PAIRS_OF_KEY).max(1)
}

/// Whether a group is looked at, of a key that meets so many pairs: whole groups are, and the mark alone says which.
pub(super) fn is_taken(mark: u32, pairs: u64) -> bool {
    hash::mix(u64::from(mark), 77).is_multiple_of(one_of(pairs))
}

type Counts = BTreeMap<(Pattern, u32), (u32, u64)>;

fn of_key(table: &Table, blocks: &Blocks, comparer: &mut Comparer<'_>, key: usize) -> Vec<Block> {
    let pairs = blocks.pairs[key];
    let mut counts: [Counts; DEPTHS] = std::array::from_fn(|_| BTreeMap::new());
    let taken = blocks.sorted(key, |mark| is_taken(mark, pairs));
    meetings(&table.rows, &blocks.all(), &taken, |meeting| {
        let counts = &mut counts[(meeting.mark & 3) as usize];
        meeting.pairs(|a, b, shared| {
            if table.may_meet(a, b) {
                let pattern = comparer.compare(&table.rows[a as usize], &table.rows[b as usize]);
                let first = shared.trailing_zeros() as usize == key;
                let count = counts
                    .entry((pattern, if first { shared } else { 0 }))
                    .or_default();
                count.0 += 1;
                if same_name(&pattern) {
                    count.1 += (together(table, a, 1.0) * 16.0) as u64;
                }
            }
        });
    });
    let blocks = counts.into_iter().enumerate().map(|(depth, counts)| Block {
        key,
        depth,
        scale: one_of(pairs) as f64,
        seen: counts
            .into_iter()
            .map(|((pattern, shared), count)| Seen {
                pattern,
                count: f64::from(count.0),
                shared,
                together: count.1 as f64 / 16.0 / f64::from(count.0),
            })
            .collect(),
    });
    blocks.filter(|block| !block.seen.is_empty()).collect()
}

impl Table {
    /// Whether two records may be one person as far as their files go: of two files, one of each.
    pub(super) fn may_meet(&self, a: u32, b: u32) -> bool {
        !self.sides || self.rows[a as usize][slot::SIDE] != self.rows[b as usize][slot::SIDE]
    }
}

/// The records of one file, or of each of two.
pub(super) enum Sides {
    One(usize),
    Two([Vec<u32>; 2]),
}

impl Sides {
    pub(super) fn of(table: &Table) -> Self {
        let side = |side: u32| {
            let rows = table.rows.iter().zip(0..);
            rows.filter(|(row, _)| row[slot::SIDE] == side)
                .map(|(_, at)| at)
                .collect()
        };
        if table.sides {
            Self::Two([side(0), side(1)])
        } else {
            Self::One(table.records())
        }
    }

    /// How many pairs there could be.
    pub(super) fn pairs(&self) -> f64 {
        match self {
            Self::One(all) => *all as f64 * (*all as f64 - 1.0).max(0.0) / 2.0,
            Self::Two([one, other]) => one.len() as f64 * other.len() as f64,
        }
    }

    /// How many pairs are taken by chance.
    pub(super) fn wanted(&self) -> u64 {
        PAIRS_BY_CHANCE.min((self.pairs() * 4.0) as u64)
    }

    pub(super) fn by_chance(&self, at: u64) -> Option<(usize, usize)> {
        let pick = |of: usize, salt: u64| {
            let hash = u128::from(hash::mix(at, salt));
            ((hash * of as u128) >> 64) as usize
        };
        let (a, b) = match self {
            Self::One(all) => (pick(*all, 1), pick(*all, 2)),
            Self::Two([one, other]) => (
                *one.get(pick(one.len(), 1))? as usize,
                *other.get(pick(other.len(), 2))? as usize,
            ),
        };
        (a != b).then_some((a, b))
    }
}
