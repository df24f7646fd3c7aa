//! A small memory of answers. Safe because a key is everything the answer depends on; bounded because keys are combined
//! from lists that grow.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

/// More distinct combinations of facts than an authority has live; at the bound the memory starts afresh.
const BOUND: usize = 4096;

#[derive(Debug)]
pub(crate) struct Memo<K, V>(RwLock<HashMap<K, V>>);

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    pub(crate) fn new() -> Self {
        Self(RwLock::new(HashMap::new()))
    }

    /// The remembered answer, or the one that `ask` gives now.
    pub(crate) fn get_or(&self, key: K, ask: impl FnOnce() -> V) -> V {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(&key) {
            return answer.clone();
        }
        drop(known);
        let answer = ask();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= BOUND {
            known.clear();
        }
        known.insert(key, answer.clone());
        answer
    }
}
