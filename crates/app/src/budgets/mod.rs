//! Budgets: what may be done only so often, counted before it is known whether it leads anywhere. One file per act.

pub(crate) mod spend;
pub mod view;
