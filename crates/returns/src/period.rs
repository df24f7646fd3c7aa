//! The period of a report: whole days in Europe/London, the first and the last included.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use trefoil_core::calendar::{end_of, start_of};

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    from: Date,
    to: Date,
}

/// The last day lies before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period ends before it begins: the first day must be on or before the last")]
pub struct NotAPeriod;

impl Period {
    /// From the first day to the last.
    ///
    /// # Errors
    /// Where the last lies before the first.
    pub fn new(from: Date, to: Date) -> Result<Self, NotAPeriod> {
        if from <= to {
            Ok(Self { from, to })
        } else {
            Err(NotAPeriod)
        }
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// The instant at which the period begins, itself inside.
    pub fn begins(self) -> Timestamp {
        start_of(self.from)
    }

    /// The instant at which the period is over, itself outside.
    pub fn is_over(self) -> Timestamp {
        end_of(self.to)
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether every day of the other is one of this.
    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}
