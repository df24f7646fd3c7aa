//! Passkeys, with keys that the test plays itself, so that they can answer wrongly in every way. A browser's own are in the browser's
//! journeys.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod adding;
mod counting;
pub(crate) mod key;
pub(crate) mod scene;
mod signing_in;
mod step_up;
