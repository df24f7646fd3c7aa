//! The custodian's check. What a worker does whose sight is cut is looked at once more by the system, after the act's commit and in the
//! same way whether anything is found or not; where the unseen matters a custodian answers it, and the worker is told nothing.

pub mod answer;
pub(crate) mod check;
pub(crate) mod later;
pub mod list;
mod look;
pub mod one;
mod reroute;
