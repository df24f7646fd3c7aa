//! A report as it was published: its numbers, and which of them were hidden. Aggregates only; nobody is named.

use serde::{Deserialize, Serialize};

/// One number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedCell {
    /// The measure's name.
    pub measure: String,
    /// What it came to.
    pub count: u64,
    /// Where it is a share: of how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Whether it was hidden. The number is kept all the same, so that no later report gives it away.
    pub hidden: bool,
    /// Whether its part was said not to be in use.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_in_use: bool,
}

/// Every number of a published report, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedCells(pub Vec<PublishedCell>);
