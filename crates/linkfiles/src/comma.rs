//! Comma-separated values. Bytes that are no UTF-8 are read as Windows text, value by value: files come from many hands.

use std::borrow::Cow;
use std::fs::File;
use std::path::Path;

use trefoil_linkage::batch::Column;

use crate::columns::{ColumnMap, Layout};
use crate::records::{AT_ONCE, Chunk, FileError, Sink};

/// A file on its way in.
pub(crate) struct Commas {
    named: String,
    reader: csv::Reader<File>,
    record: csv::ByteRecord,
    layout: Layout,
    chunks: Vec<Chunk>,
}

impl Commas {
    pub(crate) fn open(path: &Path, map: &ColumnMap) -> Result<Self, FileError> {
        let named = path.display().to_string();
        let failed = |error: csv::Error| FileError::Read(named.clone(), error.to_string());
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 18)
            .from_path(path)
            .map_err(failed)?;
        let mut record = csv::ByteRecord::new();
        if !reader.read_byte_record(&mut record).map_err(failed)? {
            return Err(FileError::Empty(named));
        }
        let head: Vec<String> = record.iter().map(heading).collect();
        let layout = map.layout(&head)?;
        if layout.columns.is_empty() {
            return Err(FileError::NothingToCompare(head.join(", ")));
        }
        Ok(Self {
            named,
            reader,
            record,
            chunks: layout.columns.iter().map(|_| Chunk::default()).collect(),
            layout,
        })
    }

    pub(crate) fn columns(&self) -> &[(Column, usize)] {
        &self.layout.columns
    }

    /// Takes the next records in; false where there are no more.
    pub(crate) fn next(&mut self, sink: &mut Sink) -> Result<bool, FileError> {
        let from = sink.builder.len();
        let mut more = true;
        while more && sink.builder.len() < from + AT_ONCE {
            let read = self.reader.read_byte_record(&mut self.record);
            more = read.map_err(|error| FileError::Read(self.named.clone(), error.to_string()))?;
            if more {
                let record = &self.record;
                let mut value =
                    |at: usize| text(record.get(at).unwrap_or_default(), &mut sink.recoded);
                for (chunk, (_, at)) in self.chunks.iter_mut().zip(&self.layout.columns) {
                    chunk.push(&value(*at));
                }
                let id = value(self.layout.id);
                sink.record(&self.named, &id)?;
            }
        }
        for (chunk, (column, _)) in self.chunks.iter_mut().zip(&self.layout.columns) {
            sink.column(from, *column, chunk);
            chunk.clear();
        }
        Ok(more)
    }
}

fn heading(name: &[u8]) -> String {
    let text = text(name, &mut 0);
    text.trim_start_matches('\u{feff}').trim().to_owned()
}

/// A value as text; counted where it was no UTF-8.
fn text<'v>(value: &'v [u8], recoded: &mut u64) -> Cow<'v, str> {
    if let Ok(text) = std::str::from_utf8(value) {
        return Cow::Borrowed(text);
    }
    *recoded += 1;
    Cow::Owned(value.iter().map(|byte| windows(*byte)).collect())
}

/// One byte of Windows-1252: Latin-1 but for a few typographer's marks.
fn windows(byte: u8) -> char {
    const MARKS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => MARKS.chars().nth(usize::from(byte - 0x80)).unwrap_or(' '),
        _ => char::from(byte),
    }
}
