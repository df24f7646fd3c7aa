//! What follows a decision: begun by the decision itself, seen to by the hub.

pub(crate) mod begin;
pub mod deal;
pub mod list;
pub mod police;
pub(crate) mod tell;
