//! Tables as CSV (RFC 4180: CRLF, quotes where needed), safe to open in a spreadsheet. What the columns mean is the
//! report's business.

use std::borrow::Cow;

use trefoil_core::output::document::Document;
use trefoil_core::seeded::{Leak, leaks};

use super::pieces::{Piece, pieces};
use super::{Format, NotWritten};
use crate::formula::looks_like_formula;

/// The entry of `formats::ALL`.
pub const FORMAT: Format = Format {
    code: "csv",
    media_type: "text/csv; charset=utf-8",
    words: "Table (CSV)",
    write: document,
};

fn failed(error: impl std::fmt::Display) -> NotWritten {
    NotWritten(format!("The table could not be written as CSV: {error}"))
}

/// A piece a row: what it says, and where it has one its value.
fn document(document: &Document) -> Result<Vec<u8>, NotWritten> {
    let row = |piece: &Piece<'_>| match piece {
        Piece::Fact(name, value) => [(*name).to_owned(), (*value).to_owned()],
        Piece::Line(text) | Piece::Title(text) | Piece::Heading(text) | Piece::Words(text) => {
            [(*text).to_owned(), String::new()]
        }
    };
    let pieces = pieces(document);
    write(&["what", "value"], pieces.iter().map(row)).map(String::into_bytes)
}

/// A header and rows as CSV text. A cell that a spreadsheet would run as a formula gets a `'` before it; numbers and
/// telephone numbers are left alone. Rows may differ in length. Fails only when memory does.
pub fn write<Row, Cell>(
    header: &[&str],
    rows: impl IntoIterator<Item = Row>,
) -> Result<String, NotWritten>
where
    Row: IntoIterator<Item = Cell>,
    Cell: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    writer
        .write_record(header.iter().map(|cell| neutral(cell).into_owned()))
        .map_err(failed)?;
    for row in rows {
        let cells = row
            .into_iter()
            .map(|cell| neutral(cell.as_ref()).into_owned());
        writer.write_record(cells).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(failed)?;
    String::from_utf8(bytes).map_err(failed)
}

/// The cell, with a `'` before it where a spreadsheet would run it.
pub fn neutral(cell: &str) -> Cow<'_, str> {
    // A leading tab or carriage return is dropped by some spreadsheets, so that what follows would run.
    let runs = cell.starts_with(['\t', '\r']) || looks_like_formula(cell);
    if runs && !leaks(Leak::FormulaRuns) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests;
