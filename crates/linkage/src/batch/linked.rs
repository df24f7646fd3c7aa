//! What comes out: clusters, the pairs that made them, and pairs taken apart.

use serde::{Deserialize, Serialize};

use super::cluster::{Edge, KeptApart};
use super::facts::Apart;
use super::level::{BatchField, FIELDS};
use super::zone::Zone;

/// What came out.
#[derive(Debug, Default)]
pub struct Linked {
    /// How many pairs were scored.
    pub candidates: u64,
    /// Of each record of the file, in its order, the record that stands for its cluster.
    pub clusters: Vec<u32>,
    /// The pairs taken for one person, the surest first.
    pub pairs: Vec<Pair>,
    /// Who would have been taken for one person, if it were not known that they are two.
    pub apart: Vec<KeptApart>,
}

/// Two records that were taken for one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair<K = u32> {
    /// One record, as its place in the file: the lesser.
    pub a: K,
    /// The other.
    pub b: K,
    /// log2 of the odds that they are one person.
    pub weight: f64,
    /// Whether a person should look at it before anything is done.
    pub zone: Zone,
}

/// Who is not looked at by a key, because too many share it and nothing more is known to part them by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// Groups that share the key.
    pub groups: u64,
    /// The records in them that meet nobody by it; they meet others by other keys alone.
    pub records: u64,
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
    /// What may be done with it.
    pub zone: Zone,
    /// Why they are known to be two people, if they are.
    pub apart: Option<Apart>,
}

impl<K: Copy + Ord> Pair<K> {
    pub(super) fn of(edge: Edge, called: impl Fn(u32) -> K) -> Self {
        let (a, b) = (called(edge.a), called(edge.b));
        Self {
            a: a.min(b),
            b: a.max(b),
            weight: f64::from(edge.weight),
            zone: edge.zone,
        }
    }
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
