//! How likely two records are one person, from their compared fields. What a level is worth is in `weights`.

use crate::compare::{Comparisons, Field, compare};
use crate::record::Record;
use crate::weights::{HOME_LEAST, HOME_MOST, PRIOR, Weights};

/// A proposal that two records are one person, for a person to decide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proposal {
    /// log2 of the odds that the two are one person, the prior included.
    pub weight: f64,
    /// The same as a probability, 0 to 1.
    pub probability: f64,
    /// How alike each field is.
    pub comparisons: Comparisons,
}

/// What can score a pair. A score never depends on which of the two comes first.
pub trait Scorer {
    /// Scores two records.
    fn score(&self, a: &Record, b: &Record) -> Proposal;
}

/// A sum of hand-set weights, capped where members of one home must be kept apart.
#[derive(Clone, Debug)]
pub struct SimpleScorer {
    weights: Weights,
}

impl SimpleScorer {
    /// A scorer with the hand-set weights. Make one and keep it.
    pub fn new() -> Self {
        Self {
            weights: Weights::hand_set(),
        }
    }
}

impl SimpleScorer {
    /// The most that `a` could score against `b` whatever were known of b's phone, postcode, address and school: a pair of
    /// which this is too little need not be looked at closer. Never less than what [`Scorer::score`] says.
    pub fn most(&self, a: &Record, b: &Record) -> f64 {
        let comparisons = compare(a, b);
        let own = comparisons.iter().filter(|one| !is_home(one.field));
        let bits: f64 = own.map(|one| self.weights.bits(one.field, one.level)).sum();
        let weight = PRIOR + bits + if a.has_home() { HOME_MOST } else { 0.0 };
        probability(weight.min(self.weights.cap(&comparisons)))
    }
}

impl Default for SimpleScorer {
    fn default() -> Self {
        Self::new()
    }
}

impl Scorer for SimpleScorer {
    fn score(&self, a: &Record, b: &Record) -> Proposal {
        let comparisons = compare(a, b);
        let (mut own, mut home) = (0.0, 0.0);
        for compared in comparisons.iter() {
            let bits = self.weights.bits(compared.field, compared.level);
            if is_home(compared.field) {
                home += bits;
            } else {
                own += bits;
            }
        }
        let sum = PRIOR + own + home.clamp(HOME_LEAST, HOME_MOST);
        let weight = sum.min(self.weights.cap(&comparisons));
        Proposal {
            weight,
            probability: probability(weight),
            comparisons,
        }
    }
}

fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp2())
}

/// Fields that agree for everybody in one home.
fn is_home(field: Field) -> bool {
    matches!(
        field,
        Field::Phone | Field::Postcode | Field::Address | Field::School
    )
}

/// Scores a record against candidates, likeliest first. Candidates of equal weight keep their order.
///
/// `Key` is whatever names a candidate to the caller; it is handed back.
pub fn rank<'c, Key>(
    scorer: &(impl Scorer + ?Sized),
    record: &Record,
    candidates: impl IntoIterator<Item = (Key, &'c Record)>,
) -> Vec<(Key, Proposal)> {
    let mut ranked: Vec<_> = candidates
        .into_iter()
        .map(|(key, candidate)| (key, scorer.score(record, candidate)))
        .collect();
    ranked.sort_by(|(_, x), (_, y)| y.weight.total_cmp(&x.weight));
    ranked
}

#[cfg(test)]
mod tests;
