//! Which records are one person. Not whoever hangs together: two groups become one where, taken all with all, the evidence is
//! for it. Each start is the surest pair that is left, so the order of the file decides nothing.

use std::cmp::Ordering;

use super::compare::Comparer;
use super::score::Judge;
use super::table::Table;
use super::threads;

/// Two records that may be one person, and the log2 odds that they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) weight: f32,
}

impl Edge {
    /// The order in which pairs are looked at.
    pub(super) fn surest_first(x: &Self, y: &Self) -> Ordering {
        let weights = y.weight.total_cmp(&x.weight);
        weights.then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
    }
}

/// No single pair may say more than this, for or against.
const MOST: f32 = 12.0;
/// So many parts are one piece of work.
const AT_ONCE: usize = 256;
/// So many of a large group speak for it.
const SPEAKERS: usize = 16;

/// The cluster of each record: the least number of its records.
pub(super) fn clusters(
    table: &Table,
    judge: &Judge<'_>,
    edges: &[Edge],
    least: f32,
    threads: usize,
) -> Vec<u32> {
    let mut forest = Forest::new(table.len());
    for edge in edges.iter().filter(|edge| edge.weight > least) {
        forest.join(edge.a, edge.b);
    }
    let mut parts: Vec<(u32, usize)> = edges
        .iter()
        .enumerate()
        .filter(|(_, edge)| edge.weight > least)
        .map(|(at, edge)| (forest.root(edge.a), at))
        .collect();
    // Surest first within each part: the edges come in that order.
    parts.sort_unstable();
    let parts: Vec<&[(u32, usize)]> = parts.chunk_by(|x, y| x.0 == y.0).collect();
    let works: Vec<&[&[(u32, usize)]]> = parts.chunks(AT_ONCE).collect();
    let grouped = threads::with(
        threads,
        works.len(),
        || Comparer::new(table),
        |comparer, work| {
            let mut of_work = Vec::new();
            for part in works[work] {
                part_clusters(part, edges, &mut of_work, &mut |a, b| {
                    let (x, y) = (&table.rows[a as usize], &table.rows[b as usize]);
                    let pattern = comparer.compare(x, y);
                    judge.judge(&pattern, a).weight as f32
                });
            }
            of_work
        },
    );
    let mut of: Vec<u32> = (0..table.len() as u32).collect();
    for (record, cluster) in grouped.into_iter().flatten() {
        of[record as usize] = cluster;
    }
    of
}

/// One part, whose records hang together.
pub(super) fn part_clusters(
    part: &[(u32, usize)],
    edges: &[Edge],
    out: &mut Vec<(u32, u32)>,
    weigh: &mut impl FnMut(u32, u32) -> f32,
) {
    let mut records: Vec<u32> = part
        .iter()
        .flat_map(|(_, at)| [edges[*at].a, edges[*at].b])
        .collect();
    records.sort_unstable();
    records.dedup();
    let place = |record: u32| records.binary_search(&record).unwrap_or_default();
    let mut group: Vec<usize> = (0..records.len()).collect();
    let mut members: Vec<Vec<u32>> = records.iter().map(|record| vec![*record]).collect();
    for (_, at) in part {
        let edge = edges[*at];
        let (x, y) = (group[place(edge.a)], group[place(edge.b)]);
        if x == y || !agreed(&members[x], &members[y], edge, weigh) {
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
        out.extend(members.iter().map(|record| (*record, least)));
    }
}

/// Whether all of one group with all of another speak for one person.
fn agreed(x: &[u32], y: &[u32], edge: Edge, weigh: &mut impl FnMut(u32, u32) -> f32) -> bool {
    if x.len() == 1 && y.len() == 1 {
        return true;
    }
    let mut sum = 0.0;
    for a in x.iter().take(SPEAKERS) {
        for b in y.iter().take(SPEAKERS) {
            let known = (*a, *b) == (edge.a, edge.b) || (*b, *a) == (edge.a, edge.b);
            let weight = if known { edge.weight } else { weigh(*a, *b) };
            sum += weight.clamp(-MOST, MOST);
        }
    }
    sum > 0.0
}

/// Which records hang together.
struct Forest(Vec<u32>);

impl Forest {
    fn new(records: usize) -> Self {
        Self((0..records as u32).collect())
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (x, y) = (self.root(a), self.root(b));
        self.0[x.max(y) as usize] = x.min(y);
    }
}
