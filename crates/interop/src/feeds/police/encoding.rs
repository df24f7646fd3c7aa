//! From bytes to text: what is refused as UTF-16, how bytes that are not UTF-8 are kept, and which characters cannot be
//! seen. Nothing here knows columns.

use std::borrow::Cow;

/// How many bytes of a file show its encoding.
pub(super) const HEAD: usize = 4_096;

/// What stands for a NUL in a value: PostgreSQL's text refuses NUL, and nobody can see it. The raw record keeps it.
const SHOWN_NUL: char = '\u{2400}';

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

/// Whether a character cannot be seen, or turns the direction of what stands beside it: controls but tab and line ends,
/// zero-width characters, directional marks (UAX 9), tags. Letters of right-to-left scripts are letters.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        SHOWN_NUL | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Whether a text holds a hidden character.
pub(super) fn hides_something(text: &str) -> bool {
    // Most cells are plain ASCII, and asking a byte is quicker than asking a character.
    if text.is_ascii() {
        return text.bytes().any(|byte| is_hidden(char::from(byte)));
    }
    text.chars().any(is_hidden)
}

#[cfg(test)]
mod tests;
