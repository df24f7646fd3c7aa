//! Files: the parts of a file that hold text or tell where it was made, so that each is looked at before the file leaves. What
//! cannot be read wholly is not sent: a part that the guard cannot see is where an address will be.

mod office;
mod pdf;
mod picture;

/// Bytes of a file that is looked at.
const LARGEST: usize = 20 << 20;
/// Bytes of all its parts together, unpacked.
const UNPACKED: usize = 200 << 20;

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where in the file, in plain words; tells nothing of what it holds.
    pub place: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Part {
    fn new(place: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            place: place.into(),
            bytes: bytes.into(),
        }
    }
}

/// A file, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    /// Its parts.
    pub parts: Vec<Part>,
    /// Pictures in it, which nobody but a person can read.
    pub pictures: usize,
    /// A picture says where it was taken.
    pub tells_where: bool,
}

/// Why a file is not sent. The words are for the person who tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// No format that is known.
    #[error(
        "This kind of file cannot be checked for addresses, so it is not sent. Send it as PDF, Word, Excel, a picture or plain text."
    )]
    Unknown,
    /// It does not open.
    #[error("This file cannot be opened, so it cannot be checked and is not sent.")]
    Unreadable,
    /// It is locked.
    #[error("This file is protected by a password, so it cannot be checked and is not sent.")]
    Locked,
    /// It has a program, or another file, inside.
    #[error(
        "This file has another file or a program inside, which cannot be checked, so it is not sent."
    )]
    Inside,
    /// It keeps what it said before.
    #[error(
        "This file still holds earlier versions of itself, which readers can bring back, so it is not sent. Save it as a new file."
    )]
    Earlier,
    /// Too large.
    #[error(
        "This file is too large to be checked, so it is not sent. Send it in parts of less than 20 megabytes."
    )]
    Large,
}

/// Takes a file apart. What it is is told by its bytes, never by its name.
///
/// # Errors
/// Why it is not sent.
pub fn apart(bytes: &[u8]) -> Result<Apart, NotSent> {
    if bytes.len() > LARGEST {
        return Err(NotSent::Large);
    }
    if bytes.starts_with(b"%PDF-") {
        return pdf::apart(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office::apart(bytes);
    }
    if picture::is(bytes) {
        let mut whole = Apart::default();
        picture::add(&mut whole, "the picture", bytes)?;
        return Ok(whole);
    }
    let text = text(bytes).ok_or(NotSent::Unknown)?;
    Ok(Apart {
        parts: vec![Part::new("the text", text)],
        ..Apart::default()
    })
}

/// Plain text, html, csv, a calendar: whatever has no byte that text has not.
fn text(bytes: &[u8]) -> Option<&[u8]> {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let plain = std::str::from_utf8(bytes).is_ok_and(|text| {
        text.chars()
            .all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
    });
    (wide || plain).then_some(bytes)
}
