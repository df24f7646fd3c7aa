//! Which records are one person. Not whoever hangs together: two groups become one where, taken all with all, the evidence is
//! for it. Each start is the surest pair that is left, so the order of the file decides nothing.

use std::cmp::Ordering;
use std::hash::Hash;

use super::compare::Comparer;
use super::facts::{Apart, Facts};
use super::score::Judge;
use super::sort::sort;
use super::table::Table;
use super::threads;
use super::zone::Zone;

/// Two records that may be one person, and the log2 odds that they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// One record, as its row.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// log2 of the odds.
    pub weight: f32,
    /// Whether a person should look at it before anything is done.
    pub zone: Zone,
}

impl Edge {
    /// The order in which pairs are looked at.
    pub(super) fn surest_first(x: &Self, y: &Self) -> Ordering {
        let weights = y.weight.total_cmp(&x.weight);
        weights.then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
    }
}

/// Two groups that the evidence would make one, if it were not known that two of their records are of two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptApart<K = u32> {
    /// The surest pair of the two groups.
    pub pair: (K, K),
    /// The records of which it is known.
    pub known: (K, K),
    /// Why.
    pub why: Apart,
}

/// What is asked before records become one.
pub(super) struct Rules<'t> {
    pub(super) table: &'t Table,
    pub(super) judge: &'t Judge<'t>,
    pub(super) facts: &'t Facts,
    /// From what weight on a pair is one person.
    pub(super) least: f32,
}

/// No single pair may say more than this, for or against.
const MOST: f32 = 12.0;
/// So many parts are one piece of work.
const AT_ONCE: usize = 256;
/// So many of a large group speak for it.
const SPEAKERS: usize = 16;

/// The cluster of each record: the least number of its records; and who was kept apart.
pub(super) fn clusters(
    rules: &Rules<'_>,
    edges: &[Edge],
    threads: usize,
) -> (Vec<u32>, Vec<KeptApart>) {
    let &Rules { table, least, .. } = rules;
    let mut forest = Forest::new(table.len());
    for edge in edges.iter().filter(|edge| edge.weight > least) {
        forest.join(edge.a, edge.b);
    }
    let mut parts: Vec<u64> = edges
        .iter()
        .zip(0_u64..)
        .filter(|(edge, _)| edge.weight > least)
        .map(|(edge, at)| u64::from(forest.root(edge.a)) << 32 | at)
        .collect();
    // Surest first within each part: the edges come in that order.
    sort(&mut parts);
    let parts: Vec<&[u64]> = parts.chunk_by(|x, y| x >> 32 == y >> 32).collect();
    let works: Vec<&[&[u64]]> = parts.chunks(AT_ONCE).collect();
    let grouped = threads::with(
        threads,
        works.len(),
        || Comparer::new(table),
        |comparer, work| {
            let mut of_work = (Vec::new(), Vec::new());
            for part in works[work] {
                let mut grower = Grower {
                    weigh: &mut |a, b| rules.weigh(comparer, a, b),
                    apart: &|x, y| rules.apart(x, y),
                    out: &mut of_work,
                };
                grower.grow(part, edges);
            }
            of_work
        },
    );
    let mut of: Vec<u32> = (0..table.len() as u32).collect();
    let mut apart = Vec::new();
    for (members, kept) in grouped {
        apart.extend(kept);
        for (record, cluster) in members {
            of[record as usize] = cluster;
        }
    }
    (of, apart)
}

/// Of each record of one part, whose records hang together, the least number of its cluster's; and who was kept apart.
pub(super) fn part_clusters(
    edges: &[Edge],
    weigh: &mut dyn FnMut(u32, u32) -> f32,
    apart: &Known<'_>,
) -> (Vec<(u32, u32)>, Vec<KeptApart>) {
    let part: Vec<u64> = (0..edges.len() as u64).collect();
    let mut found = (Vec::new(), Vec::new());
    let mut grower = Grower {
        weigh,
        apart,
        out: &mut found,
    };
    grower.grow(&part, edges);
    found
}

/// Who of two groups is known to be two people, and why.
pub(super) fn known_apart<K: Copy + Eq + Hash>(
    facts: &Facts<K>,
    called: impl Fn(u32) -> K,
    (x, y): (&[u32], &[u32]),
) -> Option<(u32, u32, Apart)> {
    if facts.is_empty() {
        return None;
    }
    let told = |row: &&u32| facts.tells_of(called(**row));
    let pairs = x
        .iter()
        .filter(told)
        .flat_map(|a| y.iter().map(move |b| (a, b)));
    let mut known = pairs.filter_map(|(a, b)| {
        let why = facts.apart(called(*a), called(*b))?;
        Some((*a, *b, why))
    });
    known.next()
}

