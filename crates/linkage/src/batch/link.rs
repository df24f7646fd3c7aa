//! The whole of it: candidates, model, scores, clusters.

use std::ops::Range;

use super::block::Blocks;
use super::cluster::{self, Edge, Rules};
use super::compare::Comparer;
use super::doubles::Noted;
use super::facts::Facts;
use super::learn;
use super::level::{BatchField, Pattern};
use super::linked::{Linked, Pair, PassedOver};
use super::meeting::meetings;
use super::model::{Model, ModelError, Odds, among};
use super::pairs;
use super::score::{Bounds, Judge};
use super::sort::{arrange, sort};
use super::table::{Row, Table, slot};
use super::threads;
use super::zone::{ASK, Zone, zone};

/// How records are to be linked.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many threads may work; what comes out is the same.
    pub threads: usize,
    /// From what probability on a pair is one person; the engine decides by itself where none is given.
    pub threshold: Option<f64>,
    /// Within each of two files records may be of one person too.
    pub dedupe_inputs: bool,
    /// Each pair is to be told what may be done with it; else a person decides about all. It costs a look at who else is at home.
    pub zones: bool,
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
    pub(super) table: Table,
    pub(super) blocks: Blocks,
    pub(super) odds: Odds,
    recall: Option<f64>,
    pub(super) facts: Facts,
    settings: Settings,
}

/// Pairs of less than these odds are not kept: no cluster could want them, and nobody is asked about them.
pub(super) const KEPT: f32 = ASK;

/// So many pairs are scored together.
const AT_ONCE: usize = 64;
/// What a glance says at most is a sum of small numbers: it is not held to the last bit.
const NEARLY: f32 = 1e-3;

/// Of a key, those whose marks are these.
pub(super) type Stretch = (usize, Range<u64>);

/// What one part of the pairs comes to.
#[derive(Default)]
struct Found {
    count: u64,
    edges: Vec<Edge>,
    noted: Noted,
    /// Pairs that a glance did not rule out.
    open: Vec<(u32, u32, Pattern)>,
}

