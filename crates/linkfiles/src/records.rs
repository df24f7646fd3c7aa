//! One file's or two files' records, read into a table. What is wrong with a file is said once, plainly.

use std::path::Path;

use trefoil_linkage::batch::{Builder, Column, Table};

use crate::columns::ColumnMap;
use crate::comma;
use crate::ids::Ids;

/// Records, and what each is called.
pub struct Records {
    /// The records.
    pub table: Table,
    /// Their ids, in the order in which they came.
    pub ids: Ids,
    /// How many values were not in UTF-8, and were read as Windows text.
    pub recoded: u64,
}

/// Why a file cannot be linked.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file cannot be opened or read.
    #[error("{0} cannot be read: {1}")]
    Read(String, String),
    /// There is not even a line of column names.
    #[error("{0} is empty: the first line must name the columns")]
    Empty(String),
    /// A part of the column map has no equals sign.
    #[error("--columns: “{0}” is not of the form given_names=first_name")]
    Map(String),
    /// The column map names a column that is none of ours.
    #[error("--columns: there is no column “{0}” to fill; the contract names those there are")]
    UnknownColumn(String),
    /// A column that the map names is not in the file.
    #[error("there is no column “{0}”; the file has: {1}")]
    NoSuchColumn(String, String),
    /// Two columns have one name.
    #[error("two columns are called “{0}”")]
    Twice(String),
    /// No column names the records.
    #[error(
        "there is no column “record_id”; name it with --columns record_id=…; the file has: {0}"
    )]
    NoId(String),
    /// A record has no id.
    #[error("{0}: record {1} has no record_id")]
    IdMissing(String, u64),
    /// Two records have one id.
    #[error(
        "{0}: “{1}” is the record_id of record {2} and of record {3}; each record needs its own"
    )]
    IdTwice(String, String, u32, u32),
    /// Nothing to compare by.
    #[error("none of the columns can be compared; the file has: {0}")]
    NothingToCompare(String),
    /// More records than can be numbered.
    #[error("{0} has more records than can be linked at once")]
    TooMany(String),
}

/// More records than this are not taken in at once.
const MOST: usize = 1 << 30;

/// Where records go as they are read.
pub(crate) struct Sink {
    pub(crate) builder: Builder,
    pub(crate) ids: Ids,
    pub(crate) recoded: u64,
    side: u8,
}

impl Sink {
    pub(crate) fn push(&mut self, path: &str, id: &str, values: &[&str]) -> Result<(), FileError> {
        let record = self.ids.len();
        if id.is_empty() {
            return Err(FileError::IdMissing(path.to_owned(), record as u64 + 1));
        }
        if record >= MOST {
            return Err(FileError::TooMany(path.to_owned()));
        }
        self.ids.push(id);
        self.builder.push(id, self.side, values);
        Ok(())
    }
}

/// Reads files, one or two: records of the second are on the other side.
pub fn read(paths: &[&Path], map: &ColumnMap) -> Result<Records, FileError> {
    let columns: Vec<Column> = Column::ALL.iter().map(|(column, _)| *column).collect();
    let mut sink = Sink {
        builder: Builder::new(&columns),
        ids: Ids::default(),
        recoded: 0,
        side: 0,
    };
    let mut starts = Vec::new();
    for (path, side) in paths.iter().zip(0_u8..) {
        sink.side = side;
        starts.push(u32::try_from(sink.ids.len()).unwrap_or(u32::MAX));
        if path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
        {
            crate::parquet::read(path, map, &mut sink)?;
        } else {
            comma::read(path, map, &mut sink)?;
        }
    }
    let table = sink.builder.finish();
    if let Some((one, other)) = table.one_id()
        && sink.ids.get(one) == sink.ids.get(other)
    {
        let nth = starts
            .iter()
            .rposition(|start| *start <= one)
            .unwrap_or_default();
        let start = starts.get(nth).copied().unwrap_or_default();
        let path = paths
            .get(nth)
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        let id = sink.ids.get(one).to_owned();
        return Err(FileError::IdTwice(
            path,
            id,
            one - start + 1,
            other - start + 1,
        ));
    }
    Ok(Records {
        table,
        ids: sink.ids,
        recoded: sink.recoded,
    })
}
