//! A fake clock, seeded randomness and an authority to test with. A dev-dependency only.
#![forbid(unsafe_code)]
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up should stop and say why"
)]

mod authority;
mod feed;
mod world;

pub use authority::{Staffed, TestApp, console};
pub use feed::{FeedRow, feed};
pub use world::FakeWorld;