/// The surest first; of those that are as sure, in the order of their records.
pub(super) fn surest_first(edges: &mut [Edge]) {
    let order = |weight: f32| {
        // As `total_cmp` has it, the greatest first.
        let bits = weight.to_bits();
        u64::from(if bits >> 31 == 1 {
            bits
        } else {
            !(bits | 1 << 31)
        })
    };
    let each = edges.iter().zip(0_u64..);
    let mut list: Vec<u64> = each
        .map(|(edge, at)| order(edge.weight) << 32 | at)
        .collect();
    sort(&mut list);
    let edge = |one: &u64| edges[*one as u32 as usize];
    for alike in list.chunk_by_mut(|x, y| x >> 32 == y >> 32) {
        if alike.len() > 1 {
            alike.sort_unstable_by_key(|one| (edge(one).a, edge(one).b));
        }
    }
    arrange(edges, |place| list[place] as u32 as usize);
}

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
        mut table: Table,
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
            odds.prior = among(odds.prior, model.records, table.records());
            (odds, None)
        } else {
            phase(Phase::Learn);
            let learned = learn::learn(&table, &blocks, settings.threads);
            blocks.chosen = learned.chosen;
            (learned.odds, learned.recall)
        };
        // What keys are made of, and keys that are not used, are asked for no more.
        blocks.forget_others();
        table.hashes = Default::default();
        Ok(Self {
            table,
            blocks,
            odds,
            recall,
            facts: Facts::default(),
            settings,
        })
    }

    /// Some of all records, with what they meet by.
    pub(super) fn of_some(table: Table, blocks: Blocks, odds: Odds, threads: usize) -> Self {
        Self {
            table,
            blocks,
            odds,
            recall: None,
            facts: Facts::default(),
            settings: Settings {
                threads,
                threshold: None,
                dedupe_inputs: false,
                zones: true,
            },
        }
    }

    /// The model, to be kept.
    pub fn model(&self) -> Model {
        let keys = self.blocks.chosen_names();
        self.odds
            .model(self.table.records(), &learn::used(&self.table), keys)
    }

    /// Of the pairs of one person, what share the keys meet, as far as that can be told: what keys of names and birth dates and
    /// keys of homes and numbers both find says what both miss. Nothing where no model was learned.
    pub fn recall(&self) -> Option<f64> {
        self.recall
    }

    /// Who is passed over, by the names of the keys that are used: groups too large to be compared.
    pub fn passed_over(&self) -> Vec<(String, PassedOver)> {
        self.blocks.passed_over()
    }

    /// The fields that records are compared by.
    pub fn fields(&self) -> Vec<(BatchField, &'static str)> {
        let used = learn::used(&self.table);
        let all = BatchField::ALL.into_iter();
        all.filter(|(field, _)| used[*field as usize]).collect()
    }

    /// What is known of the records whatever the evidence says: those who are two people never become one.
    #[must_use]
    pub fn knowing(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }

    /// From what probability on a pair is one person, from now on; the engine decides by itself where none is given.
    pub fn decide_at(&mut self, threshold: Option<f64>) {
        self.settings.threshold = threshold;
    }

    /// Links: every record is of one cluster, and pairs of two files are those that are one person.
    pub fn link(&self, mut phase: impl FnMut(Phase)) -> Linked {
        phase(Phase::Score);
        let judge = Judge::new(&self.table, &self.odds);
        let (mut edges, candidates) = self.edges(&judge);
        phase(Phase::Cluster);
        let threshold = self.settings.threshold;
        let least = threshold.map(|p| (p / (1.0 - p)).log2() as f32);
        let rules = Rules {
            table: &self.table,
            judge: &judge,
            facts: &self.facts,
            least: least.unwrap_or(0.0),
        };
        let mut apart = rules.without_apart(&mut edges);
        let (clusters, taken) = if self.table.sides && !self.settings.dedupe_inputs {
            let pairs = pairs::one_to_one(&edges, self.table.len(), self.sizes(), least);
            (mates(&pairs, self.table.len()), pairs)
        } else {
            let (clusters, kept) = cluster::clusters(&rules, &edges, self.settings.threads);
            apart.extend(kept);
            let within = self.within(&edges, &clusters);
            (clusters, within)
        };
        let origin = &self.table.origin;
        let mut of_file = vec![0; clusters.len()];
        for (row, cluster) in clusters.iter().enumerate() {
            of_file[origin[row] as usize] = origin[*cluster as usize];
        }
        Linked {
            candidates,
            pairs: taken
                .iter()
                .map(|edge| Pair::of(*edge, |row| origin[row as usize]))
                .collect(),
            clusters: of_file,
            apart: apart
                .into_iter()
                .map(|kept| kept.called(|row| origin[row as usize]))
                .collect(),
        }
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
        let keys = (0..self.blocks.keys.len()).filter(|key| self.blocks.chosen >> key & 1 == 1);
        let all: Vec<Stretch> = keys.map(|key| (key, 0..1 << 32)).collect();
        let (mut edges, candidates) = self.scored(judge, &all);
        surest_first(&mut edges);
        (edges, candidates)
    }

    /// The scored pairs of some stretches of keys, and how many were looked at.
    pub(super) fn scored(&self, judge: &Judge<'_>, of: &[Stretch]) -> (Vec<Edge>, u64) {
        // Parts of a stretch are for many threads only: each costs a look at all records.
        let parts = (4 * self.settings.threads).div_ceil(of.len().max(1)) as u64;
        let works = of.iter().flat_map(|(key, marks)| {
            let length = (marks.end - marks.start).div_ceil(parts);
            (0..parts).map(move |part| {
                let from = marks.start + part * length;
                (*key, from..marks.end.min(from + length))
            })
        });
        let works: Vec<Stretch> = works.collect();
        let bounds = judge.bounds();
        let found = threads::with(
            self.settings.threads,
            works.len(),
            || Comparer::new(&self.table),
            |comparer, work| self.edges_of((judge, &bounds), comparer, &works[work]),
        );
        let candidates = found.iter().map(|part| part.count).sum();
        let mut edges = Vec::with_capacity(found.iter().map(|part| part.edges.len()).sum());
        let mut noted = Noted::default();
        for part in found {
            edges.extend(part.edges);
            noted.extend(part.noted);
        }
        let (doubles, rows) = (noted.doubles(), &self.table.rows);
        for edge in edges.iter_mut().filter(|_| self.settings.zones) {
            let (x, y) = (&rows[edge.a as usize], &rows[edge.b as usize]);
            edge.zone = edge.zone.among(&doubles, x, y);
        }
        (edges, candidates)
    }

    fn edges_of(
        &self,
        (judge, bounds): (&Judge<'_>, &Bounds),
        comparer: &mut Comparer<'_>,
        (key, marks): &Stretch,
    ) -> Found {
        let mut found = Found::default();
        let wanted = |mark: u32| marks.contains(&u64::from(mark));
        let sorted = self.blocks.sorted(*key, wanted);
        let rows = &self.table.rows;
        meetings(rows, &self.blocks.before(*key), &sorted, |meeting| {
            meeting.pairs(|a, b, met| {
                if !self.table.may_meet(a, b) && !self.settings.dedupe_inputs {
                    return;
                }
                found.count += 1;
                if met != 0 && !self.settings.zones {
                    return;
                }
                let (x, y) = (&rows[a as usize], &rows[b as usize]);
                let glance = comparer.glance(x, y);
                self.note(&mut found, &glance, x, y);
                if met == 0 && bounds.at_most(&glance) >= KEPT - NEARLY {
                    found.open.push((a, b, glance));
                }
            });
            if found.open.len() >= AT_ONCE {
                self.score(judge, comparer, &mut found);
            }
        });
        self.score(judge, comparer, &mut found);
        found
    }

    /// Notes what two show of a home, if anybody wants to know what may be done with a pair.
    fn note(&self, found: &mut Found, pattern: &Pattern, x: &Row, y: &Row) {
        if self.settings.zones {
            found.noted.note(&self.table, pattern, x, y);
        }
    }

    /// Scores the pairs that a glance left open. The memory is asked for what they are compared by all at once.
    fn score(&self, judge: &Judge<'_>, comparer: &mut Comparer<'_>, found: &mut Found) {
        let rows = &self.table.rows;
        let mut open = std::mem::take(&mut found.open);
        comparer.ask(&open);
        for (a, b, mut pattern) in open.drain(..) {
            let (x, y) = (&rows[a as usize], &rows[b as usize]);
            comparer.complete(&mut pattern, x, y);
            self.note(found, &pattern, x, y);
            let weight = judge.judge(&pattern, a) as f32;
            if weight > KEPT {
                let zone = if self.settings.zones {
                    zone(&self.table, &pattern, x, f64::from(weight))
                } else {
                    Zone::Ask
                };
                found.edges.push(Edge { a, b, weight, zone });
            }
        }
        found.open = open;
    }
}
