//! Whose records are one record's: its cluster, grown from it when it is asked for, by the batch's rule. Nothing is kept, so that
//! what came or went since cannot be forgotten.

use std::collections::BTreeSet;
use std::hash::Hash;

use super::super::cluster::{Edge, part_clusters};
use super::super::zone::Zone;
use super::Index;

/// Of no more records than this a cluster is made: those who hang together in greater numbers are a fault of the records.
const MOST_TOGETHER: usize = 1_000;

/// Pairs that hang together, by row: log2 odds over this.
const TOGETHER: f32 = 0.0;

impl<K: Copy + Ord + Hash> Index<K> {
    /// The records that are one person with this one, itself among them, in order. A hidden record is joined with none: who
    /// somebody in hiding is, a person decides.
    pub fn cluster(&mut self, id: K) -> Vec<K> {
        let Some(row) = self.open.place(id) else {
            return vec![id];
        };
        let (mut rows, edges) = self.together(row);
        // Numbered as their ids come, so that ties do not depend on who came first.
        rows.sort_unstable_by_key(|row| self.open.ids[*row as usize]);
        let of = |row: u32| rows.iter().position(|one| *one == row).unwrap_or_default() as u32;
        let edge = |(a, b, weight): &(u32, u32, f32)| {
            let (a, b) = (of(*a), of(*b));
            Edge {
                a: a.min(b),
                b: a.max(b),
                weight: *weight,
                zone: Zone::Ask,
            }
        };
        let mut edges: Vec<Edge> = edges.iter().map(edge).collect();
        edges.sort_unstable_by(Edge::surest_first);
        let part: Vec<u64> = (0..edges.len() as u64).collect();
        let mut clusters = Vec::new();
        let judge = self.judge();
        let mut comparer = self.comparer();
        part_clusters(&part, &edges, &mut clusters, &mut |a, b| {
            let (a, b) = (rows[a as usize], rows[b as usize]);
            let both = [a, b].map(|row| &self.table.rows[row as usize]);
            let pattern = comparer.compare(both[0], both[1]);
            judge.judge(&pattern, a).weight as f32
        });
        let own = of(row);
        let mine = clusters.iter().find(|(one, _)| *one == own);
        let Some((_, mine)) = mine else {
            return vec![id];
        };
        let members = clusters.iter().filter(|(_, of)| of == mine);
        members
            .map(|(one, _)| self.open.ids[rows[*one as usize] as usize])
            .collect()
    }

    /// The rows that hang together with one, and the pairs by which they do.
    fn together(&mut self, row: u32) -> (Vec<u32>, Vec<(u32, u32, f32)>) {
        let mut rows = vec![row];
        let mut seen = BTreeSet::from([row]);
        let mut edges = Vec::new();
        let mut next = 0;
        while let Some(at) = rows.get(next).copied() {
            next += 1;
            for answer in self.answers(at, None, &|_| true) {
                let weight = answer.weight as f32;
                let Some(other) = self.open.place(answer.id).filter(|_| weight > TOGETHER) else {
                    continue;
                };
                if rows.len() < MOST_TOGETHER && seen.insert(other) {
                    rows.push(other);
                }
                if at < other && seen.contains(&other) {
                    edges.push((at, other, weight));
                }
            }
        }
        (rows, edges)
    }
}
