//! What is known whatever the evidence says: that two records are of two people. Facts come from those who use the engine; a
//! number in a file is no fact, since it may be mistyped.

use std::collections::HashMap;
use std::hash::Hash;

/// Why two records are known to be of two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    /// Each has a valid NHS number, and they are two numbers.
    TwoNumbers,
    /// They are twins, or more.
    Twins,
    /// One contact names both.
    NamedTogether,
    /// A person has looked and said so.
    SaidNotTheSame,
}

/// What is known of some records. In a batch a record is its place in the file, as [`Builder::push`](super::Builder::push) counts
/// them; in a live index it is whatever the caller calls it, and stays known while the record is corrected.
#[derive(Clone, Debug)]
pub struct Facts<K = u32> {
    numbers: HashMap<K, u64>,
    /// Of each record, the groups that it is of, in rising order: all of a group are different people.
    groups: HashMap<K, Vec<u32>>,
    reasons: Vec<Apart>,
}

impl<K> Default for Facts<K> {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            groups: HashMap::new(),
            reasons: Vec::new(),
        }
    }
}

impl<K: Copy + Eq + Hash> Facts<K> {
    /// That a record has this NHS number, verified. One whose check digit is wrong says nothing; then this is false.
    pub fn number(&mut self, record: K, number: &str) -> bool {
        let valid = valid(number);
        self.numbers.extend(valid.map(|number| (record, number)));
        valid.is_some()
    }

    /// That all of these records are of different people.
    pub fn different(&mut self, records: &[K], why: Apart) {
        let group = u32::try_from(self.reasons.len()).unwrap_or(u32::MAX);
        self.reasons.push(why);
        for record in records {
            self.groups.entry(*record).or_default().push(group);
        }
    }

    /// Why two records are known to be of two people, if they are.
    pub fn apart(&self, a: K, b: K) -> Option<Apart> {
        if a == b {
            return None;
        }
        let numbers = self.numbers.get(&a).zip(self.numbers.get(&b));
        if numbers.is_some_and(|(one, other)| one != other) {
            return Some(Apart::TwoNumbers);
        }
        let (one, other) = self.groups.get(&a).zip(self.groups.get(&b))?;
        let both = one
            .iter()
            .find(|group| other.binary_search(group).is_ok())?;
        self.reasons.get(*both as usize).copied()
    }

    /// Nothing is known of a record any more.
    pub fn forget(&mut self, record: K) {
        self.numbers.remove(&record);
        self.groups.remove(&record);
    }

    /// Whether anything is known of a record.
    pub(super) fn tells_of(&self, record: K) -> bool {
        self.numbers.contains_key(&record) || self.groups.contains_key(&record)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.groups.is_empty()
    }
}

/// An NHS number: ten digits, the last of them a check on the others. Blanks and hyphens do not count.
fn valid(number: &str) -> Option<u64> {
    let said = number.chars().filter(|c| !matches!(c, ' ' | '-'));
    let digits: Vec<u64> = said
        .map(|c| c.to_digit(10).map(u64::from))
        .collect::<Option<_>>()?;
    let weights = (2..=10).rev();
    let sum: u64 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = (11 - sum % 11) % 11;
    // Ten as a check digit is never given out; nor is a number of one digit.
    let varied = digits.iter().any(|digit| Some(digit) != digits.first());
    let fits = digits.len() == 10 && digits.last() == Some(&check) && varied;
    fits.then(|| digits.iter().fold(0, |all, digit| all * 10 + digit))
}
