//! The registers of schools: CSV bytes in, schools, terms and key adults out. A row that cannot be read is left out and told of;
//! the rest are taken. Nothing of a family stands in them.

mod adults;
mod register;
mod table;
mod terms;

pub use adults::{AdultLine, read as adults};
pub use register::read as register;
pub use table::{NotARegister, RegisterFile, RegisterIssue};
pub use terms::{TermLine, read as terms};

use super::Feed;

/// The entry of `feeds::ALL`.
pub const FEED: Feed = Feed {
    code: "schools",
    words: "Schools, their terms and key adults",
};

#[cfg(test)]
mod tests;
