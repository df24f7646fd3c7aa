//! What goes out: a folder per format, each turning one document into bytes. To add one, add a folder and its line in
//! `ALL`. What may leave, and to whom, is decided before a document comes here: a format adds nothing and leaves nothing out.
// beside ALL: pieces (the one order in which every format writes a document)

use trefoil_core::output::document::Document;

pub mod csv;
pub mod docx;
pub mod html;
pub mod ics;
pub mod pdf;
mod pieces;
pub mod txt;
pub mod xlsx;

#[cfg(test)]
mod tests;

/// A kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The word after `--format`, and the ending of the file's name.
    pub code: &'static str,
    /// The media type it is served with.
    pub media_type: &'static str,
    /// What people read.
    pub words: &'static str,
    /// Writes a document. The same document gives the same bytes.
    pub write: fn(&Document) -> Result<Vec<u8>, NotWritten>,
}

/// A document could not be written in this format, in words for whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotWritten(pub(crate) String);

/// Every format.
pub const ALL: &[&Format] = &[
    &pdf::FORMAT,
    &docx::FORMAT,
    &html::FORMAT,
    &txt::FORMAT,
    &xlsx::FORMAT,
    &csv::FORMAT,
    &ics::FORMAT,
];

/// The format of a code.
pub fn of_code(code: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|one| one.code == code)
}
