//! Parquet: columns of text, whole numbers, decimals written as doubles, truth values and days. A column of another kind that
//! would be used is refused by name.

use std::fs::File;
use std::path::Path;

use parquet::basic::{ConvertedType, LogicalType};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use trefoil_linkage::batch::Column;

use crate::columns::ColumnMap;
use crate::records::{FileError, Sink};

/// So many records are read at once.
const AT_ONCE: usize = 8192;

pub(crate) fn read(path: &Path, map: &ColumnMap, sink: &mut Sink) -> Result<(), FileError> {
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
        let open = |at: usize| {
            Cells::open(group.as_ref(), at, &schema.column(at)).map_err(|error| failed(&error))
        };
        let mut ids = open(layout.id)?;
        let mut columns: Vec<(usize, Cells)> = Vec::new();
        for (column, at) in &layout.columns {
            let place = Column::ALL
                .iter()
                .position(|(of, _)| of == column)
                .unwrap_or_default();
            columns.push((place, open(*at)?));
        }
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
        for from in (0..rows).step_by(AT_ONCE) {
            let count = AT_ONCE.min(rows - from);
            let ids = ids.next(count).map_err(|error| failed(&error))?;
            let mut values = Vec::with_capacity(columns.len());
            for (place, cells) in &mut columns {
                values.push((*place, cells.next(count).map_err(|error| failed(&error))?));
            }
            push(&named, sink, &ids, &values)?;
        }
    }
    Ok(())
}

fn push(
    named: &str,
    sink: &mut Sink,
    ids: &Chunk,
    values: &[(usize, Chunk)],
) -> Result<(), FileError> {
    for row in 0..ids.len() {
        let mut all = [""; Column::ALL.len()];
        for (place, chunk) in values {
            if let Some(slot) = all.get_mut(*place) {
                *slot = chunk.get(row);
            }
        }
        sink.push(named, ids.get(row).trim(), &all)?;
    }
    Ok(())
}

/// One column of some records, as text; what is missing is empty.
#[derive(Default)]
struct Chunk {
    text: String,
    ends: Vec<usize>,
}

impl Chunk {
    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, row: usize) -> &str {
        let from = row
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let to = self.ends.get(row).copied().unwrap_or(from);
        self.text.get(from..to).unwrap_or_default()
    }
}

/// A column's reader, and how its values are said.
struct Cells {
    reader: ColumnReader,
    most: i16,
    day: bool,
}

type Outcome<T> = Result<T, parquet::errors::ParquetError>;

impl Cells {
    fn open(group: &dyn RowGroupReader, at: usize, about: &ColumnDescriptor) -> Outcome<Self> {
        let day = matches!(about.logical_type_ref(), Some(LogicalType::Date))
            || about.converted_type() == ConvertedType::DATE;
        Ok(Self {
            reader: group.get_column_reader(at)?,
            most: about.max_def_level(),
            day,
        })
    }

    /// The next records' values.
    fn next(&mut self, count: usize) -> Outcome<Chunk> {
        let (most, day) = (self.most, self.day);
        let plain =
            |out: &mut String, value: &dyn std::fmt::Display| out.push_str(&value.to_string());
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                take(reader, count, most, |out, value| {
                    text(out, value.data());
                })
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                take(reader, count, most, |out, value| {
                    text(out, value.data());
                })
            }
            ColumnReader::Int32ColumnReader(reader) if day => {
                take(reader, count, most, |out, value| {
                    out.push_str(&calendar(*value));
                })
            }
            ColumnReader::Int32ColumnReader(reader) => {
                take(reader, count, most, |out, value| plain(out, value))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                take(reader, count, most, |out, value| plain(out, value))
            }
            ColumnReader::DoubleColumnReader(reader) => {
                take(reader, count, most, |out, value| plain(out, value))
            }
            ColumnReader::FloatColumnReader(reader) => {
                take(reader, count, most, |out, value| plain(out, value))
            }
            ColumnReader::BoolColumnReader(reader) => {
                take(reader, count, most, |out, value| plain(out, value))
            }
            ColumnReader::Int96ColumnReader(_) => Err(parquet::errors::ParquetError::General(
                "a column of old timestamps (INT96) cannot be compared".to_owned(),
            )),
        }
    }
}

fn text(out: &mut String, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push_str(text),
        Err(_) => out.push_str(&String::from_utf8_lossy(bytes)),
    }
}

/// Takes so many values out of a column, each said by `say`.
fn take<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    count: usize,
    most: i16,
    mut say: impl FnMut(&mut String, &T::T),
) -> Outcome<Chunk> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let mut left = count;
    while left > 0 {
        let (records, _, _) = reader.read_records(left, Some(&mut levels), None, &mut values)?;
        if records == 0 {
            break;
        }
        left -= records;
    }
    let mut chunk = Chunk::default();
    let mut values = values.iter();
    for at in 0..count {
        let there = most == 0 || levels.get(at).is_some_and(|level| *level == most);
        if let Some(value) = there.then(|| values.next()).flatten() {
            say(&mut chunk.text, value);
        }
        chunk.end();
    }
    Ok(chunk)
}

/// A day, counted from 1 January 1970, as it is written.
fn calendar(days: i32) -> String {
    // Years begin in March here, so that the leap day comes last; an era is 400 years.
    let days = i64::from(days) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests;
