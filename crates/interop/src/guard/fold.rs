//! Folding: text to the letters and digits that a reader would take it for, without case, accents, spaces and marks. Two ways to
//! write one thing fold to the same; where each folded byte stood is kept.

use trefoil_core::seeded::{Leak, leaks, or_leak};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Letters of other alphabets, and letters that do not decompose, with the Latin ones that they are taken for.
const CONFUSABLE: &[(char, &str)] = &[
    ('а', "a"),
    ('в', "b"),
    ('с', "c"),
    ('ԁ', "d"),
    ('е', "e"),
    ('һ', "h"),
    ('н', "h"),
    ('і', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('ӏ', "l"),
    ('м', "m"),
    ('п', "n"),
    ('о', "o"),
    ('р', "p"),
    ('ԛ', "q"),
    ('г', "r"),
    ('ѕ', "s"),
    ('т', "t"),
    ('у', "y"),
    ('ѵ', "v"),
    ('ԝ', "w"),
    ('х', "x"),
    ('ү', "y"),
    ('α', "a"),
    ('β', "b"),
    ('ϲ', "c"),
    ('ε', "e"),
    ('η', "n"),
    ('ι', "i"),
    ('κ', "k"),
    ('ν', "v"),
    ('ο', "o"),
    ('ρ', "p"),
    ('τ', "t"),
    ('υ', "u"),
    ('χ', "x"),
    ('γ', "y"),
    ('ω', "w"),
    ('ζ', "z"),
    ('ł', "l"),
    ('ø', "o"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ɑ', "a"),
    ('ɡ', "g"),
    ('ɩ', "i"),
];

/// A folded text: bytes to search in, and for each where it came from and what it was.
pub(super) struct Folded {
    /// Letters and digits; `o` stands with `0`, `i` and `l` with `1`, as in what is scanned or disguised.
    pub(super) bytes: Vec<u8>,
    at: Vec<u32>,
    marks: Vec<Mark>,
}

/// How a folded byte stood in the text.
#[derive(Clone, Copy)]
struct Mark {
    /// It was a digit.
    digit: bool,
    /// Something that is no letter or digit stood before it.
    apart: bool,
}

impl Folded {
    /// Folds a text.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self {
            bytes: Vec::with_capacity(text.len()),
            at: Vec::with_capacity(text.len()),
            marks: Vec::with_capacity(text.len()),
        };
        let mut apart = true;
        for (at, c) in text.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            if c.is_ascii() {
                folded.add(c, at, &mut apart);
            } else {
                decompose_compatible(c, |part| folded.add_any(part, at, &mut apart));
            }
        }
        folded
    }

    fn add_any(&mut self, c: char, at: u32, apart: &mut bool) {
        if c.is_ascii() {
            return self.add(c, at, apart);
        }
        if is_combining_mark(c) || is_invisible(c) {
            return;
        }
        let lower = c.to_lowercase().next().unwrap_or(c);
        let likeness = CONFUSABLE.iter().find(|(known, _)| *known == lower);
        if let Some((_, latin)) = likeness.filter(|_| !leaks(Leak::LookalikesUnfolded)) {
            for one in latin.chars() {
                self.add(one, at, apart);
            }
        } else if let Some(digit) = lower.to_digit(10) {
            self.add(char::from_digit(digit, 10).unwrap_or('0'), at, apart);
        } else if lower.is_alphanumeric() {
            let mut buffer = [0; 4];
            for byte in lower.encode_utf8(&mut buffer).bytes() {
                self.push(byte, at, apart, false);
            }
        } else {
            *apart = true;
        }
    }

    fn add(&mut self, c: char, at: u32, apart: &mut bool) {
        let lower = or_leak(Leak::CaseUnfolded, c.to_ascii_lowercase(), |_| c);
        match lower {
            'o' => self.push(b'0', at, apart, false),
            'i' | 'l' => self.push(b'1', at, apart, false),
            '0'..='9' => self.push(lower as u8, at, apart, true),
            'a'..='z' => self.push(lower as u8, at, apart, false),
            // Marks inside a word do not part it: "Mary's", and a soft line break in what is quoted.
            '\'' => {}
            _ if leaks(Leak::SpacingUnfolded) => self.push(b' ', at, apart, false),
            _ => *apart = true,
        }
    }

    fn push(&mut self, byte: u8, at: u32, apart: &mut bool, digit: bool) {
        self.bytes.push(byte);
        self.at.push(at);
        self.marks.push(Mark {
            digit,
            apart: std::mem::take(apart),
        });
    }

    /// Where the byte stood in the text.
    pub(super) fn at(&self, place: usize) -> usize {
        self.at.get(place).map_or(0, |at| *at as usize)
    }

    /// Whether a word begins here, or the text has ended.
    pub(super) fn parted(&self, place: usize) -> bool {
        self.marks.get(place).is_none_or(|mark| mark.apart)
    }

    /// Whether the byte was a digit as written.
    pub(super) fn digit(&self, place: usize) -> bool {
        self.marks.get(place).is_some_and(|mark| mark.digit)
    }
}

/// Characters that are not seen: soft hyphen, joiners, marks of direction, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{2019}' | '\u{2bc}')
}

/// The folded bytes of a needle.
pub(super) fn folded(text: &str) -> Vec<u8> {
    Folded::of(text).bytes
}
