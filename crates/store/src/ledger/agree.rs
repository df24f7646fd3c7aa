//! Whether the ledger and the sealed versions tell of the same writings, in memory that does not grow with them: a sum per
//! group of records, under a key that is not in the database, so that nobody can make another writing of the same sum.
//! Groups that do not agree are looked at writing by writing, a few at a time.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::ring::Ring;

/// Groups of records.
pub(super) const GROUPS: usize = 1_024;

/// The group of a record, by the last bits of its id, which are random.
pub(super) fn group_of(record: Uuid) -> usize {
    let [.., before, last] = *record.as_bytes();
    usize::from(u16::from_be_bytes([before, last])) % GROUPS
}

/// What was written: a version of a record, and its commitment.
type Writing<'a> = (Uuid, i64, &'a [u8]);

/// What the ledger recorded less what is held, by group.
pub(super) struct Sums {
    keyed: Hmac<Sha256>,
    groups: Vec<[u64; 4]>,
}

impl Sums {
    pub(super) fn new(ring: &Ring) -> Self {
        let block: [u8; 64] =
            std::array::from_fn(|place| ring.ledger().get(place).copied().unwrap_or(0));
        let mut keyed = Hmac::<Sha256>::new(&block.into());
        keyed.update(b"writing");
        Self {
            keyed,
            groups: vec![[0; 4]; GROUPS],
        }
    }

    /// The ledger tells of it.
    pub(super) fn recorded(&mut self, writing: Writing<'_>) {
        self.add(writing, u64::wrapping_add);
    }

    /// The database holds it.
    pub(super) fn held(&mut self, writing: Writing<'_>) {
        self.add(writing, u64::wrapping_sub);
    }

    fn add(&mut self, (record, version, commitment): Writing<'_>, how: fn(u64, u64) -> u64) {
        let mut mac = self.keyed.clone();
        mac.update(record.as_bytes());
        mac.update(&version.to_be_bytes());
        mac.update(commitment);
        let mac = mac.finalize().into_bytes();
        if let Some(sum) = self.groups.get_mut(group_of(record)) {
            for (lane, bytes) in sum.iter_mut().zip(mac.as_chunks().0) {
                *lane = how(*lane, u64::from_be_bytes(*bytes));
            }
        }
    }

    /// Groups in which they do not tell the same.
    pub(super) fn apart(&self) -> Vec<usize> {
        let sums = self.groups.iter().enumerate();
        sums.filter(|(_, sum)| **sum != [0; 4])
            .map(|(group, _)| group)
            .collect()
    }
}
