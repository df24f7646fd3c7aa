//! The real clock and real waiting, for tests of the built binary: it lives by them, and so must its sessions and its files.
#![expect(
    clippy::disallowed_methods,
    reason = "a process of its own cannot be given a steered clock"
)]

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The time now.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// A moment to measure from.
pub(crate) fn started() -> Instant {
    Instant::now()
}

/// Waits.
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
