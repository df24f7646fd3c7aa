//! From bytes to text: what is refused as UTF-16, and how bytes that are not UTF-8 are kept. Nothing here knows columns.

use std::borrow::Cow;

pub(super) use trefoil_core::hidden::{SHOWN_NUL, hides_something, is_hidden};

/// How many bytes of a file show its encoding.
pub(super) const HEAD: usize = 4_096;

/// Whether the beginning of a file is UTF-16 or UTF-32: a byte order mark, or every second byte of the first line zero.
pub(super) fn is_wide(head: &[u8]) -> bool {
    if head.starts_with(&[0xFF, 0xFE])
        || head.starts_with(&[0xFE, 0xFF])
        || head.starts_with(&[0, 0, 0xFE, 0xFF])
    {
        return true;
    }
    // A few stray NULs in a header are no pattern; a UTF-16 header of Latin letters is half NULs.
    let first = head.get(..head.len().min(64)).unwrap_or(head);
    let zeros = |from: usize| {
        first
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = first.len() / 2;
    half >= 4 && (zeros(0) * 10 >= half * 9 || zeros(1) * 10 >= half * 9)
}

/// The text of some bytes, and whether it is just as written. Bytes that are not UTF-8 are read as Windows-1252, the
/// usual stray encoding of British exports, so that no byte is lost and `José` stays readable.
pub(super) fn text_of(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => (Cow::Owned(mended(bytes)), false),
    }
}

fn mended(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| western(*byte)));
    }
    text
}

/// Windows-1252 from 0x80 to 0x9F; the five bytes it leaves out are the C1 controls of the same number.
const WESTERN: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn western(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|place| WESTERN.get(usize::from(place)))
        .copied()
        .unwrap_or(char::from(byte))
}

/// The text with every NUL made visible.
pub(super) fn without_nul(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', &SHOWN_NUL.to_string()))
    } else {
        text
    }
}

#[cfg(test)]
mod tests;