impl Rules<'_> {
    fn weigh(&self, comparer: &mut Comparer<'_>, a: u32, b: u32) -> f32 {
        let rows = &self.table.rows;
        let pattern = comparer.compare(&rows[a as usize], &rows[b as usize]);
        self.judge.judge(&pattern, a) as f32
    }

    /// Who of two groups is known to be two people.
    fn apart(&self, x: &[u32], y: &[u32]) -> Option<(u32, u32, Apart)> {
        known_apart(self.facts, |row| self.table.origin[row as usize], (x, y))
    }

    /// Leaves out the pairs that are known to be two people.
    pub(super) fn without_apart(&self, edges: &mut Vec<Edge>) -> Vec<KeptApart> {
        let mut kept = Vec::new();
        if !self.facts.is_empty() {
            edges.retain(|edge| {
                let apart = self.apart(&[edge.a], &[edge.b]);
                let told = apart.filter(|_| edge.weight > self.least);
                kept.extend(told.map(|known| KeptApart::of(*edge, known)));
                apart.is_none()
            });
        }
        kept
    }
}

impl KeptApart {
    fn of(edge: Edge, (one, other, why): (u32, u32, Apart)) -> Self {
        Self {
            pair: (edge.a, edge.b),
            known: (one, other),
            why,
        }
    }

    /// The same of records as they are called.
    pub(super) fn called<K>(self, called: impl Fn(u32) -> K) -> KeptApart<K> {
        let of = |(a, b): (u32, u32)| (called(a), called(b));
        KeptApart {
            pair: of(self.pair),
            known: of(self.known),
            why: self.why,
        }
    }
}

/// Grows the clusters of one part, whose records hang together.
struct Grower<'g> {
    weigh: &'g mut dyn FnMut(u32, u32) -> f32,
    apart: &'g Known<'g>,
    out: &'g mut (Vec<(u32, u32)>, Vec<KeptApart>),
}

/// Who of two groups is known to be two people, and why.
pub(super) type Known<'g> = dyn Fn(&[u32], &[u32]) -> Option<(u32, u32, Apart)> + 'g;

impl Grower<'_> {
    fn grow(&mut self, part: &[u64], edges: &[Edge]) {
        let edge_of = |one: &u64| edges[*one as u32 as usize];
        if let [one] = part {
            let Edge { a, b, .. } = edge_of(one);
            self.out.0.extend([a, b].map(|record| (record, a.min(b))));
            return;
        }
        let ends = part.iter().map(edge_of).flat_map(|edge| [edge.a, edge.b]);
        let mut records: Vec<u32> = ends.collect();
        records.sort_unstable();
        records.dedup();
        let place = |record: u32| records.binary_search(&record).unwrap_or_default();
        let mut group: Vec<usize> = (0..records.len()).collect();
        let mut members: Vec<Vec<u32>> = records.iter().map(|record| vec![*record]).collect();
        for edge in part.iter().map(edge_of) {
            let (x, y) = (group[place(edge.a)], group[place(edge.b)]);
            if x == y || !self.agreed(&members[x], &members[y], edge) {
                continue;
            }
            let (kept, gone) = (x.min(y), x.max(y));
            let moved = std::mem::take(&mut members[gone]);
            for record in &moved {
                group[place(*record)] = kept;
            }
            members[kept].extend(moved);
        }
        for members in members.iter().filter(|members| members.len() > 1) {
            let least = members.iter().min().copied().unwrap_or_default();
            self.out
                .0
                .extend(members.iter().map(|record| (*record, least)));
        }
    }

    /// Whether all of one group with all of another speak for one person, and nobody knows better.
    fn agreed(&mut self, x: &[u32], y: &[u32], edge: Edge) -> bool {
        if (x.len() > 1 || y.len() > 1) && self.sum(x, y, edge) <= 0.0 {
            return false;
        }
        let apart = (self.apart)(x, y);
        let kept = apart.map(|known| KeptApart::of(edge, known));
        self.out.1.extend(kept);
        apart.is_none()
    }

    fn sum(&mut self, x: &[u32], y: &[u32], edge: Edge) -> f32 {
        let mut sum = 0.0;
        for a in x.iter().take(SPEAKERS) {
            for b in y.iter().take(SPEAKERS) {
                let known = (*a, *b) == (edge.a, edge.b) || (*b, *a) == (edge.a, edge.b);
                let weight = if known {
                    edge.weight
                } else {
                    (self.weigh)(*a, *b)
                };
                sum += weight.clamp(-MOST, MOST);
            }
        }
        sum
    }
}

/// Which records hang together.
pub(super) struct Forest(Vec<u32>);

impl Forest {
    pub(super) fn new(records: usize) -> Self {
        Self((0..records as u32).collect())
    }

    pub(super) fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (x, y) = (self.root(a), self.root(b));
        self.0[x.max(y) as usize] = x.min(y);
    }
}
