//! What is the matter with a file, record by record, in plain words; and why a whole file is refused. A message names
//! the record and the column and never repeats a value: it may be located, or be in the wrong column.

use trefoil_core::flag::{Flag, FlagCode};

use super::columns::Column;

/// Something about one record that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The record's ordinal; the header is 1.
    pub row: u64,
    /// The column's name in the header, where one is to blame.
    pub column: Option<String>,
    /// What is the matter.
    pub code: FlagCode,
    /// Plain words that name the record and the column.
    pub message: String,
}

impl Issue {
    /// About one column of one record.
    pub(super) fn of(row: u64, column: Column, code: FlagCode, words: &str) -> Self {
        let message = format!("Row {row}, {}: {words}", column.words());
        Self {
            row,
            column: Some(column.name().to_owned()),
            code,
            message,
        }
    }

    /// About a column that only this file has.
    pub(super) fn of_named(row: u64, column: &str, code: FlagCode, words: &str) -> Self {
        let message = format!("Row {row}, {column}: {words}");
        Self {
            row,
            column: Some(column.to_owned()),
            code,
            message,
        }
    }

    /// About a column of the header. A name may be long or empty; a message is neither.
    pub(super) fn of_header(column: &str, code: FlagCode, words: &str) -> Self {
        let short: String = column.chars().take(60).collect();
        let named = if short.is_empty() {
            "(no name)"
        } else {
            &short
        };
        Self {
            row: 1,
            column: Some(short.clone()),
            code,
            message: format!("Header, {named}: {words}"),
        }
    }

    /// About a whole record.
    pub(super) fn of_row(row: u64, code: FlagCode, words: &str) -> Self {
        Self {
            row,
            column: None,
            code,
            message: format!("Row {row}: {words}"),
        }
    }

    /// As it stands on the contact.
    pub(super) fn flag(&self) -> Flag {
        Flag {
            code: self.code,
            column: self.column.clone(),
            message: self.message.clone(),
        }
    }
}

/// Why a whole file is refused. Nothing of it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    /// UTF-16 or UTF-32, by its byte order mark or its pattern of zero bytes.
    #[error(
        "The file is in UTF-16 (\"Unicode text\"), which this feed does not read. Open it where it was made, save it as \"CSV UTF-8\", and import it again."
    )]
    Utf16,
    /// Another kind of file altogether, by its first bytes.
    #[error(
        "This file looks like {is}. What is expected is the table that the police send: comma-separated values (a .csv file), with the names of its columns in the first row. Choose that file, or save the table as \"CSV UTF-8\" where it was made."
    )]
    Another {
        /// What it looks like.
        is: &'static str,
    },
    /// Nothing in it.
    #[error(
        "The file is empty: it does not even have a row of column names. Export it again and check its size."
    )]
    Empty,
    /// No column `incident_reference`, so that no record could be attached to a contact.
    #[error(
        "The first row does not name a column incident_reference, so no record can be attached to a contact.{hint} Check that the first row holds the column names."
    )]
    NoReferenceColumn {
        /// What the header looks like instead, with a space before it; may be empty.
        hint: &'static str,
    },
    /// A quote opened in the header and never closed.
    #[error(
        "A quotation mark in row 1, the row of column names, is opened at column {column} and never closed, so the file cannot be read. Export it again."
    )]
    BrokenHeader {
        /// Which column it opens, from 1.
        column: usize,
    },
    /// The bytes stopped coming.
    #[error("The file could not be read past row {row}: {why}. Nothing was taken in; try again.")]
    Stopped {
        /// The last record that was read whole; 0 before the header.
        row: u64,
        /// What the outside said.
        why: String,
    },
}

impl FileRefused {
    /// As an issue of the file.
    pub fn issue(&self) -> Issue {
        let (row, column) = match self {
            Self::NoReferenceColumn { .. } => (1, Some(Column::IncidentReference)),
            Self::Stopped { row, .. } => (*row, None),
            Self::Another { .. } => (0, None),
            Self::Utf16 | Self::Empty | Self::BrokenHeader { .. } => (1, None),
        };
        Issue {
            row,
            column: column.map(|column| column.name().to_owned()),
            code: FlagCode::Stopped,
            message: self.to_string(),
        }
    }
}
