//! What is so of all records, for a table that holds some of them: what a record says depends on how many there are, and on how
//! many have its name.

use serde::{Deserialize, Serialize};

use super::compare::{Steps, commonness};
use super::table::{Table, slot};

/// What is so of all records there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Census {
    /// How many there are.
    pub records: u64,
    /// Of given names, and of surnames: how many records have names of each commonness, and the sum of squares.
    pub(super) commonness: [[[u64; 2]; 4]; 2],
    /// By slot, how many different values there are, the missing one counted.
    pub(super) distinct: [u64; slot::ALL],
    /// By slot, whether any record has a value.
    pub(super) any: [bool; slot::ALL],
}

/// Of which records a table holds some.
pub(super) struct Whole {
    pub(super) census: Census,
    /// For each row of the table, which it is of all rows; rising.
    pub(super) rows: Vec<u32>,
}

impl Table {
    /// How many records there are, in the table or elsewhere.
    pub(super) fn records(&self) -> usize {
        self.of
            .as_ref()
            .map_or(self.rows.len(), |whole| whole.census.records as usize)
    }

    /// Where one of all rows is in the table.
    pub(super) fn row_here(&self, row: usize) -> Option<usize> {
        match &self.of {
            None => Some(row),
            Some(whole) => whole.rows.binary_search(&(row as u32)).ok(),
        }
    }

    /// Whether any record has a value there.
    pub(super) fn any(&self, place: usize) -> bool {
        match (&self.of, place) {
            (Some(whole), _) => whole.census.any[place],
            (_, slot::BORN | slot::SEX) => self.rows.iter().any(|row| row[place] != 0),
            _ => self.counts[place].iter().skip(1).any(|count| *count > 0),
        }
    }

    /// How many different values there are, the missing one counted.
    pub(super) fn distinct(&self, place: usize) -> u64 {
        self.of.as_ref().map_or_else(
            || {
                let said = self.counts[place].iter().skip(1);
                1 + said.filter(|count| **count > 0).count() as u64
            },
            |whole| whole.census.distinct[place],
        )
    }

    /// Of given names or of surnames, what [`commonness`] says.
    pub(super) fn commonness(&self, place: usize) -> [[u64; 2]; 4] {
        match (&self.of, place) {
            (None, _) => commonness(&self.counts[place], Steps::of(self)),
            (Some(whole), slot::GIVEN) => whole.census.commonness[0],
            (Some(whole), _) => whole.census.commonness[1],
        }
    }
}
