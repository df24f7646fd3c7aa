//! Telling the school: what a school is told about one child and one incident, prepared when police tell of it, tracked or sent,
//! opened by a key adult with a code. One file per act.

pub mod copy;
pub mod deal;
pub mod key_adult;
pub mod list;
pub mod mail;
pub mod one;
pub mod prepare;
pub(crate) mod reachable;
pub mod send;
mod told;
pub(crate) mod told_before;
pub mod turn;
