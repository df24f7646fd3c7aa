//! How well clusters agree with what is known to be true: by pairs, every true pair counted.

use std::collections::HashMap;
use std::path::Path;

use crate::records::FileError;

/// Counts of pairs, and what they come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Records that both files know.
    pub records: u64,
    /// Pairs of one cluster and one person.
    pub both: u64,
    /// Pairs of one cluster.
    pub found: u64,
    /// Pairs of one person.
    pub true_pairs: u64,
    /// Records of the truth that are in no cluster, and of clusters that the truth does not know: where there are many, the ids are others.
    pub unknown: (u64, u64),
}

impl Scores {
    /// Of the pairs found, what share are true.
    pub fn precision(&self) -> f64 {
        share(self.both, self.found)
    }

    /// Of the true pairs, what share was found.
    pub fn recall(&self) -> f64 {
        share(self.both, self.true_pairs)
    }

    /// The harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        share(2 * self.both, self.found + self.true_pairs)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of pairs stay far below 2^53"
)]
fn share(part: u64, of: u64) -> f64 {
    if of == 0 {
        1.0
    } else {
        part as f64 / of as f64
    }
}

/// Compares `record_id,cluster_id` with `record_id,person_id`. A record that only the truth knows is a cluster of its own.
pub fn evaluate(clusters: &Path, truth: &Path) -> Result<Scores, FileError> {
    let found: HashMap<String, String> = columns(clusters, "cluster_id")?.into_iter().collect();
    let truth = columns(truth, "person_id")?;
    let mut by_person: HashMap<&str, u64> = HashMap::new();
    let mut by_cluster: HashMap<&str, u64> = HashMap::new();
    let mut by_both: HashMap<(&str, &str), u64> = HashMap::new();
    let mut records = 0;
    for (record, person) in &truth {
        *by_person.entry(person).or_default() += 1;
        if let Some(cluster) = found.get(record) {
            records += 1;
            *by_cluster.entry(cluster).or_default() += 1;
            *by_both.entry((cluster, person)).or_default() += 1;
        }
    }
    let lost = truth
        .iter()
        .filter(|(record, _)| !found.contains_key(record));
    let lost = lost.count() as u64;
    Ok(Scores {
        unknown: (lost, (found.len() as u64).saturating_sub(records)),
        records,
        both: by_both.values().map(|count| pairs(*count)).sum(),
        found: by_cluster.values().map(|count| pairs(*count)).sum(),
        true_pairs: by_person.values().map(|count| pairs(*count)).sum(),
    })
}

fn pairs(records: u64) -> u64 {
    records * records.saturating_sub(1) / 2
}

/// The record's id, and the value of one other column.
fn columns(path: &Path, other: &str) -> Result<Vec<(String, String)>, FileError> {
    let named = path.display().to_string();
    let failed = |error: &dyn std::fmt::Display| FileError::Read(named.clone(), error.to_string());
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(|error| failed(&error))?;
    let head = reader.headers().map_err(|error| failed(&error))?.clone();
    if head.iter().all(str::is_empty) {
        return Err(FileError::Empty(named));
    }
    let place = |name: &str| {
        let found = head
            .iter()
            .position(|column| column.trim_start_matches('\u{feff}') == name);
        found.ok_or_else(|| {
            FileError::NoSuchColumn(name.to_owned(), head.iter().collect::<Vec<_>>().join(", "))
        })
    };
    let (id, value) = (place("record_id")?, place(other)?);
    let mut all = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| failed(&error))?;
        let get = |at: usize| record.get(at).unwrap_or_default().to_owned();
        all.push((get(id), get(value)));
    }
    Ok(all)
}

#[cfg(test)]
mod tests;
