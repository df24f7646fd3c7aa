//! The ways in which one place may be written, folded: abbreviations, numbers in words, parts of an address by themselves.
//! Spaces, case, accents and marks are folding's business; encodings are the readings'.

use std::collections::BTreeSet;

use trefoil_core::seeded::{Leak, leaks};

use super::fold::folded;
use super::needles::PlaceKind;
use super::words::{GENERIC, OTHERS, STREETS, STREETS_ALONE, in_words};

type Found = Vec<(PlaceKind, Vec<u8>)>;

/// Ways to write one name, at most: a long one is cut short rather than grown without end.
const MOST: usize = 256;
/// Folded bytes that a name needs to be looked for at all.
const SHORTEST: usize = 6;

/// The house, the street and the postcode of an address.
pub(super) fn address(text: &str) -> Found {
    let mut found = Found::new();
    let mut rest = text.to_owned();
    for code in super::patterns::postcodes(text) {
        found.extend(postcode(&code));
        rest = rest.replace(&code, ",");
    }
    let lines = rest.split([',', '\n', '\r', ';']).map(tokens);
    let lines = joined(lines.filter(|line| !line.is_empty()).collect());
    for (place, line) in lines.iter().enumerate() {
        of_line(&mut found, line, place == 0);
    }
    found
}

/// A number alone on its line belongs to the next.
fn joined(lines: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut number: Option<Vec<String>> = None;
    for line in lines {
        let alone = line.len() == 1 && line.iter().all(|word| has_digit(word));
        let whole = match number.take() {
            Some(first) => [first, line].concat(),
            None => line,
        };
        if alone {
            number = Some(whole);
        } else {
            out.push(whole);
        }
    }
    out
}

fn of_line(found: &mut Found, line: &[String], first: bool) {
    let street = line
        .iter()
        .rposition(|word| street_word(word, STREETS.len()));
    let end = street.map_or(line.len().min(4), |at| at + 1);
    let head = line.get(..end).unwrap_or(line);
    let number = head
        .iter()
        .rposition(|word| has_digit(word) && word.len() <= 5);
    let name = number.map_or(0, |at| at + 1);
    let after = head.get(name..).unwrap_or_default();
    if after.is_empty() {
        return;
    }
    let alone = street.is_some_and(|at| {
        line.get(at)
            .is_some_and(|word| street_word(word, STREETS_ALONE))
    });
    if let Some(at) = number {
        let house = head.get(at..).unwrap_or_default();
        push(found, PlaceKind::House, house, SHORTEST);
    }
    if alone && after.len() >= 2 && !leaks(Leak::StreetUnguarded) {
        push(found, PlaceKind::Street, after, SHORTEST + 1);
    } else if first && number.is_none() && after.len() >= 2 {
        push(found, PlaceKind::House, after, SHORTEST + 2);
    }
}

