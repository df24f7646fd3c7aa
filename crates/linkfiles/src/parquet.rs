//! Parquet: columns of text, whole numbers, decimals written as doubles, truth values and days. A column of another kind that
//! would be used is refused by name.

mod cells;
mod pages;

use std::fs::File;
use std::panic::AssertUnwindSafe;
use std::path::Path;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::types::SchemaDescriptor;
use trefoil_linkage::batch::Column;

use self::cells::Cells;
use self::pages::Pages;
use crate::columns::{ColumnMap, Layout};
use crate::records::{AT_ONCE, FileError, Sink};

type Outcome<T> = Result<T, ParquetError>;

/// The library that reads a file's pages gives up with a panic on some that are damaged.
pub(crate) fn read(path: &Path, map: &ColumnMap, sink: &mut Sink) -> Result<(), FileError> {
    // Nothing of the sink is used after a failure.
    let read = AssertUnwindSafe(|| read_whole(path, map, sink));
    std::panic::catch_unwind(read).unwrap_or_else(|_| {
        let damaged = "its pages are damaged".to_owned();
        Err(FileError::Read(path.display().to_string(), damaged))
    })
}

fn read_whole(path: &Path, map: &ColumnMap, sink: &mut Sink) -> Result<(), FileError> {
    let named = path.display().to_string();
    let failed = |error: &dyn std::fmt::Display| FileError::Read(named.clone(), error.to_string());
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
    for group in 0..reader.num_row_groups() {
        let group = reader
            .get_row_group(group)
            .map_err(|error| failed(&error))?;
        let mut group = Group::open(group.as_ref(), &layout, &schema).map_err(|e| failed(&e))?;
        while group.left > 0 {
            let count = group.left.min(AT_ONCE);
            let from = sink.ids.len();
            let ids = group.ids.next(count).map_err(|error| failed(&error))?;
            for id in ids.values() {
                sink.record(&named, id)?;
            }
            group
                .columns(sink, from, count)
                .map_err(|error| failed(&error))?;
            group.left -= count;
        }
    }
    Ok(())
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
    ) -> Outcome<Self> {
        let cells = |at: usize| Cells::open(group, at, &schema.column(at));
        let columns = layout.columns.iter().map(|(column, at)| {
            let pages = Pages::open(group, *at, &schema.column(*at))?;
            let values = match pages {
                Some(pages) => Values::Pages(pages),
                None => Values::Cells(Box::new(cells(*at)?)),
            };
            Ok((*column, values))
        });
        Ok(Self {
            left: usize::try_from(group.metadata().num_rows()).unwrap_or_default(),
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
