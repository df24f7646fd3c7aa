//! Records of which only some are in memory at once. The work is cut into units that can be done anywhere, one after the other or
//! side by side, and one clustering pass at the end; what comes out is what a batch of all of them would say, to the last bit.
//!
//! What is a decision of the whole is taken once: how common each name is ([`Survey`]), which records meet by each key
//! ([`settle`]), what each comparison is worth ([`learn`]). Then each unit scores the pairs of its stretches of the keys
//! ([`Unit`]), and [`Gathering`] makes clusters of what they found. Reading and writing is the caller's.

mod gather;
mod keys;
mod load;
mod plan;
mod sheet;
mod survey;
mod unit;

pub use gather::{Gathering, Together};
pub use keys::{
    COLUMNS, Columns, Settled, column_name, columns_of, key_name, key_number, keys_of, settle,
};
pub use load::{Damaged, Loader, NOT_WANTED};
pub use plan::{
    Learned, Owners, Piece, Sample, Weights, by_chance, given, learn, model, share_out,
};
pub use sheet::{NUMBERS, Sheet, Slice, TEXTS, Words};
pub use survey::{Shared, Survey, is_counted, rows_of, text_mark, twice};
pub use unit::Unit;

#[cfg(test)]
mod tests;
