//! The generator's file, as CSV: where it has each column.

use std::error::Error;

use csv::StringRecord;
use trefoil_linkage::batch::Column;

/// What the engine reads of it.
pub(crate) const COLUMNS: [(Column, usize); 9] = [
    (Column::GivenNames, 3),
    (Column::MiddleNames, 4),
    (Column::Surname, 5),
    (Column::DateOfBirth, 6),
    (Column::Sex, 7),
    (Column::Address, 8),
    (Column::Postcode, 9),
    (Column::Phone, 10),
    (Column::NationalId, 11),
];
/// Who it is, in truth.
pub(crate) const PERSON: usize = 12;

pub(crate) type Or<T> = Result<T, Box<dyn Error>>;

/// A record's values in the order of the columns.
pub(crate) fn values(record: &StringRecord) -> [&str; COLUMNS.len()] {
    COLUMNS.map(|(_, at)| record.get(at).unwrap_or_default())
}

pub(crate) fn columns() -> [Column; COLUMNS.len()] {
    COLUMNS.map(|(column, _)| column)
}
