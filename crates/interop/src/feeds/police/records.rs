//! RFC 4180 records out of a stream of bytes: LF, CRLF or lone CR, quotes, and limits on what one record may hold in
//! memory. Columns and their meaning are not known here.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};

use csv_core::ReadFieldResult;

use super::encoding::{self, HEAD};

/// How much of one value is looked at, in bytes: ten times the longest allowed summary in the widest script.
const FIELD_KEPT: usize = 4 << 20;

/// How much of one record is kept, raw and read, in bytes. A 10 MB value is kept whole; of a file that is one open
/// quotation mark, this much is.
pub(super) const RECORD_KEPT: usize = 16 << 20;

/// How many values of one record are looked at.
const FIELDS_MOST: usize = 1_000;

/// One record as it came. Meant to be filled again and again.
#[derive(Default)]
pub(super) struct Record {
    /// Its place in the file; the header is 1. Blank lines are no records.
    pub(super) ordinal: u64,
    /// Where in the file it begins, in bytes.
    pub(super) offset: u64,
    /// Its bytes as they came, line end included.
    raw: Vec<u8>,
    /// Its values one after the other; only the first `filled` bytes count.
    fields: Vec<u8>,
    filled: usize,
    /// Where each value ends in `fields`.
    ends: Vec<usize>,
    /// Where bytes go that are over a limit.
    spill: Vec<u8>,
    spilling: bool,
    /// How many bytes it had, and how many values, kept or not.
    pub(super) length: u64,
    pub(super) width: usize,
    /// Whether a value was longer than [`FIELD_KEPT`], or the record than [`RECORD_KEPT`].
    pub(super) cut: bool,
    /// Whether the file ended inside its quotation marks.
    pub(super) unclosed: bool,
}

impl Record {
    fn clear(&mut self) {
        self.raw.clear();
        self.ends.clear();
        (self.filled, self.length, self.width) = (0, 0, 0);
        (self.cut, self.unclosed, self.spilling) = (false, false, false);
    }

    /// The values' bytes.
    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| self.fields.get(start..*end).unwrap_or_default())
    }

    /// The values as text, as well as they can be read.
    pub(super) fn texts(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.values().map(|bytes| encoding::text_of(bytes).0)
    }

    /// One value's bytes; empty where the record is too short.
    pub(super) fn value(&self, place: usize) -> &[u8] {
        let start = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        self.ends
            .get(place)
            .and_then(|end| self.fields.get(start..*end))
            .unwrap_or_default()
    }

    /// Whether no value holds anything but spaces.
    pub(super) fn is_empty(&self) -> bool {
        self.fields
            .get(..self.filled)
            .unwrap_or_default()
            .iter()
            .all(u8::is_ascii_whitespace)
    }

    /// The bytes as they came, without the line ends around them.
    pub(super) fn raw(&self) -> &[u8] {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let first = self
            .raw
            .iter()
            .position(|byte| !is_end(byte))
            .unwrap_or(self.raw.len());
        let last = self
            .raw
            .iter()
            .rposition(|byte| !is_end(byte))
            .map_or(first, |last| last + 1);
        self.raw.get(first..last).unwrap_or_default()
    }

    /// The same as text, as well as it can be read.
    pub(super) fn raw_text(&self) -> String {
        encoding::text_of(self.raw()).0.into_owned()
    }

    fn keep_raw(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let room = RECORD_KEPT.saturating_sub(self.raw.len()).min(bytes.len());
        self.cut |= room < bytes.len();
        self.raw
            .extend_from_slice(bytes.get(..room).unwrap_or_default());
    }

    fn room(&mut self) -> &mut [u8] {
        if self.spilling {
            self.spill.resize(4_096, 0);
            return &mut self.spill;
        }
        // The limit is on the value and not on what the buffer happens to have grown to: the same record is always cut
        // at the same byte.
        let most = self.ends.last().copied().unwrap_or(0) + FIELD_KEPT;
        let end = self.fields.len().min(most);
        self.fields.get_mut(self.filled..end).unwrap_or_default()
    }

    fn wrote(&mut self, count: usize) {
        if self.spilling {
            self.cut |= count > 0;
        } else {
            self.filled += count;
        }
    }

    fn grow(&mut self) {
        let start = self.ends.last().copied().unwrap_or(0);
        if self.filled - start >= FIELD_KEPT || self.filled >= RECORD_KEPT {
            self.spilling = true;
        } else {
            let longer = (self.fields.len() * 2).clamp(4_096, RECORD_KEPT + FIELD_KEPT);
            self.fields.resize(longer, 0);
        }
    }

    fn end_field(&mut self) {
        self.width += 1;
        if self.ends.len() < FIELDS_MOST {
            self.ends.push(self.filled);
        }
        // Past a limit on the record, every later value spills too.
        self.spilling = self.filled >= RECORD_KEPT || self.ends.len() >= FIELDS_MOST;
    }
}

