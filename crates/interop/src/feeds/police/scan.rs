//! The first reading of a file: its header, how many records it has, and where the rows of each reference stand, so that
//! the second reading can hand out a contact as soon as it is whole, and read again what stood far before.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::{Read, Seek};

use super::columns::Columns;
use super::encoding::HEAD;
use super::issues::{FileRefused, Issue};
use super::records::{Record, Records};
use super::rows::Key;
use super::runs::{RUNS_MOST, Runs};
use crate::kinds::looks_like;

/// No randomness in a pure crate, and the same file always reads the same way.
type Hasher = BuildHasherDefault<DefaultHasher>;

/// Of a reference, whatever the version; 44 bits, so that a run of rows fits in sixteen bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hash(pub(super) u64);

impl Hash {
    pub(super) fn of(key: &Key) -> Self {
        Self(Hasher::default().hash_one(&key.reference) >> 20)
    }
}

/// What the first reading found. Hand it to [`super::drafts`] with the same bytes.
pub struct Scan {
    /// How many records the file has, quarantined ones included; empty ones are not counted.
    pub rows: u64,
    pub(super) columns: Columns,
    /// About the header.
    pub(super) issues: Vec<Issue>,
    pub(super) runs: Runs,
    /// Of the bytes: a second reading that ends with another was not of the same file.
    pub(super) print: (u64, u64),
}

/// Reads the whole stream once. Memory: the longest record (up to [`super::RECORD_KEPT`]) and 16 bytes for each run of
/// rows of one reference, 128 MiB at most.
pub fn scan<R: Read + Seek>(input: R) -> Result<Scan, FileRefused> {
    scan_by(input, RUNS_MOST)
}

/// With room for so many runs.
pub(super) fn scan_by<R: Read + Seek>(input: R, most: usize) -> Result<Scan, FileRefused> {
    let (mut records, columns, issues) = open(input)?;
    let mut runs = Runs::first(most);
    let rows =
        find_runs(&mut records, &columns, &mut runs).map_err(|error| stopped(&records, &error))?;
    Ok(Scan {
        rows,
        columns,
        issues,
        runs,
        print: records.print(),
    })
}

/// Reads to the end and notes where runs begin; how many records there are.
pub(super) fn find_runs<R: Read + Seek>(
    records: &mut Records<R>,
    columns: &Columns,
    runs: &mut Runs,
) -> std::io::Result<u64> {
    let mut record = Record::default();
    let (mut rows, mut open) = (0, None);
    while records.next(&mut record)? {
        if record.is_empty() && !record.unclosed {
            continue;
        }
        rows += 1;
        let hash = Key::of(&record, columns).map(|key| Hash::of(&key));
        if let Some(hash) = hash.filter(|hash| open != Some(*hash)) {
            runs.add(hash, record.ordinal, record.offset);
        }
        open = hash;
    }
    runs.settle();
    Ok(rows)
}

/// Past the header, or why not.
pub(super) fn open<R: Read + Seek>(
    mut input: R,
) -> Result<(Records<R>, Columns, Vec<Issue>), FileRefused> {
    if let Some(is) = head_of(&mut input).ok().and_then(|head| looks_like(&head)) {
        return Err(FileRefused::Another { is });
    }
    let mut records = Records::new(input)
        .map_err(|error| FileRefused::Stopped {
            row: 0,
            why: error.to_string(),
        })?
        .ok_or(FileRefused::Utf16)?;
    let mut header = Record::default();
    match records.next(&mut header) {
        Err(error) => return Err(stopped(&records, &error)),
        Ok(false) => return Err(FileRefused::Empty),
        Ok(true) if header.unclosed => {
            let column = header.width;
            return Err(FileRefused::BrokenHeader { column });
        }
        Ok(true) => {}
    }
    let (columns, issues) = Columns::of(&header).ok_or_else(|| FileRefused::NoReferenceColumn {
        hint: hint(&header),
    })?;
    Ok((records, columns, issues))
}

/// The first bytes, read again as the first ones of the table. What cannot be read is said by whoever reads the table.
fn head_of<R: Read + Seek>(input: &mut R) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    input.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    input.rewind()?;
    Ok(head)
}

fn stopped<R>(records: &Records<R>, error: &std::io::Error) -> FileRefused {
    FileRefused::Stopped {
        row: records.ordinal(),
        why: error.to_string(),
    }
}

fn hint(header: &Record) -> &'static str {
    let text = header.raw_text();
    match (header.width, text.contains(';'), text.contains('\t')) {
        (1, true, _) => {
            " The columns seem to be separated by semicolons; save the file with commas."
        }
        (1, _, true) => " The columns seem to be separated by tabs; save the file with commas.",
        _ => "",
    }
}
