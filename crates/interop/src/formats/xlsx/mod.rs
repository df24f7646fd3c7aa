//! Excel: one visible sheet of typed cells, built new each time. There is no workbook to edit, so no hidden sheet to forget
//! (threat B12: 9,483 people in one).

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Note, Workbook, Worksheet, XlsxError};
use trefoil_core::output::document::Document;
use trefoil_core::seeded::{Leak, leaks, or_leak};

use super::pieces::{Piece, pieces};
use super::{Format, NotWritten};

/// The entry of `formats::ALL`.
pub const FORMAT: Format = Format {
    code: "xlsx",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    words: "Excel",
    write: document,
};

/// Characters that a cell may hold.
const CELL: usize = 32_767;

fn document(document: &Document) -> Result<Vec<u8>, NotWritten> {
    written(document)
        .map_err(|error| NotWritten(format!("The table could not be written for Excel: {error}")))
}

fn written(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No instant of writing: the same document gives the same bytes.
    let first = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let told = DocProperties::new().set_creation_datetime(&first);
    let told = or_leak(Leak::SheetAuthor, told, |told| {
        told.set_author(&document.from)
    });
    book.set_properties(&told);
    let sheet = book.add_worksheet();
    for (row, piece) in (0u32..).zip(pieces(document)) {
        let (name, value) = match piece {
            Piece::Fact(name, value) => (name, Some(value)),
            Piece::Line(text) | Piece::Title(text) | Piece::Heading(text) | Piece::Words(text) => {
                (text, None)
            }
        };
        for (column, text) in [(0, Some(name)), (1, value)] {
            if let Some(text) = text {
                let kept: String = text.chars().take(CELL).collect();
                sheet.write_string(row, column, kept)?;
            }
        }
    }
    seeded(sheet)?;
    sheet.set_column_width(0, 60)?;
    sheet.set_column_width(1, 60)?;
    if leaks(Leak::HiddenSheet) {
        book.add_worksheet().set_hidden(true);
    }
    book.save_to_buffer()
}

/// What a seeded leak leaves in a sheet.
fn seeded(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    if leaks(Leak::HiddenRow) {
        sheet.set_row_hidden(2)?;
    }
    if leaks(Leak::SheetNote) {
        sheet.insert_note(0, 0, &Note::new("Checked"))?;
    }
    Ok(())
}
