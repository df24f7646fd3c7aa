//! A file linked in parts, in a folder: one process plans, any number do a part each, in any order and anywhere the folder can be
//! seen, and one gathers. A file larger than memory is linked so too, its parts one after the other.
//!
//! What the folder holds, all of it Parquet but for the two in JSON:
//!
//! | file | what it says |
//! |---|---|
//! | `plan.json` | the last to be written: what was decided for all parts. Without it there is no plan |
//! | `model.json` | the model, for people, and for `--model` |
//! | `names.parquet`, `namesakes.parquet` | every name by its number, how many records have it; whole names of four records or more |
//! | `records/0000.parquet`… | all records in the file's order: id, names by their numbers, the other values as they are compared |
//! | `rows.parquet` | of each record, in that order, its row: its place in an order that the file's does not decide |
//! | `units/0001.parquet`… | of each part, its records: row, values, and for each key the mark by which it meets others; 0 for nobody |
//! | `edges/0001.parquet`… | of each part that is done, its scored pairs: two rows, the weight (log2 of the odds), what may be done |

mod folder;
mod gather;
mod load;
mod part;
mod plan;
mod scratch;
mod take_in;
mod whole;
mod write;

pub use folder::UnitError;
pub use gather::gather;
pub use part::{PartReport, part};
pub use plan::{PlanReport, PlanRequest, plan};
pub(crate) use whole::in_parts;

#[cfg(test)]
mod tests;
