//! The database as a whole, for backups: which tables there are, every row of each as bytes, and rows put in again. These
//! statements are made from the schema itself and not named one by one, so that no table can be forgotten.

mod catalogue;
mod fill;
mod read;

pub(crate) use catalogue::{Catalogued, Column, Kind};

/// A name of the schema, as it stands in a statement.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
