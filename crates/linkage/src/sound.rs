//! How a folded word sounds, roughly and for many tongues at once: a key that re-spellings share.
//!
//! Soundex's idea (consonant classes, vowels dropped) with the digraphs met in British records: Irish `bh` and `mh`,
//! Polish `sz` and `cz`, `w` as `v` before a vowel, pinyin `x` and `zh`. Other scripts sound as they are written.

/// Codes kept: longer names are told apart by spelling, not by their endings.
const MAX_CODES: usize = 6;

/// The sound of one folded word; the word itself when it is not in plain Latin letters.
pub(crate) fn sound(word: &str) -> String {
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(MAX_CODES);
    let mut rest = word.as_bytes();
    let mut last = None;
    while let (Some((code, taken)), true) =
        (step(rest, rest.len() == word.len()), out.len() < MAX_CODES)
    {
        rest = rest.get(taken..).unwrap_or_default();
        match code {
            Code::Vowel if out.is_empty() => out.push('a'),
            Code::Consonant(c) if last != Some(c) => out.push(c),
            Code::Two(c, d) => out.extend([c, d]),
            _ => {}
        }
        last = match code {
            Code::Consonant(c) | Code::Two(_, c) => Some(c),
            Code::Vowel => None,
            Code::Silent => last,
        };
    }
    out
}

/// Whether two sounds are the same and long enough to mean something: two consonants at least.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    a == b && says_something(a)
}

/// Whether a sound is long enough to mean something.
pub(crate) fn says_something(sound: &str) -> bool {
    sound.is_ascii() && sound.bytes().filter(|c| *c != b'a').count() >= 2
}

#[derive(Clone, Copy)]
enum Code {
    Vowel,
    Silent,
    Consonant(char),
    Two(char, char),
}

/// The code at the head of `rest` and the bytes it takes.
fn step(rest: &[u8], first: bool) -> Option<(Code, usize)> {
    use Code::{Consonant, Silent, Two, Vowel};
    let next = rest.get(1).copied().unwrap_or(b' ');
    Some(match (rest.first()?, next) {
        (b'p' | b'b' | b'm', b'h') => (Consonant('f'), 2),
        (b's' | b'c', b'z' | b'h') | (b'z', b'h') => (Consonant('s'), 2),
        (b'c', b'k') | (b'k' | b'q', b'h') | (b'd', b'g') => (Consonant('k'), 2),
        (b't', b'h') => (Consonant('t'), 2),
        (b'k', b'n') if first => (Consonant('n'), 2),
        (b'w', b'r') if first => (Consonant('r'), 2),
        (b'g', b'h') if !first => (Silent, 2),
        (b'c', b'e' | b'i' | b'y') => (Consonant('s'), 1),
        (b'x', _) if !first => (Two('k', 's'), 1),
        (b'y', _) if first => (Consonant('j'), 1),
        (b'h', _) if first => (Consonant('h'), 1),
        (b'a' | b'e' | b'i' | b'o' | b'u' | b'y', _) => (Vowel, 1),
        // Kowalski is Kovalski; Shawn has no such sound.
        (b'w', b'a' | b'e' | b'i' | b'o' | b'u' | b'y') | (b'f' | b'v', _) => (Consonant('f'), 1),
        (b'w' | b'h', _) => (Silent, 1),
        (b'b' | b'p', _) => (Consonant('b'), 1),
        (b'c' | b'g' | b'k' | b'q', _) => (Consonant('k'), 1),
        (b's' | b'x' | b'z', _) => (Consonant('s'), 1),
        (b'd' | b't', _) => (Consonant('t'), 1),
        (other, _) => (Consonant(char::from(*other)), 1),
    })
}

#[cfg(test)]
mod tests;
