//! What goes out: a folder per format, each turning typed rows into bytes. To add one, add a folder and its line in
//! `ALL`. What may leave, and to whom, is decided before a row comes here.

pub mod csv;

/// A kind of file that reports leave in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// The word after `--format`, and the ending of the file's name.
    pub code: &'static str,
    /// The media type it is served with.
    pub media_type: &'static str,
}

/// Every format.
pub const ALL: &[&Format] = &[&csv::FORMAT];
