//! One file's or two files' records, read into a table. What is wrong with a file is said once, plainly.

use std::fmt::Write as _;
use std::path::Path;

use trefoil_linkage::batch::wide::Slice;
use trefoil_linkage::batch::{Builder, Column, Said, Table};

use crate::columns::{ColumnMap, Layout};
use crate::comma::Commas;
use crate::ids::Ids;
use crate::parquet::Parquet;

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
    /// A quote is left open, and swallowed lines.
    #[error(
        "{0}: the record that begins in line {1} goes on to the end of the file, because a quote in it is left open; close it, or take it out"
    )]
    QuoteOpen(String, u64),
    /// Nothing to compare by.
    #[error("none of the columns can be compared; the file has: {0}")]
    NothingToCompare(String),
    /// A file of parts is not of the plan that it stands beside.
    #[error("{0} is of another plan, or of none")]
    OtherPlan(String),
    /// More records than can be numbered.
    #[error("{0} has more records than can be linked at once")]
    TooMany(String),
}

/// The columns of a file that are not used, by name. Its head alone is read.
///
/// # Errors
/// As reading it would begin with.
pub fn unused(path: &Path, map: &ColumnMap) -> Result<Vec<String>, FileError> {
    let file = Source::open(path, map, false)?;
    Ok(file.layout().unused.clone())
}

/// More records than this are not taken in at once.
const MOST: u64 = 1 << 30;

/// So many records are read at once.
pub(crate) const AT_ONCE: usize = 4096;

/// Where records go as they are read.
pub(crate) struct Sink {
    pub(crate) builder: Builder,
    pub(crate) ids: Ids,
    pub(crate) recoded: u64,
    side: u8,
    /// How many records came before those of the builder.
    before: u64,
    said: Vec<Said>,
}

/// A file on its way in, of whichever form.
pub(crate) enum Source {
    Commas(Box<Commas>),
    Parquet(Box<Parquet>),
}

impl Source {
    /// `sliced`: records are taken out again before all are in.
    pub(crate) fn open(path: &Path, map: &ColumnMap, sliced: bool) -> Result<Self, FileError> {
        let ending = path.extension();
        if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
            Ok(Self::Parquet(Box::new(Parquet::open(path, map, sliced)?)))
        } else {
            Ok(Self::Commas(Box::new(Commas::open(path, map)?)))
        }
    }

    /// The columns of the file that are used.
    pub(crate) fn columns(&self) -> Vec<Column> {
        let columns = self.layout().columns.iter();
        columns.map(|(column, _)| *column).collect()
    }

    fn layout(&self) -> &Layout {
        match self {
            Self::Commas(file) => file.layout(),
            Self::Parquet(file) => file.layout(),
        }
    }

    /// Takes the next records in; false where there are no more.
    pub(crate) fn next(&mut self, sink: &mut Sink) -> Result<bool, FileError> {
        match self {
            Self::Commas(file) => file.next(sink),
            Self::Parquet(file) => file.next(sink),
        }
    }
}

/// Some records' values of one column; what is missing is empty.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    text: String,
    ends: Vec<usize>,
}

impl Chunk {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub(crate) fn push(&mut self, value: &str) {
        self.text.push_str(value);
        self.ends.push(self.text.len());
    }

    /// One more value, as it is written.
    pub(crate) fn say(&mut self, value: std::fmt::Arguments<'_>) {
        // A text takes whatever is written to it.
        let _ = self.text.write_fmt(value);
        self.ends.push(self.text.len());
    }

    /// One more value, a whole number: ids often are, and there may be millions.
    pub(crate) fn whole(&mut self, number: i64) {
        let mut left = number.unsigned_abs();
        if number < 0 {
            self.text.push('-');
        }
        let mut digits = [b'0'; 20];
        let mut from = digits.len();
        for digit in digits.iter_mut().rev() {
            *digit += u8::try_from(left % 10).unwrap_or_default();
            left /= 10;
            from -= 1;
            if left == 0 {
                break;
            }
        }
        let digits = digits.iter().skip(from);
        self.text.extend(digits.map(|digit| char::from(*digit)));
        self.ends.push(self.text.len());
    }

    pub(crate) fn values(&self) -> Vec<&str> {
        let mut from = 0;
        let each = self.ends.iter().map(|end| {
            let value = self.text.get(from..*end);
            from = *end;
            value.unwrap_or_default()
        });
        each.collect()
    }
}

impl Sink {
    pub(crate) fn new() -> Self {
        Self {
            builder: Builder::new(&[]),
            ids: Ids::default(),
            recoded: 0,
            side: 0,
            before: 0,
            said: Vec::new(),
        }
    }

    /// Takes out what is in: records and their ids.
    pub(crate) fn slice(&mut self) -> (Slice, Ids) {
        self.before += self.builder.len() as u64;
        (self.builder.slice(), std::mem::take(&mut self.ids))
    }

    /// One more record, of which nothing but its id is known yet.
    pub(crate) fn record(&mut self, path: &str, id: &str) -> Result<(), FileError> {
        let (id, record) = (id.trim(), self.before + self.ids.len() as u64);
        if id.is_empty() {
            return Err(FileError::IdMissing(path.to_owned(), record + 1));
        }
        if record >= MOST || !self.ids.push(id) {
            return Err(FileError::TooMany(path.to_owned()));
        }
        self.builder.open(id, self.side);
        Ok(())
    }

    /// Values of one column for the records from one on. Columns come in the order of [`Column::ALL`].
    pub(crate) fn column(&mut self, from: usize, column: Column, values: &Chunk) {
        let mut said = std::mem::take(&mut self.said);
        said.clear();
        self.builder.read(column, &values.values(), &mut said);
        self.builder.put(from, column, &said);
        self.said = said;
    }
}

/// Reads files, one or two: records of the second are on the other side.
pub fn read(paths: &[&Path], map: &ColumnMap) -> Result<Records, FileError> {
    let mut sink = Sink::new();
    let mut starts = Vec::new();
    for (path, side) in paths.iter().zip(0_u8..) {
        sink.side = side;
        starts.push(u32::try_from(sink.ids.len()).unwrap_or(u32::MAX));
        let mut source = Source::open(path, map, false)?;
        while source.next(&mut sink)? {}
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
