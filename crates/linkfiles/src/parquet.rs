//! Parquet: columns of text, whole numbers, decimals written as doubles, truth values and days. A column of another kind that
//! would be used is refused by name.

mod caught;
mod cells;
mod pages;

use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::types::SchemaDescriptor;
use trefoil_linkage::batch::Column;

use self::caught::caught;
use self::cells::Cells;
use self::pages::Pages;
use crate::columns::{ColumnMap, Layout};
use crate::records::{AT_ONCE, FileError, Sink};

type Outcome<T> = Result<T, ParquetError>;

/// Calls what reads a file. The library that reads its pages gives up with a panic on some that are damaged.
pub(crate) fn guarded<R>(
    path: &Path,
    read: impl FnOnce() -> Result<R, FileError>,
) -> Result<R, FileError> {
    // Nothing that was being filled is used after a failure.
    caught(read).unwrap_or_else(|| {
        let damaged = "its pages are damaged".to_owned();
        Err(FileError::Read(path.display().to_string(), damaged))
    })
}

/// Room for so many records at most is made on a file's word: a damaged one may say anything.
const MOST_ROOM: usize = 1 << 22;

/// A file on its way in.
pub(crate) struct Parquet {
    path: PathBuf,
    reader: SerializedFileReader<File>,
    layout: Layout,
    /// What a page's values come to is kept while its records are taken in: not where these are taken out again meanwhile.
    by_page: bool,
    groups: Range<usize>,
    group: Option<Group>,
}

impl Parquet {
    pub(crate) fn open(path: &Path, map: &ColumnMap, sliced: bool) -> Result<Self, FileError> {
        guarded(path, || Self::open_whole(path, map, sliced))
    }

    fn open_whole(path: &Path, map: &ColumnMap, sliced: bool) -> Result<Self, FileError> {
        let named = path.display().to_string();
        let failed =
            |error: &dyn std::fmt::Display| FileError::Read(named.clone(), error.to_string());
        let file = File::open(path).map_err(|error| failed(&error))?;
        if file.metadata().is_ok_and(|about| about.len() == 0) {
            return Err(FileError::Empty(named));
        }
        let reader = SerializedFileReader::new(file).map_err(|error| failed(&error))?;
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let head: Vec<String> = schema
            .columns()
            .iter()
            .map(|column| column.path().string().trim().to_owned())
            .collect();
        let layout = map.layout(&head)?;
        if layout.columns.is_empty() {
            return Err(FileError::NothingToCompare(head.join(", ")));
        }
        Ok(Self {
            path: path.to_owned(),
            groups: 0..reader.num_row_groups(),
            reader,
            layout,
            by_page: !sliced,
            group: None,
        })
    }

    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Takes the next records in; false where there are no more.
    pub(crate) fn next(&mut self, sink: &mut Sink) -> Result<bool, FileError> {
        let path = self.path.clone();
        guarded(&path, || {
            let read = self.next_of_group(sink);
            read.map_err(|error| match error {
                Failed::Page(error) => {
                    FileError::Read(path.display().to_string(), error.to_string())
                }
                Failed::File(error) => error,
            })
        })
    }

    fn next_of_group(&mut self, sink: &mut Sink) -> Result<bool, Failed> {
        let group = match &mut self.group {
            Some(group) if group.left > 0 => group,
            group => {
                let Some(at) = self.groups.next() else {
                    return Ok(false);
                };
                let opened = self.reader.get_row_group(at)?;
                if self.by_page {
                    sink.builder
                        .reserve(rows_of(opened.as_ref()).min(MOST_ROOM));
                }
                let schema = self.reader.metadata().file_metadata().schema_descr();
                group.insert(Group::open(
                    opened.as_ref(),
                    &self.layout,
                    schema,
                    self.by_page,
                )?)
            }
        };
        let count = group.left.min(AT_ONCE);
        let from = sink.builder.len();
        let named = self.path.display().to_string();
        for id in group.ids.next(count)?.values() {
            sink.record(&named, id)?;
        }
        group.columns(sink, from, count)?;
        group.left -= count;
        Ok(true)
    }
}

fn rows_of(group: &dyn RowGroupReader) -> usize {
    usize::try_from(group.metadata().num_rows()).unwrap_or_default()
}

/// A page, or what a record lacks.
enum Failed {
    Page(ParquetError),
    File(FileError),
}

impl From<ParquetError> for Failed {
    fn from(error: ParquetError) -> Self {
        Self::Page(error)
    }
}

impl From<FileError> for Failed {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// Records that are stored together.
struct Group {
    left: usize,
    ids: Cells,
    columns: Vec<(Column, Values)>,
}

/// A column's values: those of texts are read by whole pages.
enum Values {
    Pages(Pages),
    Cells(Box<Cells>),
}

impl Group {
    fn open(
        group: &dyn RowGroupReader,
        layout: &Layout,
        schema: &SchemaDescriptor,
        by_page: bool,
    ) -> Outcome<Self> {
        let cells = |at: usize| Cells::open(group, at, &schema.column(at));
        let columns = layout.columns.iter().map(|(column, at)| {
            let pages = if by_page {
                Pages::open(group, *at, &schema.column(*at))?
            } else {
                None
            };
            let values = match pages {
                Some(pages) => Values::Pages(pages),
                None => Values::Cells(Box::new(cells(*at)?)),
            };
            Ok((*column, values))
        });
        Ok(Self {
            left: rows_of(group),
            ids: cells(layout.id)?,
            columns: columns.collect::<Outcome<_>>()?,
        })
    }

    fn columns(&mut self, sink: &mut Sink, from: usize, count: usize) -> Outcome<()> {
        for (column, values) in &mut self.columns {
            match values {
                Values::Pages(pages) => pages.put(&mut sink.builder, *column, from, count)?,
                Values::Cells(cells) => sink.column(from, *column, &cells.next(count)?),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests;
