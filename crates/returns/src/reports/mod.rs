//! Reports: each a folder that names its measures, their order and how they add up.

use crate::report::Definition;

pub mod scrutiny;

/// Every report.
pub const ALL: &[&Definition] = &[&scrutiny::SCRUTINY];

/// The report of that name.
pub fn named(name: &str) -> Option<&'static Definition> {
    ALL.iter().copied().find(|report| report.name == name)
}
