//! Files for the linkage commands: csv, parquet, memory maps and spill. Knows `linkage` and nothing else of ours; no person's
//! record of an authority ever comes here. Its one memory map is the only unsafe code outside `core` and `policy`.

#![forbid(unsafe_code)]

mod columns;
mod comma;
mod evaluate;
mod frame;
mod ids;
mod job;
mod out;
mod parquet;
mod records;
mod units;

pub use columns::{ColumnMap, Layout};
pub use evaluate::{Scores, evaluate};
pub use ids::Ids;
pub use job::{LinkError, Report, Request, Step, link};
pub use records::{FileError, Records, read, unused};
pub use units::{PartReport, PlanReport, PlanRequest, UnitError, gather, part, plan};

/// A form of file that records to be linked come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileForm {
    /// How a file's name ends.
    pub ending: &'static str,
}

/// Every form. The first is supposed where a name ends otherwise.
pub const ALL: &[FileForm] = &[FileForm { ending: "csv" }, FileForm { ending: "parquet" }];
