//! The whole of it: candidates, model, scores, clusters.

use super::block::{Blocks, groups, of_part};
use super::cluster::{self, Edge};
use super::compare::Comparer;
use super::learn;
use super::level::{BatchField, FIELDS};
use super::model::{Model, ModelError, Odds, among};
use super::pairs;
use super::sample::pairs_of;
use super::score::{Bounds, Judge};
use super::table::{Table, slot};
use super::threads;

/// How records are to be linked.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many threads may work; what comes out is the same.
    pub threads: usize,
    /// From what probability on a pair is one person; the engine decides by itself where none is given.
    pub threshold: Option<f64>,
    /// Within each of two files records may be of one person too.
    pub dedupe_inputs: bool,
}

/// What is being done, for a caller who keeps the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Finding out which records meet.
    Meet,
    /// Learning the model.
    Learn,
    /// Scoring all that meet.
    Score,
    /// Making clusters.
    Cluster,
}

/// Records with all that it takes to link them.
pub struct Batch {
    table: Table,
    blocks: Blocks,
    pub(super) odds: Odds,
    recall: Option<f64>,
    settings: Settings,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Linked {
    /// How many pairs were scored.
    pub candidates: u64,
    /// Of each record of the file, in its order, the record that stands for its cluster.
    pub clusters: Vec<u32>,
    /// The pairs taken for one person, as records of the file, with log2 odds.
    pub pairs: Vec<(u32, u32, f64)>,
}

/// A scored pair, taken apart.
#[derive(Clone, Debug)]
pub struct Explained {
    /// One record, as its place in the file.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// log2 of the odds that they are one person.
    pub weight: f64,
    /// What each field adds, against strangers.
    pub fields: [f64; FIELDS],
    /// What the rarity of their names adds.
    pub rarity: f64,
    /// What is so of any pair.
    pub prior: f64,
    /// What it costs that they may be two of one household.
    pub household: f64,
}

impl Explained {
    /// What one field adds, against strangers.
    pub fn field(&self, field: BatchField) -> f64 {
        self.fields[field as usize]
    }
}

impl Linked {
    /// How many clusters there are.
    pub fn heads(&self) -> u64 {
        let own = self
            .clusters
            .iter()
            .zip(0_u32..)
            .filter(|(cluster, record)| **cluster == *record);
        own.count() as u64
    }
}

/// Pairs of less than these odds are not kept: no cluster could want them.
pub(super) const KEPT: f32 = -4.0;

/// The cluster of each record where clusters are pairs.
fn mates(pairs: &[Edge], records: usize) -> Vec<u32> {
    let mut clusters: Vec<u32> = (0..records as u32).collect();
    for pair in pairs {
        clusters[pair.b.max(pair.a) as usize] = pair.a.min(pair.b);
    }
    clusters
}

impl Batch {
    /// Makes ready: finds what meets, and learns a model where none is given.
    pub fn new(
        table: Table,
        model: Option<&Model>,
        settings: Settings,
        mut phase: impl FnMut(Phase),
    ) -> Result<Self, ModelError> {
        phase(Phase::Meet);
        let mut blocks = Blocks::build(&table, settings.threads);
        let (odds, recall) = if let Some(model) = model {
            if let Some(unknown) = blocks.choose(&model.keys) {
                return Err(ModelError::Unknown(unknown));
            }
            let mut odds = Odds::read(model)?;
            odds.prior = among(odds.prior, model.records, table.len());
            (odds, None)
        } else {
            phase(Phase::Learn);
            let learned = learn::learn(&table, &blocks, settings.threads);
            blocks.chosen = learned.chosen;
            (learned.odds, learned.recall)
        };
        Ok(Self {
            table,
            blocks,
            odds,
            recall,
            settings,
        })
    }

    /// The model, to be kept.
    pub fn model(&self) -> Model {
        let keys = self.blocks.chosen_names();
        self.odds
            .model(self.table.len(), &learn::used(&self.table), keys)
    }

    /// Of the pairs of one person, what share the keys meet, as far as that can be told: what keys of names and birth dates and
    /// keys of homes and numbers both find says what both miss. Nothing where no model was learned.
    pub fn recall(&self) -> Option<f64> {
        self.recall
    }

    /// The fields that records are compared by.
    pub fn fields(&self) -> Vec<(BatchField, &'static str)> {
        let used = learn::used(&self.table);
        let all = BatchField::ALL.into_iter();
        all.filter(|(field, _)| used[*field as usize]).collect()
    }

