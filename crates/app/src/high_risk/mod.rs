//! Who is at high risk: put on by rule after a contact came in or was matched, or by a worker's judgement; taken off by two people.

pub mod deal;
pub mod list;
pub mod put;
pub(crate) mod raise;
