//! How alike two values are, by what they are of: words, codes, postcodes, sexes, birth dates. Each is one level of its field; no rows here.

use crate::similar::{close, jaro_winkler};

use super::level::{born, given, mark, sex};
use super::read::unpack;
use super::slips::slips;

/// Spelling likeness from which two texts are not simply different.
pub(super) const ALIKE: f32 = 0.85;

/// Words that are not the same, compared by spelling.
pub(super) fn spelled(a: &[u8], b: &[u8]) -> u8 {
    if close(a, b) {
        mark::NEAR
    } else if jaro_winkler(a, b) >= ALIKE {
        mark::NEARISH
    } else {
        mark::DIFFERENT
    }
}

/// Two codes that are not the same, which are compared digit by digit.
pub(super) fn codes(a: &[u8], b: &[u8]) -> u8 {
    match slips(a, b) {
        1 => mark::NEAR,
        2 => mark::NEARISH,
        _ => mark::DIFFERENT,
    }
}

/// Two postcodes that are not the same, as a part of a place.
pub(super) fn postcodes(a: &[u8], b: &[u8]) -> u8 {
    match slips(a, b) {
        1 => 2,
        _ if district(a) == district(b) => 3,
        _ => 4,
    }
}

/// A postcode without what says the street; half of a code that is only digits.
fn district(code: &[u8]) -> &[u8] {
    let keep = if code.len() > 5 { code.len() - 3 } else { 2 };
    code.get(..keep).unwrap_or(code)
}

/// Two sexes, 0 where one is not given, of two whose given names are so alike.
pub(super) fn sex_level(a: u32, b: u32, name: u8) -> u8 {
    let by_name = (given::SAME_RARE..=given::NICKNAME).contains(&name);
    match (a == 0 || b == 0, a == b, by_name) {
        (true, ..) => sex::MISSING,
        (_, true, false) => sex::SAME,
        (_, false, false) => sex::DIFFERENT,
        (_, true, true) => sex::SAME_BY_NAME,
        (_, false, true) => sex::DIFFERENT_BY_NAME,
    }
}

/// Two dates as [`super::read::date`] reads them, 0 where one is missing.
pub(super) fn born_level(a: u32, b: u32) -> u8 {
    if a == 0 || b == 0 {
        return born::MISSING;
    }
    let ((y1, m1, d1), (y2, m2, d2)) = (unpack(a), unpack(b));
    if a == b {
        return if (m1, d1) == (1, 1) || m1 == 0 {
            born::ASSUMED
        } else {
            born::SAME
        };
    }
    if y1 == y2 && (m1, d1) == (d2, m2) {
        return born::SWAPPED;
    }
    let (one, other) = (digits(y1, m1, d1), digits(y2, m2, d2));
    let wrong = (0..8).fold(0_u8, |bits, at| bits | u8::from(one[at] != other[at]) << at);
    let (i, j) = (
        wrong.trailing_zeros() as usize,
        7 - wrong.leading_zeros() as usize,
    );
    let years = y1.abs_diff(y2);
    let turned = || j == i + 1 && one[i] == other[j] && one[j] == other[i];
    match wrong.count_ones() {
        1 if years < 10 => born::ONE_DIGIT,
        2 if years < 10 && turned() => born::ONE_DIGIT,
        1 | 2 => born::TWO_DIGITS,
        _ if years == 0 => born::SAME_YEAR,
        _ if years == 1 => born::WITHIN_YEAR,
        _ => born::DIFFERENT,
    }
}

fn digits(year: u32, month: u32, day: u32) -> [u32; 8] {
    [
        year / 1000,
        year / 100 % 10,
        year / 10 % 10,
        year % 10,
        month / 10,
        month % 10,
        day / 10,
        day % 10,
    ]
}
