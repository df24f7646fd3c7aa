//! Randomness as an argument: the binary hands in the operating system's, a test hands in a seeded one.

use jiff::Timestamp;
use uuid::Uuid;

use crate::ids::{Mint, uuid_v4, uuid_v7};
use crate::seeded::{Leak, leaks};

/// A source of random bytes.
pub trait Chance: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// Some random bytes.
pub fn random<const N: usize>(chance: &dyn Chance) -> [u8; N] {
    let mut bytes = [0; N];
    chance.fill(&mut bytes);
    bytes
}

/// Mints ids at one instant.
pub struct MintAt<'a> {
    /// The instant that the ids carry.
    pub now: Timestamp,
    /// The randomness that they carry.
    pub chance: &'a dyn Chance,
}

impl Mint for MintAt<'_> {
    fn mint(&self) -> Uuid {
        uuid_v7(self.now, random(self.chance))
    }

    fn mint_unordered(&self) -> Uuid {
        if leaks(Leak::IdsInOrder) {
            return self.mint();
        }
        uuid_v4(random(self.chance))
    }
}
