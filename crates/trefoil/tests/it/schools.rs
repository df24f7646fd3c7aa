//! Schools: their registers, and what they are told.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod key_adult;
mod notices;
mod played;
mod registers;
mod scene;
mod tracking;
