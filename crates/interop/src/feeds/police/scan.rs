//! The first reading of a file: its header, how many records it has, and which record is the last of each incident, so
//! that the second reading can hand out a contact as soon as it is whole. Keeps 16 bytes an incident.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::Read;

use super::columns::Columns;
use super::issues::{FileRefused, Issue};
use super::records::{Record, Records};
use super::rows::Key;

/// No randomness in a pure crate, and the same file always reads the same way.
type Hasher = BuildHasherDefault<DefaultHasher>;

/// What the first reading found. Hand it to [`super::drafts`] with the same bytes from the beginning.
pub struct Scan {
    /// How many records the file has, quarantined ones included; empty ones are not counted.
    pub rows: u64,
    pub(super) columns: Columns,
    /// About the header.
    pub(super) issues: Vec<Issue>,
    /// By hash of reference and version, the last record. Two incidents with one hash come out late, never wrong.
    last: HashMap<u64, u64, Hasher>,
}

impl Scan {
    /// Whether no later record belongs to this incident.
    pub(super) fn is_last(&self, key: &Key, ordinal: u64) -> bool {
        self.last.get(&hash(key)) == Some(&ordinal)
    }
}

fn hash(key: &Key) -> u64 {
    Hasher::default().hash_one(key)
}

/// Reads the whole stream once. Memory: the longest record (up to [`super::RECORD_KEPT`]) and 16 bytes an incident.
pub fn scan<R: Read>(input: R) -> Result<Scan, FileRefused> {
    let (mut records, columns, issues) = open(input)?;
    let mut scan = Scan {
        rows: 0,
        columns,
        issues,
        last: HashMap::default(),
    };
    let mut record = Record::default();
    while records
        .next(&mut record)
        .map_err(|error| FileRefused::Stopped(error.to_string()))?
    {
        if record.is_empty() && !record.unclosed {
            continue;
        }
        scan.rows += 1;
        if let Some(key) = Key::of(&record, &scan.columns).filter(|_| !record.unclosed) {
            scan.last.insert(hash(&key), record.ordinal);
        }
    }
    Ok(scan)
}

/// Past the header, or why not.
pub(super) fn open<R: Read>(input: R) -> Result<(Records<R>, Columns, Vec<Issue>), FileRefused> {
    let stopped = |error: std::io::Error| FileRefused::Stopped(error.to_string());
    let mut records = Records::new(input)
        .map_err(stopped)?
        .ok_or(FileRefused::Utf16)?;
    let mut header = Record::default();
    if !records.next(&mut header).map_err(stopped)? {
        return Err(FileRefused::Empty);
    }
    if header.unclosed {
        return Err(FileRefused::BrokenHeader);
    }
    let (columns, issues) = Columns::of(&header).ok_or_else(|| FileRefused::NoReferenceColumn {
        hint: hint(&header),
    })?;
    Ok((records, columns, issues))
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
