//! Where the rows of each reference stand in a file: a run is consecutive records of one reference. Sixteen bytes a run,
//! and not more runs at a time than [`RUNS_MOST`]: a file with more is read share by share.

use super::scan::Hash;

/// Runs held at once (128 MiB).
pub(super) const RUNS_MOST: usize = 1 << 23;

/// Hash of the reference, ordinal and offset of the first record, from the highest bit: in order, runs of one reference
/// stand together and as they stand in the file. References that share a hash are told apart when they are read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run(u128);

const ORDINAL_BITS: u32 = 38;
/// 64 TiB.
const OFFSET_BITS: u32 = 46;

impl Run {
    /// A run that begins with this record.
    pub(super) fn new(hash: Hash, ordinal: u64, offset: u64) -> Self {
        Self(
            (u128::from(hash.0) << (ORDINAL_BITS + OFFSET_BITS))
                | (u128::from(ordinal) << OFFSET_BITS)
                | u128::from(offset),
        )
    }

    /// Of its reference.
    fn hash(self) -> Hash {
        Hash(self.bits(ORDINAL_BITS + OFFSET_BITS, 64))
    }

    /// Of its first record.
    pub(super) fn ordinal(self) -> u64 {
        self.bits(OFFSET_BITS, ORDINAL_BITS)
    }

    /// Where in the file it begins.
    pub(super) fn offset(self) -> u64 {
        self.bits(0, OFFSET_BITS)
    }

    fn bits(self, from: u32, count: u32) -> u64 {
        u64::try_from((self.0 >> from) & ((1 << count) - 1)).unwrap_or_default()
    }
}

/// The runs of one share of a file's references.
#[derive(Debug)]
pub(super) struct Runs {
    list: Vec<Run>,
    most: usize,
    share: u64,
    shares: u64,
}

impl Runs {
    /// Of the first share, which is all unless there are more than `most`.
    pub(super) fn first(most: usize) -> Self {
        Self {
            list: Vec::new(),
            most,
            share: 0,
            shares: 1,
        }
    }

    /// Of the share after this one, if there is one; what was held of this one goes.
    pub(super) fn next(&mut self) -> bool {
        self.list.clear();
        self.share += 1;
        self.share < self.shares
    }

    /// Whether this is the first share.
    pub(super) fn is_first(&self) -> bool {
        self.share == 0
    }

    /// Whether a reference belongs to this share.
    pub(super) fn take(&self, hash: Hash) -> bool {
        hash.0 % self.shares == self.share
    }

    /// Adds a run, if it belongs to this share. Once there are too many, the share becomes half of what it was.
    pub(super) fn add(&mut self, hash: Hash, ordinal: u64, offset: u64) {
        if self.share == 0 && self.list.len() >= self.most {
            self.halve();
        }
        if self.take(hash) {
            self.list.push(Run::new(hash, ordinal, offset));
        }
    }

    fn halve(&mut self) {
        self.shares *= 2;
        let (share, shares) = (self.share, self.shares);
        self.list.retain(|run| run.hash().0 % shares == share);
        if self.list.len() > self.most / 4 * 3 {
            // One reference has nearly all of them. It is one contact, which must be held as a whole whatever we do.
            self.most *= 2;
        }
    }

    /// Puts them in order, after the last was added.
    pub(super) fn settle(&mut self) {
        self.list.sort_unstable();
    }

    /// The runs of a reference, in the order of the file.
    pub(super) fn of(&self, hash: Hash) -> &[Run] {
        let start = self.list.partition_point(|run| run.hash() < hash);
        let end = self.list.partition_point(|run| run.hash() <= hash);
        self.list.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
