//! What a key is worth: which of them are used, and what share of the pairs of one person they meet.

use super::keys::Key;
use super::level::BatchField;

/// Of all pairs of one person, so many a key must add for each pair that it costs a record; with few records, less.
const WORTH: f64 = 0.004;
const FEW_RECORDS: f64 = 500_000.0;

/// By which keys pairs of one person meet, and how many do.
pub(super) struct Met(pub(super) Vec<(u32, f64)>);

impl Met {
    /// Which keys are worth their cost: the one that finds most of one person for each pair that it costs comes first, until what
    /// the next would add is too little.
    pub(super) fn choose(&self, pairs: &[u64], records: usize) -> u32 {
        let mut left = self.0.clone();
        let all: f64 = left.iter().map(|(_, found)| found).sum();
        let records = records as f64;
        let least = WORTH * all / records * (records / FEW_RECORDS).min(1.0);
        let mut chosen = 0_u32;
        loop {
            let open = (0..pairs.len()).filter(|key| chosen >> key & 1 == 0);
            let gain = |key: usize| -> f64 {
                let found: f64 = left
                    .iter()
                    .filter(|(shared, _)| shared >> key & 1 == 1)
                    .map(|(_, found)| found)
                    .sum();
                found / (pairs[key] as f64 + 1.0)
            };
            let best = open
                .map(|key| (gain(key), key))
                .max_by(|x, y| x.0.total_cmp(&y.0));
            match best {
                Some((gain, key)) if gain > least => {
                    chosen |= 1 << key;
                    left.retain(|(shared, _)| shared >> key & 1 == 0);
                }
                _ => return chosen,
            }
        }
    }

    /// What share of the pairs of one person the chosen keys meet, if those of who somebody is and those of where and by what
    /// number they are known fail apart from each other.
    pub(super) fn recall(&self, keys: &[&'static Key], chosen: u32) -> Option<f64> {
        let (mut who, mut place) = (0_u32, 0_u32);
        for (at, key) in keys.iter().enumerate() {
            let used = chosen & (1 << at);
            who |= if about(key, false) { 0 } else { used };
            place |= if about(key, true) { 0 } else { used };
        }
        let one = self.sum(|shared| shared & who != 0);
        let other = self.sum(|shared| shared & place != 0);
        let both = self.sum(|shared| shared & who != 0 && shared & place != 0);
        let met = self.sum(|shared| shared & chosen != 0);
        let all = met + (one - both) * (other - both) / both.max(1.0);
        (both > 100.0).then_some(met / all)
    }

    fn sum(&self, wanted: impl Fn(u32) -> bool) -> f64 {
        let found = self.0.iter().filter(|(shared, _)| wanted(*shared));
        found.map(|(_, found)| found).sum()
    }
}

/// Whether a key has a field of who somebody is, or one of something else.
fn about(key: &Key, who: bool) -> bool {
    use BatchField::{Born, Given, Middle, Surname};
    let fixed = key.fixes(0).into_iter().zip(BatchField::ALL);
    let mut fields = fixed
        .filter(|(fixed, _)| *fixed)
        .map(|(_, (field, _))| field);
    fields.any(|field| matches!(field, Given | Middle | Surname | Born) == who)
}
