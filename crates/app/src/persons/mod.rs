//! Acts on persons: opening one, finding one. One file per act.

pub mod current;
pub mod search;
mod sights;
pub mod view;

pub(crate) use sights::sights_of;
