//! Comma-separated values. Bytes that are no UTF-8 are read as Windows text, value by value: files come from many hands.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::columns::{ColumnMap, Layout};
use crate::records::{AT_ONCE, Chunk, FileError, Sink};

/// A file on its way in.
pub(crate) struct Commas {
    named: String,
    reader: csv::Reader<Quotes>,
    record: csv::ByteRecord,
    layout: Layout,
    chunks: Vec<Chunk>,
    /// The line in which the latest record begins, where its last value goes over several.
    over: Option<u64>,
}

impl Commas {
    pub(crate) fn open(path: &Path, map: &ColumnMap) -> Result<Self, FileError> {
        let named = path.display().to_string();
        let failed = |error: csv::Error| FileError::Read(named.clone(), error.to_string());
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 18)
            .from_reader(Quotes::open(path).map_err(|error| failed(error.into()))?);
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
            over: None,
        })
    }

    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
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
                let last = record.iter().next_back();
                let over = last.filter(|last| last.contains(&b'\n'));
                self.over = over.and(record.position()).map(csv::Position::line);
                let mut value =
                    |at: usize| text(record.get(at).unwrap_or_default(), &mut sink.recoded);
                for (chunk, (_, at)) in self.chunks.iter_mut().zip(&self.layout.columns) {
                    chunk.push(&value(*at));
                }
                let id = value(self.layout.id);
                sink.record(&self.named, &id)?;
            }
        }
        // Everything that came after the quote is in the last value of the last record.
        if let Some(line) = self.over.filter(|_| !more && self.reader.get_ref().open) {
            return Err(FileError::QuoteOpen(self.named.clone(), line));
        }
        for (chunk, (column, _)) in self.chunks.iter_mut().zip(&self.layout.columns) {
            sink.column(from, *column, chunk);
            chunk.clear();
        }
        Ok(more)
    }
}

/// A file as it is read, and whether a quote is open in it: between the first of two and the second.
struct Quotes {
    file: File,
    open: bool,
}

impl Quotes {
    fn open(path: &Path) -> std::io::Result<Self> {
        Ok(Self {
            file: File::open(path)?,
            open: false,
        })
    }
}

impl Read for Quotes {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let came = self.file.read(bytes)?;
        let quotes = bytes
            .iter()
            .take(came)
            .filter(|byte| **byte == b'"')
            .count();
        self.open ^= quotes % 2 == 1;
        Ok(came)
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
