//! A hub to test with: an authority with one worker per role, browsers that go through the router in process, and a look
//! behind the door. What is tested stands beside this, not here.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up should stop and say why"
)]

pub(crate) mod binary;
pub(crate) mod browser;
pub(crate) mod house;
pub(crate) mod markup;
pub(crate) mod people;
pub(crate) mod raw;
pub(crate) mod real;
pub(crate) mod server;