fn street_word(word: &str, of: usize) -> bool {
    STREETS.iter().take(of).any(|ways| ways.contains(&word))
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// A value of one kind.
pub(super) fn of_kind(kind: PlaceKind, text: &str) -> Found {
    match kind {
        PlaceKind::House | PlaceKind::Street => address(text),
        PlaceKind::Postcode => postcode(text),
        PlaceKind::Phone => phone(text),
        PlaceKind::Email => email(text),
        PlaceKind::Named if leaks(Leak::SchoolUnguarded) => Found::new(),
        PlaceKind::Named => named(text),
        PlaceKind::CodeWord => code_word(text),
    }
}

fn code_word(text: &str) -> Found {
    let bytes = folded(text);
    let long = bytes.len() >= SHORTEST;
    long.then_some((PlaceKind::CodeWord, bytes))
        .into_iter()
        .collect()
}

fn postcode(text: &str) -> Found {
    let bytes = folded(text);
    let fits = (5..=8).contains(&bytes.len()) && !leaks(Leak::PostcodeUnguarded);
    fits.then_some((PlaceKind::Postcode, bytes))
        .into_iter()
        .collect()
}

/// The national number without its first 0, so that it is found with any prefix.
fn phone(text: &str) -> Found {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if leaks(Leak::PrefixUnknown) {
        return vec![(PlaceKind::Phone, folded(&digits))];
    }
    let national = digits.trim_start_matches('0');
    let national = national
        .strip_prefix("44")
        .filter(|rest| rest.len() >= 9)
        .unwrap_or(national);
    let national = national.trim_start_matches('0');
    if national.len() < SHORTEST {
        return Found::new();
    }
    vec![(PlaceKind::Phone, folded(national))]
}

fn email(text: &str) -> Found {
    let Some((name, host)) = text.trim().split_once('@') else {
        return Found::new();
    };
    let said = |at: &str, dot: &str| folded(&format!("{name}{at}{host}").replace('.', dot));
    let ways = [
        said("", ""),
        said("at", "dot"),
        said("at", ""),
        said("", "dot"),
    ];
    // "@work" is no address, and its words stand in every text.
    let whole = ways.into_iter().filter(|_| ![name, host].contains(&""));
    whole.map(|way| (PlaceKind::Email, way)).collect()
}

/// A named place, whole and without the words that people leave out. What was kept unread may be anything: each shape is tried.
fn named(text: &str) -> Found {
    let mut found = Found::new();
    if text.contains('@') {
        found.extend(email(text));
    }
    if text.chars().filter(char::is_ascii_digit).count() >= 9 {
        found.extend(phone(text));
    }
    if has_digit(text) {
        found.extend(address(text));
    }
    let first = text.split([',', '\n']).next().unwrap_or(text);
    let words = tokens(first);
    push(&mut found, PlaceKind::Named, &words, SHORTEST);
    let kept = words
        .iter()
        .rposition(|word| !GENERIC.contains(&word.as_str()));
    let short = words.get(..kept.map_or(0, |at| at + 1)).unwrap_or_default();
    if short.len() >= 2 {
        push(&mut found, PlaceKind::Named, short, SHORTEST + 1);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Words in lower case, without marks; an apostrophe does not part a word.
fn tokens(text: &str) -> Vec<String> {
    let plain: String = text.to_lowercase().replace(['\'', '\u{2019}', '.'], "");
    let words = plain.split(|c: char| !c.is_alphanumeric() && c != '&');
    let words = words.filter(|word| !word.is_empty());
    words
        .map(|word| {
            if word == "&" {
                "and".to_owned()
            } else {
                word.to_owned()
            }
        })
        .collect()
}

fn push(found: &mut Found, kind: PlaceKind, words: &[String], shortest: usize) {
    let mut ways: BTreeSet<Vec<u8>> = BTreeSet::from([Vec::new()]);
    for word in words {
        let other = others(word);
        let room = ways.len() * other.len() <= MOST;
        let used = if room {
            other.as_slice()
        } else {
            other.get(..1).unwrap_or_default()
        };
        let grown = ways.iter().flat_map(|way| {
            used.iter()
                .map(|next| [way.as_slice(), &folded(next)].concat())
        });
        ways = grown.collect();
    }
    // An abbreviation alone must not make a name too short to mean anything.
    let long = ways.into_iter().filter(|way| way.len() >= shortest);
    found.extend(long.map(|way| (kind, way)));
}

/// The word and the other ways to write it.
fn others(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    let tables = STREETS
        .iter()
        .chain(OTHERS)
        .filter(|ways| ways.contains(&word) && !leaks(Leak::AbbreviationUnknown));
    all.extend(tables.flat_map(|ways| ways.iter().map(|way| (*way).to_owned())));
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let tail = word.get(digits.len()..).unwrap_or_default();
    if let Ok(number) = digits.parse() {
        let short = tail.len() <= 1;
        all.extend(
            in_words(number)
                .into_iter()
                .filter(|_| short && !leaks(Leak::NumberUnread))
                .map(|said| format!("{said}{tail}")),
        );
    }
    all.dedup();
    all
}
