//! Parquet of our own: plain columns, each value said. A file takes its name when it is whole, and says which plan it is of.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArray, ByteArrayType, FloatType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use trefoil_linkage::batch::wide::Words;

use crate::job::LinkError;
use crate::parquet::guarded;
use crate::records::FileError;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Weight,
    Text,
}

/// Some records' values of one column.
#[derive(Debug, PartialEq)]
pub(crate) enum Values {
    Numbers(Vec<u32>),
    Weights(Vec<f32>),
    Texts(Words),
}

/// The columns of a file, by their names.
#[derive(Debug, Clone)]
pub(crate) struct Form(pub(crate) Vec<(String, Kind)>);

/// Room for more is not made before it is needed: a damaged file may say anything.
const MOST_AT_ONCE: usize = 1 << 20;
/// Under these names a file says of which plan it is, and what was counted.
const PLAN: &str = "trefoil.plan";
const COUNT: &str = "trefoil.count";

/// A file on its way out.
pub(crate) struct FrameWriter {
    path: PathBuf,
    part: PathBuf,
    /// Nothing once all is said.
    inner: Option<SerializedFileWriter<BufWriter<File>>>,
    whole: bool,
}

impl Form {
    fn message(&self) -> String {
        let columns = self.0.iter().map(|(name, kind)| match kind {
            Kind::Number => format!("required int32 {name};"),
            Kind::Weight => format!("required float {name};"),
            Kind::Text => format!("required binary {name} (UTF8);"),
        });
        format!("message trefoil {{ {} }}", columns.collect::<String>())
    }
}

/// Why a file cannot be written.
pub(crate) fn not_written(path: &Path, error: ParquetError) -> LinkError {
    let error = match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => *error,
            Err(error) => std::io::Error::other(error),
        },
        error => std::io::Error::other(error),
    };
    LinkError::Out(path.display().to_string(), error)
}

impl FrameWriter {
    pub(crate) fn create(path: &Path, form: &Form, plan: &str) -> Result<Self, LinkError> {
        let part = path.with_extension("part");
        let failed = |error| not_written(path, error);
        let schema = parse_message_type(&form.message()).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_dictionary_enabled(false)
            .set_statistics_enabled(EnabledStatistics::None)
            .set_offset_index_disabled(true)
            .set_key_value_metadata(Some(vec![KeyValue::new(PLAN.to_owned(), plan.to_owned())]))
            .build();
        let file = File::create(&part)
            .map_err(|error| LinkError::Out(path.display().to_string(), error))?;
        let file = BufWriter::with_capacity(1 << 16, file);
        let inner = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties));
        Ok(Self {
            path: path.to_owned(),
            inner: Some(inner.map_err(failed)?),
            part,
            whole: false,
        })
    }

    /// Some records, column by column.
    pub(crate) fn group(&mut self, columns: Vec<Values>) -> Result<(), LinkError> {
        let Some(inner) = &mut self.inner else {
            return Ok(());
        };
        let write = |inner: &mut SerializedFileWriter<_>| {
            let mut group = inner.next_row_group()?;
            for values in columns {
                column(&mut group, values)?;
            }
            group.close().map(|_| ())
        };
        write(inner).map_err(|error| not_written(&self.path, error))
    }

    /// It is whole; `count` is said with it.
    pub(crate) fn finish(mut self, count: u64) -> Result<(), LinkError> {
        let Some(mut inner) = self.inner.take() else {
            return Ok(());
        };
        let failed = |error| LinkError::Out(self.path.display().to_string(), error);
        inner.append_key_value_metadata(KeyValue::new(COUNT.to_owned(), count.to_string()));
        let file = inner.into_inner();
        let file = file.map_err(|error| not_written(&self.path, error))?;
        let file = file
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        std::fs::rename(&self.part, &self.path).map_err(failed)?;
        self.whole = true;
        Ok(())
    }
}

impl Drop for FrameWriter {
    fn drop(&mut self) {
        if !self.whole {
            // It is not whole: nobody misses it, and whoever failed says why.
            let _ = std::fs::remove_file(&self.part);
        }
    }
}

fn column<W: std::io::Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: Values,
) -> Result<(), ParquetError> {
    let none = || ParquetError::General("more columns than the form has".to_owned());
    let mut column = group.next_column()?.ok_or_else(none)?;
    match values {
        Values::Numbers(numbers) => {
            let numbers: Vec<i32> = numbers.iter().map(|number| number.cast_signed()).collect();
            column
                .typed::<Int32Type>()
                .write_batch(&numbers, None, None)?;
        }
        Values::Weights(weights) => {
            column
                .typed::<FloatType>()
                .write_batch(&weights, None, None)?;
        }
        Values::Texts(words) => {
            let (text, ends) = words.joined();
            let all = ByteArray::from(text.as_bytes().to_vec());
            let mut from = 0;
            let each = ends.iter().map(|end| {
                let (start, end) = (from, *end as usize);
                from = end;
                all.slice(start, end - start)
            });
            let each: Vec<ByteArray> = each.collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&each, None, None)?;
        }
    }
    column.close()
}

