//! A page by itself: no style, no script, nothing from elsewhere.

use trefoil_core::output::document::Document;
use trefoil_core::seeded::{Leak, leaks};

use super::pieces::{Piece, escaped, pieces};
use super::{Format, NotWritten};

/// The entry of `formats::ALL`.
pub const FORMAT: Format = Format {
    code: "html",
    media_type: "text/html; charset=utf-8",
    words: "Web page",
    write: document,
};

#[expect(
    clippy::unnecessary_wraps,
    reason = "every format is written by one kind of function"
)]
fn document(document: &Document) -> Result<Vec<u8>, NotWritten> {
    let title = escaped(&document.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title></head>\n<body>\n<main>\n"
    );
    for piece in pieces(document) {
        let line = match piece {
            Piece::Line(text) => format!("<p>{}</p>\n", escaped(text)),
            Piece::Title(text) => format!("<h1>{}</h1>\n", escaped(text)),
            Piece::Heading(text) => format!("<h2>{}</h2>\n", escaped(text)),
            Piece::Words(text) => format!("<p>{}</p>\n", escaped(text).replace('\n', "<br>\n")),
            Piece::Fact(name, value) => {
                format!("<p><b>{}:</b> {}</p>\n", escaped(name), escaped(value))
            }
        };
        out.push_str(&line);
    }
    if leaks(Leak::HtmlComment) {
        out.push_str("<!-- from the template -->");
    }
    if leaks(Leak::LetterLoads) {
        out.push_str("<img src=\"https://letters.example/logo.png\" alt=\"\">");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    Ok(out.into_bytes())
}
