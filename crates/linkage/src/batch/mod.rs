//! Many records at once: which of them are one person. Columns in, clusters out; no labels, no threshold to choose.
//!
//! A [`Builder`] takes records in, [`Batch`] links them. What comes out depends on what the records say alone: not on their
//! order, not on how many threads work.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "dense tables are indexed by numbers that were handed out for them here, and counts stay far below 2^32"
)]

mod alike;
mod block;
mod builder;
mod cluster;
mod column;
mod compare;
mod described;
mod doubles;
mod expect;
mod facts;
mod folded;
mod guess;
mod hash;
mod keys;
mod learn;
mod letters;
mod level;
mod link;
mod linked;
pub mod live;
mod meeting;
mod model;
mod names;
mod pairs;
mod read;
mod sample;
mod score;
mod shares;
mod slips;
mod sort;
mod table;
mod taken_apart;
mod texts;
mod threads;
mod whole;
pub mod wide;
mod worth;
mod zone;

pub use builder::{Builder, Said};
pub use cluster::{Edge, KeptApart};
pub use column::Column;
pub(crate) use described::{Seen, Weigher, of_names};
pub use facts::{Apart, Facts};
pub use level::BatchField;
pub use link::{Batch, Phase, Settings};
pub use linked::{Explained, Linked, Pair, PassedOver};
pub use model::{FieldModel, LevelModel, MODEL_VERSION, Model, ModelError};
pub use table::Table;
pub use whole::Census;
pub use zone::Zone;

#[cfg(test)]
mod tests;
