//! A column of any kind, value by value, as text.

use jiff::Span;
use jiff::civil::date;
use parquet::basic::{ConvertedType, LogicalType};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::RowGroupReader;
use parquet::schema::types::ColumnDescriptor;

use super::Outcome;
use crate::records::Chunk;

/// A column's reader, and how its values are said.
pub(super) struct Cells {
    reader: ColumnReader,
    most: i16,
    day: bool,
}

impl Cells {
    pub(super) fn open(
        group: &dyn RowGroupReader,
        at: usize,
        about: &ColumnDescriptor,
    ) -> Outcome<Self> {
        let day = matches!(about.logical_type_ref(), Some(LogicalType::Date))
            || about.converted_type() == ConvertedType::DATE;
        Ok(Self {
            reader: group.get_column_reader(at)?,
            most: about.max_def_level(),
            day,
        })
    }

    /// The next records' values.
    pub(super) fn next(&mut self, count: usize) -> Outcome<Chunk> {
        let (most, day) = (self.most, self.day);
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                take(reader, count, most, |out, value| text(out, value.data()))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                take(reader, count, most, |out, value| text(out, value.data()))
            }
            ColumnReader::Int32ColumnReader(reader) if day => {
                take(reader, count, most, |out, value| {
                    out.push(&calendar(*value).unwrap_or_default());
                })
            }
            ColumnReader::Int32ColumnReader(reader) => take(reader, count, most, |out, value| {
                out.whole(i64::from(*value));
            }),
            ColumnReader::Int64ColumnReader(reader) => {
                take(reader, count, most, |out, value| out.whole(*value))
            }
            ColumnReader::DoubleColumnReader(reader) => take(reader, count, most, plain),
            ColumnReader::FloatColumnReader(reader) => take(reader, count, most, plain),
            ColumnReader::BoolColumnReader(reader) => take(reader, count, most, plain),
            ColumnReader::Int96ColumnReader(_) => Err(ParquetError::General(
                "a column of old timestamps (INT96) cannot be compared".to_owned(),
            )),
        }
    }
}

fn plain(out: &mut Chunk, value: &impl std::fmt::Display) {
    out.say(format_args!("{value}"));
}

fn text(out: &mut Chunk, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push(text),
        Err(_) => out.push(&String::from_utf8_lossy(bytes)),
    }
}

/// Takes so many values out of a column, each said by `say`.
fn take<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    count: usize,
    most: i16,
    mut say: impl FnMut(&mut Chunk, &T::T),
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
        match there.then(|| values.next()).flatten() {
            Some(value) => say(&mut chunk, value),
            None => chunk.push(""),
        }
    }
    Ok(chunk)
}

/// A day, counted from 1 January 1970, as it is written; nothing where no calendar has it.
fn calendar(days: i32) -> Option<String> {
    let day = date(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?);
    day.ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests;
