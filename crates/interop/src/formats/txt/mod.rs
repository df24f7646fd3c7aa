//! Plain text: UTF-8, a line a piece.

use trefoil_core::output::document::Document;

use super::pieces::{Piece, pieces};
use super::{Format, NotWritten};

/// The entry of `formats::ALL`.
pub const FORMAT: Format = Format {
    code: "txt",
    media_type: "text/plain; charset=utf-8",
    words: "Plain text",
    write: document,
};

#[expect(
    clippy::unnecessary_wraps,
    reason = "every format is written by one kind of function"
)]
fn document(document: &Document) -> Result<Vec<u8>, NotWritten> {
    let mut out = String::new();
    for piece in pieces(document) {
        let lines = match piece {
            Piece::Line(text) => format!("{text}\r\n"),
            Piece::Title(text) | Piece::Heading(text) => format!("\r\n{text}\r\n"),
            Piece::Words(text) => format!(
                "\r\n{}\r\n",
                text.replace("\r\n", "\n").replace('\n', "\r\n")
            ),
            Piece::Fact(name, value) => format!("{name}: {value}\r\n"),
        };
        out.push_str(&lines);
    }
    Ok(out.into_bytes())
}