/// UTF-8's byte order mark, which some programs write and nobody means.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The records of a stream, one at a time.
pub(super) struct Records<R> {
    input: BufReader<R>,
    core: csv_core::Reader,
    /// How many bytes lie behind, from the beginning of the file.
    offset: u64,
    ordinal: u64,
    /// Whether the line end was given that tells an open quotation mark from a last line without one.
    line_ended: bool,
    /// Of every record read: two readings that differ in it were not of the same bytes.
    print: DefaultHasher,
}

impl<R> Records<R> {
    /// The ordinal of the last record.
    pub(super) fn ordinal(&self) -> u64 {
        self.ordinal
    }
}

impl<R: Read + Seek> Records<R> {
    /// From the first byte; `None` when the bytes are UTF-16 or UTF-32.
    pub(super) fn new(mut input: R) -> io::Result<Option<Self>> {
        let mut head = Vec::with_capacity(HEAD);
        input.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        if encoding::is_wide(&head) {
            return Ok(None);
        }
        let marked = if head.starts_with(MARK) {
            MARK.len()
        } else {
            0
        };
        let mut records = Self {
            input: BufReader::with_capacity(64 << 10, input),
            core: csv_core::Reader::new(),
            offset: 0,
            ordinal: 0,
            line_ended: false,
            print: DefaultHasher::new(),
        };
        records.input.seek(SeekFrom::Start(0))?;
        records.resume(marked as u64, 1)?;
        Ok(Some(records))
    }

    /// Goes to where a record begins, whose ordinal this is.
    pub(super) fn resume(&mut self, offset: u64, ordinal: u64) -> io::Result<()> {
        let there = i64::try_from(offset).map_err(io::Error::other)?;
        let here = i64::try_from(self.offset).map_err(io::Error::other)?;
        // Keeps what is buffered where it can: the rows of neighbouring incidents often stand together.
        self.input.seek_relative(there - here)?;
        (self.offset, self.ordinal) = (offset, ordinal.saturating_sub(1));
        self.line_ended = false;
        self.core.reset();
        // A fresh reader would take a byte order mark away wherever it stands; one that has met a line end does not.
        self.core.read_field(b"\n", &mut [0]);
        Ok(())
    }

    /// Fills `record` with the next one; `false` at the end of the file.
    pub(super) fn next(&mut self, record: &mut Record) -> io::Result<bool> {
        record.clear();
        record.offset = self.offset;
        loop {
            let available = match self.input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            let at_end = available.is_empty();
            let last = at_end && self.line_ended;
            let feed = if at_end && !last { b"\n" } else { available };
            let (result, taken, wrote) = self.core.read_field(feed, record.room());
            record.wrote(wrote);
            if at_end {
                self.line_ended |= taken > 0;
            } else {
                record.keep_raw(feed.get(..taken).unwrap_or_default());
                self.input.consume(taken);
                self.offset += taken as u64;
            }
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => record.grow(),
                ReadFieldResult::Field { record_end } => {
                    record.end_field();
                    if record_end {
                        self.ordinal += 1;
                        record.ordinal = self.ordinal;
                        record.unclosed = last;
                        self.print.write(&record.raw);
                        self.print.write_u64(record.length);
                        return Ok(true);
                    }
                }
                ReadFieldResult::End => return Ok(false),
            }
        }
    }

    /// Of all that was read so far: its length, and a hash of the records.
    pub(super) fn print(&self) -> (u64, u64) {
        (self.offset, self.print.finish())
    }
}

#[cfg(test)]
mod tests;
