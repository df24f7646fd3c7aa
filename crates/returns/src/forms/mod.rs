//! The forms in which a report leaves: JSON, CSV and a page of its own. They print what they are given and hide nothing
//! themselves: what may be published was decided before.

pub mod csv;
pub mod html;
pub mod json;

/// What stands for a hidden number.
pub const HIDDEN: &str = "c";

#[cfg(test)]
mod tests;
