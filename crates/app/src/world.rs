//! What the outside gives: the time, randomness, and whether there is room to write. The binary hands in the real one.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::attachment::Sizes;
use trefoil_core::budget::Limits;
use trefoil_core::chance::Chance;

/// The outside.
pub trait World: Chance {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Whether there is room on the disk for more than the ledger of reads. Writes are refused before the disk is full, so
    /// that reading, and its ledger, can go on.
    fn room(&self) -> bool;

    /// For how long places may be opened after somebody has shown who they are (step-up), by roles that reach many families.
    fn places_open_for(&self) -> SignedDuration {
        SignedDuration::from_mins(15)
    }

    /// How often things may be done before the answer is "wait".
    fn limits(&self) -> Limits {
        Limits::default()
    }

    /// How large the files of contacts may be.
    fn sizes(&self) -> Sizes {
        Sizes::default()
    }
}
