//! Readings: the texts that bytes may stand for. Entities, addresses of the web, mail's encodings, wide characters, numbers in
//! words; one inside another, to a few levels.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use trefoil_core::seeded::{Leak, leaks};

use super::words::{said, tens, times};

/// How a text was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// As it stands.
    Plain,
    /// Two bytes a character.
    Wide,
    /// Without its tags.
    Markup,
    /// With the entities of html and xml as characters.
    Entities,
    /// With `%41` and `+` as characters.
    Percent,
    /// With mail's `=41` and soft line ends as characters.
    Quoted,
    /// With a program's `\u0041` as characters.
    Escapes,
    /// What base 64 stands for.
    Base64,
    /// With numbers and letters that were said in words.
    Said,
}

/// One inside another, at most.
const LEVELS: usize = 3;
/// Readings of one text, at most.
const MOST: usize = 48;
/// Characters of base 64 that are worth a reading.
const RUN: usize = 12;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const ALPHABETS: [GeneralPurpose; 2] = [
    GeneralPurpose::new(&STANDARD, LENIENT),
    GeneralPurpose::new(&URL_SAFE, LENIENT),
];

/// Every reading of these bytes, as they stand first; and whether those are all that there are.
pub(super) fn readings(bytes: &[u8]) -> (Vec<(Reading, String)>, bool) {
    let mut all = vec![(Reading::Plain, String::from_utf8_lossy(bytes).into_owned())];
    all.extend(wide(bytes).into_iter().map(|text| (Reading::Wide, text)));
    let (mut from, mut whole) = (0, true);
    for _ in 0..LEVELS {
        let to = all.len();
        for at in from..to {
            let Some((_, text)) = all.get(at) else {
                continue;
            };
            let further = further(text);
            for (reading, text) in further {
                if all.iter().any(|(_, known)| *known == text) {
                    continue;
                }
                if all.len() < MOST {
                    all.push((reading, text));
                } else {
                    whole = false;
                }
            }
        }
        from = to;
    }
    (all, whole)
}

/// One level on.
fn further(text: &str) -> Vec<(Reading, String)> {
    let mut found = Vec::new();
    let mut add = |reading, read: Option<String>| found.extend(read.map(|read| (reading, read)));
    add(
        Reading::Markup,
        (text.contains('<') && !leaks(Leak::TagsUnread)).then(|| without_tags(text)),
    );
    add(
        Reading::Entities,
        (text.contains('&') && !leaks(Leak::EntitiesUnread)).then(|| entities(text)),
    );
    add(
        Reading::Percent,
        text.contains('%')
            .then(|| hexed(&text.replace('+', " "), '%')),
    );
    add(
        Reading::Quoted,
        text.contains('=')
            .then(|| hexed(&text.replace("=\r\n", "").replace("=\n", ""), '=')),
    );
    add(Reading::Escapes, text.contains('\\').then(|| escapes(text)));
    let said = spoken(text).filter(|_| !leaks(Leak::NumberUnread));
    add(Reading::Said, said);
    if leaks(Leak::EncodedUnread) {
        return found;
    }
    found.extend(base64(text).into_iter().map(|read| (Reading::Base64, read)));
    found
}

/// Two bytes a character, either way round, where many bytes are empty as in no other text.
fn wide(bytes: &[u8]) -> Vec<String> {
    let empty = bytes
        .iter()
        .map(|byte| usize::from(*byte == 0))
        .sum::<usize>();
    if empty * 8 < bytes.len() {
        return Vec::new();
    }
    let text = |from: usize, one: fn([u8; 2]) -> u16| {
        let units = bytes.get(from..).unwrap_or_default().chunks_exact(2);
        let units = units.map(|pair| one(<[u8; 2]>::try_from(pair).unwrap_or_default()));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(' '))
            .collect()
    };
    vec![
        text(0, u16::from_le_bytes),
        text(0, u16::from_be_bytes),
        text(1, u16::from_le_bytes),
    ]
}

/// The words between tags, joined: a tag may part a word.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Entities that stand for what an address may hold; any other stands for itself.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("comma", ","),
    ("period", "."),
    ("num", "#"),
    ("commat", "@"),
    ("plus", "+"),
    ("shy", ""),
    ("rsquo", "'"),
    ("Tab", " "),
    ("NewLine", "\n"),
    ("hyphen", "-"),
    ("sol", "/"),
    ("lpar", "("),
    ("rpar", ")"),
    ("zwnj", ""),
    ("zwj", ""),
];

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part
            .char_indices()
            .take(12)
            .find(|(_, c)| !c.is_ascii_alphanumeric() && *c != '#');
        let end = end.map_or(part.len().min(12), |(at, _)| at);
        let (name, rest) = part.split_at_checked(end).unwrap_or((part, ""));
        if let Some(value) = entity(name) {
            out.push_str(&value);
            out.push_str(rest.strip_prefix(';').unwrap_or(rest));
        } else {
            out.push('&');
            out.push_str(part);
        }
    }
    out
}

