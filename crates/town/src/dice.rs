//! Chance from a seed: one stream of numbers per thing that is drawn, so that anything can be derived alone and again.
//! No town knowledge here, and no other source of chance anywhere in the crate.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream of chance is for. Two purposes never share a stream, so changing one leaves the others as they were.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Culture = 1,
    Shape = 2,
    Roles = 3,
    Names = 4,
    Address = 5,
    Phone = 6,
    Incident = 7,
    Arrival = 8,
    Decision = 9,
    Volume = 10,
    Household = 11,
    Spell = 12,
    Staff = 13,
    Writing = 14,
    Papers = 15,
    Records = 16,
}

/// A seeded stream of chance.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of one purpose about one thing, named by two numbers.
    pub(crate) fn new(seed: u64, purpose: Purpose, first: u64, second: u64) -> Self {
        let mut key = [0_u8; 32];
        let words = [seed, purpose as u64, first, second];
        for (place, word) in key.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number from 0 up to 1, 1 never reached.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Whether something of this likelihood happens.
    pub(crate) fn chance(&mut self, likelihood: f64) -> bool {
        self.unit() < likelihood
    }

    /// A number from 0 to `count - 1`; 0 for a count of 0.
    pub(crate) fn below(&mut self, count: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(count);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number in `low..=high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// One of a list, each as likely; `None` of an empty one.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.place(list.len())).copied()
    }

    /// One line of a list, each as likely; empty of an empty one.
    pub(crate) fn line(&mut self, list: &[&'static str]) -> &'static str {
        self.pick(list).unwrap_or("")
    }

    /// One line of a list whose first lines are the most frequent, as names are.
    pub(crate) fn frequent(&mut self, list: &[&'static str]) -> &'static str {
        let squared = self.unit() * self.unit().sqrt();
        list.get(scaled(squared, list.len())).copied().unwrap_or("")
    }

    /// One of a weighted list.
    pub(crate) fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> Option<T> {
        let total: u64 = list.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut left = self.below(total);
        for (value, weight) in list {
            if left < u64::from(*weight) {
                return Some(*value);
            }
            left -= u64::from(*weight);
        }
        None
    }

    /// A place in a list of this length.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(u64::try_from(length).unwrap_or(0))).unwrap_or(0)
    }
}

/// `part` (from 0 up to 1) of a length, rounded down.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "lengths are far below 2^52 and the part is not negative"
)]
pub(crate) fn scaled(part: f64, length: usize) -> usize {
    (part * length as f64) as usize
}

/// A count as a number to reckon with.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of people and contacts are far below 2^52"
)]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

/// A number that is not negative, rounded to a count.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of people and contacts are far below 2^52 and not negative"
)]
pub(crate) fn counted(number: f64) -> u64 {
    number.max(0.0).round() as u64
}
