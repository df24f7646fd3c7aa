//! How likely two records are one person, from their compared fields. What a level is worth is in a model, `score/model.json`.

use crate::batch::{Model, ModelError, Weigher};
use crate::caps::{self, HOME_LEAST, HOME_MOST};
use crate::compare::{Comparisons, compare};
use crate::record::Record;

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

/// What a model makes of a pair, capped where members of one home must be kept apart. The weights, and how they come together, are
/// those of [`batch`](crate::batch) and [`live`](crate::live).
#[derive(Clone)]
pub struct ModelScorer {
    weigher: Weigher,
}

impl ModelScorer {
    /// A scorer with the model that this crate brings along ([`Model::shipped`]). Make one and keep it.
    pub fn new() -> Self {
        // It is built in, and a test reads it.
        let model = Model::shipped().unwrap_or_default();
        Self {
            weigher: Weigher::of(&model).unwrap_or_default(),
        }
    }

    /// A scorer with a model of one's own. What only described people have (due dates, schools) is worth nothing where it does not say.
    ///
    /// # Errors
    /// Where the model cannot be used.
    pub fn of(model: &Model) -> Result<Self, ModelError> {
        Ok(Self {
            weigher: Weigher::of(model)?,
        })
    }

    /// The most that `a` could score against `b` whatever were known of b's phone, postcode, address and school: a pair of
    /// which this is too little need not be looked at closer. Never less than what [`Scorer::score`] says.
    pub fn most(&self, a: &Record, b: &Record) -> f64 {
        let comparisons = compare(a, b);
        let own = self.weigher.weight(&comparisons.seen.without_home());
        let weight = own + if a.has_home() { HOME_MOST } else { 0.0 };
        probability(weight.min(caps::most(&comparisons)))
    }
}

impl Default for ModelScorer {
    fn default() -> Self {
        Self::new()
    }
}

impl Scorer for ModelScorer {
    fn score(&self, a: &Record, b: &Record) -> Proposal {
        let comparisons = compare(a, b);
        let weight = self.weigher.weight(&comparisons.seen);
        let own = self.weigher.weight(&comparisons.seen.without_home());
        let weight = weight.clamp(own + HOME_LEAST, own + HOME_MOST);
        let weight = weight.min(caps::most(&comparisons));
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
