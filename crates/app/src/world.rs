//! What the outside gives: the time, randomness, and whether there is room to write. The binary hands in the real one.

use jiff::Timestamp;
use trefoil_core::chance::Chance;

/// The outside.
pub trait World: Chance {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Whether there is room on the disk for more than the ledger of reads. Writes are refused before the disk is full, so
    /// that reading, and its ledger, can go on.
    fn room(&self) -> bool;
}