    /// Links: every record is of one cluster, and pairs of two files are those that are one person.
    pub fn link(&self, mut phase: impl FnMut(Phase)) -> Linked {
        phase(Phase::Score);
        let judge = Judge::new(&self.table, &self.odds);
        let (edges, candidates) = self.edges(&judge);
        phase(Phase::Cluster);
        let least = self
            .settings
            .threshold
            .map(|p| (p / (1.0 - p)).log2() as f32);
        let origin = &self.table.origin;
        let pairs = if self.table.sides && !self.settings.dedupe_inputs {
            pairs::one_to_one(&edges, self.table.len(), self.sizes(), least)
        } else {
            Vec::new()
        };
        let clusters = if pairs.is_empty() {
            self.clusters(&judge, &edges, least.unwrap_or(0.0))
        } else {
            mates(&pairs, self.table.len())
        };
        let accepted = if pairs.is_empty() {
            self.within(&edges, &clusters)
        } else {
            pairs
        };
        let mut of_file = vec![0; clusters.len()];
        for (row, cluster) in clusters.iter().enumerate() {
            of_file[origin[row] as usize] = origin[*cluster as usize];
        }
        let named = accepted.iter().map(|edge| {
            let (a, b) = (origin[edge.a as usize], origin[edge.b as usize]);
            (a.min(b), a.max(b), f64::from(edge.weight))
        });
        Linked {
            candidates,
            pairs: named.collect(),
            clusters: of_file,
        }
    }

    fn clusters(&self, judge: &Judge<'_>, edges: &[Edge], least: f32) -> Vec<u32> {
        cluster::clusters(&self.table, judge, edges, least, self.settings.threads)
    }

    /// The scored pairs within clusters; of two files, those that cross.
    fn within(&self, edges: &[Edge], clusters: &[u32]) -> Vec<Edge> {
        let one = |edge: &&Edge| {
            clusters[edge.a as usize] == clusters[edge.b as usize]
                && self.table.may_meet(edge.a, edge.b)
        };
        edges.iter().filter(one).copied().collect()
    }

    fn sizes(&self) -> [usize; 2] {
        let second = self
            .table
            .rows
            .iter()
            .filter(|row| row[slot::SIDE] != 0)
            .count();
        [self.table.len() - second, second]
    }

    /// Every scored pair that may matter, surest first.
    fn edges(&self, judge: &Judge<'_>) -> (Vec<Edge>, u64) {
        // Parts of a key are for many threads only: each costs a look at all records.
        let keys: Vec<usize> = (0..self.blocks.keys.len())
            .filter(|key| self.blocks.chosen >> key & 1 == 1)
            .collect();
        let parts = (4 * self.settings.threads).div_ceil(keys.len().max(1));
        let bounds = judge.bounds();
        let found = threads::with(
            self.settings.threads,
            keys.len() * parts,
            || Comparer::new(&self.table),
            |comparer, work| {
                let (key, part) = (keys[work / parts], (work % parts, parts));
                self.edges_of((judge, &bounds), comparer, key, part)
            },
        );
        let candidates = found.iter().map(|(_, count)| count).sum();
        let mut edges = Vec::with_capacity(found.iter().map(|(edges, _)| edges.len()).sum());
        for (part, _) in found {
            edges.extend(part);
        }
        edges.sort_unstable_by(Edge::surest_first);
        (edges, candidates)
    }

    fn edges_of(
        &self,
        (judge, bounds): (&Judge<'_>, &Bounds),
        comparer: &mut Comparer<'_>,
        key: usize,
        (part, parts): (usize, usize),
    ) -> (Vec<Edge>, u64) {
        let (mut edges, mut count) = (Vec::new(), 0);
        groups(
            &self.blocks.sorted(key, |mark| of_part(mark, part, parts)),
            |_, group| {
                pairs_of(group, |a, b| {
                    if !self.table.may_meet(a, b) && !self.settings.dedupe_inputs {
                        return;
                    }
                    count += 1;
                    let (x, y) = (&self.table.rows[a as usize], &self.table.rows[b as usize]);
                    let mut pattern = comparer.glance(x, y);
                    if bounds.at_most(&pattern) < KEPT || self.blocks.first(a, b) != Some(key) {
                        return;
                    }
                    comparer.complete(&mut pattern, x, y);
                    let weight = judge.judge(&pattern, a).weight as f32;
                    if weight > KEPT {
                        edges.push(Edge { a, b, weight });
                    }
                });
            },
        );
        (edges, count)
    }

    /// Calls for every scored pair, taken apart, key by key.
    pub fn explain(&self, mut call: impl FnMut(&Explained)) {
        let judge = Judge::new(&self.table, &self.odds);
        let mut comparer = Comparer::new(&self.table);
        for key in (0..self.blocks.keys.len()).filter(|key| self.blocks.chosen >> key & 1 == 1) {
            groups(&self.blocks.sorted(key, |_| true), |_, group| {
                pairs_of(group, |a, b| {
                    if self.table.may_meet(a, b) && self.blocks.first(a, b) == Some(key) {
                        call(&self.explained(&judge, &mut comparer, a, b));
                    }
                });
            });
        }
    }

    fn explained(
        &self,
        judge: &Judge<'_>,
        comparer: &mut Comparer<'_>,
        a: u32,
        b: u32,
    ) -> Explained {
        let (x, y) = (&self.table.rows[a as usize], &self.table.rows[b as usize]);
        let pattern = comparer.compare(x, y);
        let parts = judge.parts(&pattern, a);
        let weight = judge.judge(&pattern, a).weight;
        let (a, b) = (self.table.origin[a as usize], self.table.origin[b as usize]);
        Explained {
            a: a.min(b),
            b: a.max(b),
            weight,
            fields: parts.fields,
            rarity: parts.rarity,
            prior: parts.prior,
            household: parts.household,
        }
    }
}
