//! Acts on persons: opening one, finding one. One file per act.

pub mod search;
pub mod view;
