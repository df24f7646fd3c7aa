//! The one clustering pass: what all units found becomes clusters. Records that hang together by several pairs are compared once
//! more, all with all, some of them at a time.

use std::ops::Range;

use super::super::cluster::{self, Edge, Forest, Rules};
use super::super::facts::Facts;
use super::super::link::surest_first;
use super::super::score::Judge;
use super::super::sort::sort;
use super::super::table::Table;
use super::load::Damaged;
use super::plan::Weights;
use super::unit::rows;

/// Pairs on their way to be clusters.
pub struct Gathering {
    least: f32,
    /// The surest first.
    edges: Vec<Edge>,
    /// Records that hang together by several pairs: one of them over the number of a pair, those of one together.
    parts: Vec<u64>,
    done: usize,
    /// By row, the row that stands for its cluster.
    of: Vec<u32>,
}

/// Records that hang together, to be looked at together.
pub struct Together {
    /// Their rows, rising.
    pub rows: Vec<u32>,
    parts: Range<usize>,
}

impl Gathering {
    /// From what odds on a pair is one person, as log2, at a match probability; where none is given, the engine decides.
    pub fn least(threshold: Option<f64>) -> f32 {
        threshold.map_or(0.0, |p| (p / (1.0 - p)).log2() as f32)
    }

    /// Of the pairs that are surer than the least, among so many records.
    pub fn new(mut edges: Vec<Edge>, records: usize, least: f32) -> Result<Self, Damaged> {
        let fits = |row: u32| (row as usize) < records;
        let right = |edge: &Edge| fits(edge.a) && fits(edge.b) && edge.a < edge.b;
        if !edges.iter().all(right) {
            return Err(Damaged);
        }
        surest_first(&mut edges);
        let mut forest = Forest::new(records);
        for edge in &edges {
            forest.join(edge.a, edge.b);
        }
        let each = edges.iter().zip(0_u64..);
        let mut parts: Vec<u64> = each
            .map(|(edge, at)| u64::from(forest.root(edge.a)) << 32 | at)
            .collect();
        sort(&mut parts);
        let mut gathering = Self {
            least,
            edges,
            parts: Vec::new(),
            done: 0,
            of: (0..records as u32).collect(),
        };
        for part in parts.chunk_by(|x, y| x >> 32 == y >> 32) {
            match part {
                [one] => gathering.pair(*one),
                several => gathering.parts.extend(several),
            }
        }
        Ok(gathering)
    }

    /// Two that hang together with nobody else.
    fn pair(&mut self, one: u64) {
        let edge = self.edges[one as u32 as usize];
        self.of[edge.b as usize] = edge.a;
    }

    /// The next to be looked at, about so many of them; nothing where all have been.
    pub fn next(&mut self, most: usize) -> Option<Together> {
        let left = self
            .parts
            .get(self.done..)
            .filter(|left| !left.is_empty())?;
        let mut rows = Vec::new();
        let from = self.done;
        for part in left.chunk_by(|x, y| x >> 32 == y >> 32) {
            if !rows.is_empty() && rows.len() + part.len() > most {
                break;
            }
            let edges = part.iter().map(|one| self.edges[*one as u32 as usize]);
            let mut ends: Vec<u32> = edges.flat_map(|edge| [edge.a, edge.b]).collect();
            ends.sort_unstable();
            ends.dedup();
            rows.extend(ends);
            self.done += part.len();
        }
        rows.sort_unstable();
        Some(Together {
            rows,
            parts: from..self.done,
        })
    }

    /// Makes clusters of some that hang together.
    pub fn grow(
        &mut self,
        together: &Together,
        table: &Table,
        weights: &Weights,
        threads: usize,
    ) -> Result<(), Damaged> {
        let odds = weights.odds().ok_or(Damaged)?;
        let rows = rows(table);
        let here = |row: u32| rows.binary_search(&row).map_err(|_| Damaged);
        let mut numbers: Vec<u32> = self.parts[together.parts.clone()]
            .iter()
            .map(|one| *one as u32)
            .collect();
        numbers.sort_unstable();
        let edges = numbers.iter().map(|number| {
            let edge = self.edges[*number as usize];
            let (a, b) = (here(edge.a)? as u32, here(edge.b)? as u32);
            Ok(Edge { a, b, ..edge })
        });
        let edges: Vec<Edge> = edges.collect::<Result<_, _>>()?;
        let rules = Rules {
            table,
            judge: &Judge::new(table, &odds),
            facts: &Facts::default(),
            least: self.least,
        };
        let (clusters, _) = cluster::clusters(&rules, &edges, threads);
        for (row, cluster) in rows.iter().zip(clusters) {
            self.of[*row as usize] = rows[cluster as usize];
        }
        Ok(())
    }

    /// By row, the row that stands for its cluster.
    pub fn finish(self) -> Vec<u32> {
        self.of
    }
}
