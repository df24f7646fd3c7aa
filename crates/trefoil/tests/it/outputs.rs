//! What leaves: its way from draft to sent, what holds it, what it says to whom, and a person's own file.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod access;
mod documents;
mod register;
pub(crate) mod release;
mod since;
pub(crate) mod tools;
mod typed;
