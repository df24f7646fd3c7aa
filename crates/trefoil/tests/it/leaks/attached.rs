//! Files that somebody else made, taken apart: every corner is looked at, and what cannot be looked at is refused.

use std::io::{Cursor, Write};

use trefoil_interop::guard::files::apart;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::seen::Seen;

const HIDDEN: &str = "9 Thistledown Lane";

fn package(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A picture of no size with words beside it.
fn picture() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"tEXt", HIDDEN), (b"IEND", "")] {
        bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        bytes.extend(kind);
        bytes.extend(data.as_bytes());
        bytes.extend([0; 4]);
    }
    bytes
}

pub(super) fn sees() -> Seen {
    let mut seen = Seen::default();
    let word = ("word/document.xml", "<w:t>Dear Sam</w:t>");
    let book = ("xl/workbook.xml", "<workbook/>");
    let files = [
        (
            "its properties",
            package(&[word, ("docProps/core.xml", HIDDEN)]),
        ),
        ("a comment", package(&[word, ("word/comments.xml", HIDDEN)])),
        (
            "a hidden sheet",
            package(&[book, ("xl/worksheets/sheet2.xml", HIDDEN)]),
        ),
        ("a picture", picture()),
    ];
    for (where_it_is, file) in files {
        let whole = apart(&file).unwrap();
        let mut parts = whole.parts.iter();
        let found = parts.any(|part| String::from_utf8_lossy(&part.bytes).contains(HIDDEN));
        seen.when(!found, format!("not looked at: {where_it_is}"));
    }
    let inside = package(&[word, ("word/embeddings/sheet.xml", "<x/>")]);
    seen.when(
        apart(&inside).is_ok(),
        "a file with another inside is taken",
    );
    seen
}
