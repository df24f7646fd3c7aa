//! One record as text, cell by cell, with what is the matter with its cells whatever they mean; and its digest. How
//! cells are read is in `fields`; how rows are joined in `merging`.

use sha2::{Digest, Sha256};
use trefoil_core::flag::FlagCode;

use super::columns::{Column, Columns};
use super::encoding;
use super::fields;
use super::issues::Issue;
use super::records::Record;
use super::swallowed;
use crate::formula::looks_like_formula;

/// One record, held until the last of its incident has come.
pub(super) struct Row {
    /// Its place in the file; the header is 1.
    pub(super) ordinal: u64,
    /// Its values one after the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// As it came.
    pub(super) raw: Box<[u8]>,
    /// Of its content: column names and values, in any order of columns.
    pub(super) digest: [u8; 32],
    width: usize,
    cut: bool,
    /// Places of the values that were not UTF-8.
    misread: Vec<usize>,
    /// The first of its lines that reads as a row of its own.
    swallowed: Option<usize>,
}

impl Row {
    /// A copy of a record.
    pub(super) fn of(record: &Record, columns: &Columns) -> Self {
        let mut row = Self {
            ordinal: record.ordinal,
            text: String::new(),
            ends: Vec::new(),
            raw: record.raw().into(),
            digest: [0; 32],
            width: record.width,
            cut: record.cut,
            misread: Vec::new(),
            swallowed: swallowed::first_line(record.raw(), columns),
        };
        for (place, bytes) in record.values().enumerate() {
            let (text, well) = encoding::text_of(bytes);
            if !well {
                row.misread.push(place);
            }
            row.text.push_str(encoding::without_nul(text).trim());
            row.ends
                .push(u32::try_from(row.text.len()).unwrap_or(u32::MAX));
        }
        row.text.shrink_to_fit();
        row.digest = row.content(record, columns);
        row
    }

    /// The cell at a place of the header, without the spaces around it; empty where the record is too short.
    fn at(&self, place: usize) -> &str {
        let before = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0) as usize;
        let end = self.ends.get(place).copied().unwrap_or(0) as usize;
        self.text.get(start..end).unwrap_or_default()
    }

    /// The cell of a column; empty where the file has no such column.
    pub(super) fn cell(&self, columns: &Columns, column: Column) -> &str {
        columns.place(column).map_or("", |place| self.at(place))
    }

    fn content(&self, record: &Record, columns: &Columns) -> [u8; 32] {
        let mut hash = Sha256::new();
        let unnamed = columns.names.len()..self.ends.len();
        for place in columns.by_name.iter().copied().chain(unnamed) {
            let (name, value) = (
                columns.names.get(place).map_or("", String::as_str),
                self.at(place),
            );
            // A blank cell says no more than an absent column.
            if !value.is_empty() {
                hash.update((name.len() as u64).to_be_bytes());
                hash.update(name);
                hash.update((value.len() as u64).to_be_bytes());
                hash.update(value);
            }
        }
        if record.cut {
            // What was cut is not among the values: the raw bytes and their number stand for it.
            hash.update(record.length.to_be_bytes());
            hash.update(&self.raw);
        }
        hash.finalize().into()
    }

    /// What is the matter with the record and its cells, whatever they mean.
    pub(super) fn issues(&self, columns: &Columns) -> Vec<Issue> {
        let mut issues = Vec::new();
        if self.width != columns.names.len() {
            let words = if self.width < columns.names.len() {
                "the row has fewer values than there are column names, as when a file is cut off. What is there is read."
            } else {
                "the row has more values than there are column names. The others are kept in the raw record."
            };
            issues.push(Issue::of_row(self.ordinal, FlagCode::UnevenRow, words));
        }
        if self.cut {
            issues.push(Issue::of_row(self.ordinal, FlagCode::TooLong, "a value is so long that only its beginning is read. The raw record keeps the first 16 MB."));
        }
        for place in &self.misread {
            issues.push(self.about(columns, *place, FlagCode::InvalidEncoding, "the text is not UTF-8. It is read as Windows-1252; check its accents. Save the file as \"CSV UTF-8\" next time."));
        }
        issues.extend(self.hides_rows());
        self.note_cells(columns, &mut issues);
        issues
    }

    /// That other rows seem to stand inside a value, where they do.
    pub(super) fn hides_rows(&self) -> Option<Issue> {
        let line = self.swallowed?;
        let words = format!(
            "line {line} of this row reads like a row of its own, as when a quotation mark is opened by mistake and closed only in a later row. Rows inside it are not contacts of their own: the whole is kept as it came, among the rows to look at. Export the file again."
        );
        Some(Issue::of_row(self.ordinal, FlagCode::SwallowedRows, &words))
    }

    /// The record as it came, as well as it can be read.
    pub(super) fn raw_text(&self) -> String {
        encoding::text_of(&self.raw).0.into_owned()
    }

    fn note_cells(&self, columns: &Columns, issues: &mut Vec<Issue>) {
        for place in 0..columns.names.len().min(self.ends.len()) {
            let cell = self.at(place);
            if looks_like_formula(cell) {
                issues.push(self.about(columns, place, FlagCode::Formula, "the value begins like a spreadsheet formula. It is kept as written and shown as text."));
            }
            if cell.contains(['\n', '\r']) && Self::is_one_line(columns, place) {
                issues.push(self.about(columns, place, FlagCode::LineBreak, "the value goes over several lines, which a value of this column does not. A quotation mark may be missing. It is kept as written."));
            }
            if encoding::hides_something(cell) {
                issues.push(self.about(columns, place, FlagCode::HiddenCharacters, "the value holds characters that cannot be seen or that turn the direction of the text. It is kept as written."));
            }
        }
    }

    /// Whether the column at a place holds names, references or codes: text of more than a line is none of them.
    fn is_one_line(columns: &Columns, place: usize) -> bool {
        let name = columns.names.get(place).map_or("", String::as_str);
        Column::named(name).is_some_and(Column::one_line)
    }

    fn about(&self, columns: &Columns, place: usize, code: FlagCode, words: &str) -> Issue {
        let name = columns.names.get(place).map_or("(no name)", String::as_str);
        Column::named(name).map_or_else(
            || Issue::of_named(self.ordinal, name, code, words),
            |column| Issue::of(self.ordinal, column, code, words),
        )
    }
}

/// What decides which contact a record belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The force's reference.
    pub(super) reference: String,
    /// Its version, 1 where none can be read.
    pub(super) version: i64,
}

impl Key {
    /// Of a record; `None` where it has no reference, or no end, and so belongs to no contact.
    pub(super) fn of(record: &Record, columns: &Columns) -> Option<Self> {
        if record.unclosed {
            return None;
        }
        let cell = |column| {
            let bytes = columns
                .place(column)
                .map_or(&[][..], |place| record.value(place));
            encoding::without_nul(encoding::text_of(bytes).0)
        };
        let reference = cell(Column::IncidentReference);
        if fields::says_nothing(&reference) {
            return None;
        }
        let version = match fields::version(cell(Column::Version).trim()) {
            fields::Reading::Value(version) => version,
            _ => 1,
        };
        Some(Self {
            reference: fields::reference(reference.trim()),
            version,
        })
    }
}