/// A file on its way in.
pub(crate) struct Frame {
    path: PathBuf,
    reader: SerializedFileReader<File>,
    wanted: Vec<(usize, Kind)>,
    next: usize,
    /// What was counted when it was written.
    pub(crate) count: u64,
}

impl Frame {
    /// Opens a file of a plan for some of its columns, by their places in its form.
    pub(crate) fn open(
        path: &Path,
        form: &Form,
        wanted: &[usize],
        plan: &str,
    ) -> Result<Self, FileError> {
        guarded(path, || {
            let failed = |error: &dyn std::fmt::Display| {
                FileError::Read(path.display().to_string(), error.to_string())
            };
            let file = File::open(path).map_err(|error| failed(&error))?;
            let reader = SerializedFileReader::new(file).map_err(|error| failed(&error))?;
            let about = reader.metadata().file_metadata();
            let said = |key: &str| {
                let all = about.key_value_metadata().into_iter().flatten();
                let mut found = all.filter(|one| one.key == key);
                found.next().and_then(|one| one.value.clone())
            };
            let columns = about.schema_descr().columns();
            let names = columns.iter().map(|column| column.name());
            if said(PLAN).as_deref() != Some(plan) || !names.eq(form.0.iter().map(|(name, _)| name))
            {
                return Err(FileError::OtherPlan(path.display().to_string()));
            }
            let count = said(COUNT).and_then(|count| count.parse().ok());
            let of = |at: &usize| form.0.get(*at).map(|(_, kind)| (*at, *kind));
            Ok(Self {
                path: path.to_owned(),
                wanted: wanted.iter().filter_map(of).collect(),
                next: 0,
                count: count.unwrap_or_default(),
                reader,
            })
        })
    }

    /// The next records' values of the columns that are wanted; nothing where there are no more.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<Values>>, FileError> {
        if self.next >= self.reader.num_row_groups() {
            return Ok(None);
        }
        self.next += 1;
        guarded(&self.path, || {
            let read = || {
                let group = self.reader.get_row_group(self.next - 1)?;
                let columns = self.wanted.iter();
                columns
                    .map(|(at, kind)| values(group.as_ref(), *at, *kind))
                    .collect::<Result<Vec<_>, ParquetError>>()
            };
            read().map(Some).map_err(|error| {
                FileError::Read(self.path.display().to_string(), error.to_string())
            })
        })
    }
}

fn values(group: &dyn RowGroupReader, at: usize, kind: Kind) -> Result<Values, ParquetError> {
    let count = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
    let bad = |why: &str| ParquetError::General(format!("column {at} {why}"));
    let read = match (group.get_column_reader(at)?, kind) {
        (ColumnReader::Int32ColumnReader(mut reader), Kind::Number) => {
            let mut numbers = Vec::with_capacity(count.min(MOST_AT_ONCE));
            while reader.read_records(count, None, None, &mut numbers)?.0 > 0 {}
            Values::Numbers(
                numbers
                    .iter()
                    .map(|number| number.cast_unsigned())
                    .collect(),
            )
        }
        (ColumnReader::FloatColumnReader(mut reader), Kind::Weight) => {
            let mut weights = Vec::with_capacity(count.min(MOST_AT_ONCE));
            while reader.read_records(count, None, None, &mut weights)?.0 > 0 {}
            Values::Weights(weights)
        }
        (ColumnReader::ByteArrayColumnReader(mut reader), Kind::Text) => {
            let (mut texts, mut words) = (Vec::new(), Words::default());
            while reader.read_records(count, None, None, &mut texts)?.0 > 0 {}
            for text in &texts {
                let text = std::str::from_utf8(text.data());
                words.push(text.map_err(|_| bad("is no text"))?);
            }
            Values::Texts(words)
        }
        _ => return Err(bad("is of another kind")),
    };
    let said = match &read {
        Values::Numbers(numbers) => numbers.len(),
        Values::Weights(weights) => weights.len(),
        Values::Texts(words) => words.len(),
    };
    if said == count {
        Ok(read)
    } else {
        Err(bad("ends too early"))
    }
}

#[cfg(test)]
mod tests;
