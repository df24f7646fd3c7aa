//! Whose records are one record's: its cluster, grown from it when it is asked for, by the batch's rule. Nothing is kept, so that
//! what came or went since cannot be forgotten.

use std::collections::BTreeSet;
use std::hash::Hash;

use super::super::cluster::{Edge, KeptApart, known_apart, part_clusters};
use super::super::facts::Apart;
use super::super::linked::Pair;
use super::Index;

/// Of no more records than this a cluster is made: those who hang together in greater numbers are a fault of the records.
const MOST_TOGETHER: usize = 1_000;

/// Pairs that hang together, by row: log2 odds over this.
const TOGETHER: f32 = 0.0;

/// Records that are one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster<K> {
    /// What the caller calls them, in order.
    pub records: Vec<K>,
    /// Each two of them that meet, the surest first, with what may be done with them.
    pub pairs: Vec<Pair<K>>,
    /// Who would have been taken for one person among all that hang together, if it were not known that they are two.
    pub apart: Vec<KeptApart<K>>,
}

/// Rows that hang together, the pairs by which they do, and those that do not, because it is known that they are two.
struct Together {
    rows: Vec<u32>,
    /// The surest first; those that speak against it by themselves come after `strong` others.
    edges: Vec<Edge>,
    strong: usize,
    apart: Vec<(Edge, Apart)>,
}

impl<K: Copy + Ord + Hash> Index<K> {
    /// The records that are one person with this one, itself among them. A hidden record is joined with none: who somebody in
    /// hiding is, a person decides.
    pub fn cluster(&mut self, id: K) -> Cluster<K> {
        let alone = Cluster {
            records: vec![id],
            pairs: Vec::new(),
            apart: Vec::new(),
        };
        let Some(row) = self.open.place(id) else {
            return alone;
        };
        let Together {
            rows,
            edges,
            strong,
            apart,
        } = self.together(row);
        let called = |place: u32| self.open.ids[rows[place as usize] as usize];
        let judge = self.judge();
        let mut comparer = self.comparer();
        let mut weigh = |a: u32, b: u32| {
            let (a, b) = (rows[a as usize], rows[b as usize]);
            let both = [a, b].map(|row| &self.table.rows[row as usize]);
            let pattern = comparer.compare(both[0], both[1]);
            judge.judge(&pattern, a) as f32
        };
        let known = |x: &[u32], y: &[u32]| known_apart(&self.facts, called, (x, y));
        let (of, kept) = part_clusters(&edges[..strong], &mut weigh, &known);
        let kept_apart = apart.into_iter().map(|(edge, why)| KeptApart {
            pair: (edge.a, edge.b),
            known: (edge.a, edge.b),
            why,
        });
        let kept_apart = kept_apart.chain(kept).map(|kept| kept.called(called));
        let head = |place: u32| of.iter().find(|(one, _)| *one == place);
        let own = rows.iter().position(|one| *one == row).unwrap_or_default() as u32;
        let mine = head(own).map(|(_, head)| *head);
        let is_mine = |place: u32| mine.is_some() && head(place).map(|(_, head)| *head) == mine;
        let members = (0..rows.len() as u32).filter(|place| *place == own || is_mine(*place));
        let within = edges
            .iter()
            .filter(|edge| is_mine(edge.a) && is_mine(edge.b));
        Cluster {
            records: members.map(called).collect(),
            pairs: within.map(|edge| Pair::of(*edge, called)).collect(),
            apart: kept_apart.collect(),
        }
    }

    /// The rows that hang together with one, numbered as their ids come, so that ties do not depend on who came first.
    fn together(&mut self, row: u32) -> Together {
        let mut rows = vec![row];
        let mut seen = BTreeSet::from([row]);
        let (mut edges, mut apart) = (Vec::new(), Vec::new());
        let mut next = 0;
        while let Some(at) = rows.get(next).copied() {
            next += 1;
            let own = self.open.ids[at as usize];
            for met in self.met(at, Some(own), &|_| true) {
                let weight = met.answer.weight as f32;
                let Some(other) = self.open.place(met.answer.id) else {
                    continue;
                };
                let zone = met.answer.zone;
                let edge = Edge {
                    a: at,
                    b: other,
                    weight,
                    zone,
                };
                match met.apart {
                    Some(why) if weight > TOGETHER => apart.push((edge, why)),
                    Some(_) => {}
                    None => edges.push(edge),
                }
                let hangs = met.apart.is_none() && weight > TOGETHER;
                if hangs && rows.len() < MOST_TOGETHER && seen.insert(other) {
                    rows.push(other);
                }
            }
        }
        let once = |edge: &Edge| edge.a < edge.b && seen.contains(&edge.b);
        apart.retain(|(edge, _)| once(edge));
        edges.retain(once);
        self.numbered(rows, edges, apart)
    }

    /// The same, each row called by its place among them as their ids come.
    fn numbered(
        &self,
        mut rows: Vec<u32>,
        edges: Vec<Edge>,
        apart: Vec<(Edge, Apart)>,
    ) -> Together {
        rows.sort_unstable_by_key(|row| self.open.ids[*row as usize]);
        let place = |row: u32| rows.iter().position(|one| *one == row).unwrap_or_default() as u32;
        let numbered = |edge: Edge| {
            let (a, b) = (place(edge.a), place(edge.b));
            Edge {
                a: a.min(b),
                b: a.max(b),
                ..edge
            }
        };
        let mut edges: Vec<Edge> = edges.into_iter().map(numbered).collect();
        edges.sort_unstable_by(Edge::surest_first);
        let strong = edges.partition_point(|edge| edge.weight > TOGETHER);
        let apart = apart
            .into_iter()
            .map(|(edge, why)| (numbered(edge), why))
            .collect();
        Together {
            rows,
            edges,
            strong,
            apart,
        }
    }
}