fn entity(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(Cow::Owned(char::from_u32(code)?.to_string()));
    }
    let known = NAMED.iter().find(|(known, _)| *known == name);
    known.map(|(_, value)| Cow::Borrowed(*value))
}

/// Two hexadecimal digits after a mark as the byte that they stand for.
fn hexed(text: &str, mark: char) -> String {
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    let mut parts = text.split(mark);
    out.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let byte = part
            .get(..2)
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        if let Some(byte) = byte {
            out.push(byte);
            out.extend(part.bytes().skip(2));
        } else {
            out.extend(mark.to_string().bytes());
            out.extend(part.bytes());
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('\\');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let length = match part.chars().next() {
            Some('u') => 4,
            Some('x') => 2,
            _ => 0,
        };
        let code = part.get(1..=length);
        let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            out.push(c);
            out.push_str(part.get(length + 1..).unwrap_or_default());
        } else {
            out.push(' ');
            out.push_str(part.strip_prefix(['n', 'r', 't']).unwrap_or(part));
        }
    }
    out
}

/// What runs of base 64 stand for, across line ends as mail breaks them, and line by line.
fn base64(text: &str) -> Vec<String> {
    let in_run = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=' | '\r' | '\n')
    };
    let runs = text
        .split(|c: char| !in_run(c))
        .filter(|run| run.len() >= RUN)
        .flat_map(|run| {
            // A word alone on the line before or after belongs to no run: each line is tried by itself too.
            let lines = run.lines().filter(|line| line.len() >= RUN);
            let mut tried: Vec<&str> = [run].into_iter().chain(lines).collect();
            tried.dedup();
            tried
        });
    let read = |run: &str| {
        let plain: String = run
            .chars()
            .filter(|c| !matches!(c, '\r' | '\n' | '='))
            .collect();
        let mut found = Vec::new();
        for alphabet in ALPHABETS {
            // A word that stands before the run shifts it: each of the four beginnings is tried.
            for skip in 0..4 {
                let whole = plain.get(skip..).unwrap_or_default();
                let whole = whole
                    .get(..whole.len() - usize::from(whole.len() % 4 == 1))
                    .unwrap_or_default();
                found.extend(
                    alphabet
                        .decode(whole)
                        .ok()
                        .and_then(|bytes| readable(&bytes)),
                );
            }
        }
        found
    };
    runs.flat_map(read).collect()
}

/// Text, one or two bytes a character; bytes that are no text are not worth a look. What runs on after it may spoil its last letter.
fn readable(bytes: &[u8]) -> Option<String> {
    let printable = |text: &String| {
        let odd = |c: &char| c.is_control() && !c.is_whitespace() || *c == '\u{fffd}';
        let odd = text.chars().filter(odd).count();
        text.len() >= 5 && odd * 10 < text.chars().count()
    };
    let plain = String::from_utf8_lossy(bytes).into_owned();
    wide(bytes).into_iter().chain([plain]).find(printable)
}

/// The text with what was said in words as digits and letters; nothing where nothing was.
fn spoken(text: &str) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    let (mut changed, mut before, mut repeat) = (false, None, 1);
    let words = text.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()).map(str::to_lowercase) {
        if let Some(count) = times(&word) {
            repeat = count;
            continue;
        }
        if let Some(number) = tens(&word) {
            out.extend(before.replace(number).map(|number| format!("{number}0")));
            changed = true;
            continue;
        }
        let value = said(&word);
        changed |= value.is_some() && word.len() > 1;
        let value = value.unwrap_or(word);
        let digit = matches!(value.as_bytes(), [b'1'..=b'9']);
        match before.take() {
            // "Twenty-four" is one number, "twenty, then" is not.
            Some(number) if digit => out.push(format!("{number}{value}")),
            Some(number) => out.extend([format!("{number}0"), value]),
            None => out.push(value.repeat(repeat)),
        }
        repeat = 1;
    }
    out.extend(before.map(|number| format!("{number}0")));
    changed.then(|| out.join(" "))
}
