//! Values as they are compared: what a file says, folded. What cannot be read comes out empty.

use std::borrow::Cow;

use crate::normal::words;

/// What is written where nothing is known.
const NOTHING: &[&str] = &[
    "unknown", "notknown", "nk", "na", "none", "null", "nan", "tbc", "withheld", "notgiven",
];

/// Words, folded, one blank between them.
pub(super) fn plain(value: &str) -> Cow<'_, str> {
    let text = if is_folded(value) {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(words(value).join(" "))
    };
    if is_nothing(&text) {
        Cow::Borrowed("")
    } else {
        text
    }
}

/// Whether a value is one folded word as it stands.
pub(super) fn is_folded(value: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    value.len() < 40 && value.bytes().all(is_plain)
}

fn is_nothing(text: &str) -> bool {
    let letters = text.len() - text.bytes().filter(|b| *b == b' ').count();
    (2..9).contains(&letters)
        && matches!(text.as_bytes().first(), Some(b'u' | b'n' | b't' | b'w'))
        && NOTHING.contains(&text.replace(' ', "").as_str())
}

/// A name, folded. Marks within a word part it: they are how names of two words are written.
pub(super) fn name(value: &str) -> Cow<'_, str> {
    plain(value)
}

/// Given names and surname out of a name in one piece: `Given Other Surname` or `Surname, Given Other`.
pub(super) fn full_name(value: &str) -> (String, String) {
    if let Some((surname, given)) = value.split_once(',') {
        return (name(given).into_owned(), name(surname).into_owned());
    }
    let all = name(value);
    match all.rsplit_once(' ') {
        Some((given, surname)) => (given.to_owned(), surname.to_owned()),
        None => (String::new(), all.into_owned()),
    }
}

/// Upper-case letters and digits alone. What has to be put together is put together in `room`.
pub(super) fn identifier<'s>(value: &'s str, room: &'s mut String) -> Cow<'s, str> {
    let kept = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    if value.bytes().all(kept) {
        return Cow::Borrowed(value);
    }
    if value.len() < 24 && value.bytes().all(|b| kept(b) || b == b' ') {
        room.clear();
        room.extend(value.split(' '));
        return Cow::Borrowed(room);
    }
    let read = crate::normal::identifier(value).unwrap_or_default();
    if NOTHING.contains(&read.to_ascii_lowercase().as_str()) {
        Cow::Borrowed("")
    } else {
        Cow::Owned(read)
    }
}

/// The last ten digits of a telephone number; nothing under six.
pub(super) fn phone(value: &str) -> Cow<'_, str> {
    let plain = value.bytes().all(|b| b.is_ascii_digit());
    if (10..15).contains(&value.len()) && plain {
        let kept = value.get(value.len() - 10..).unwrap_or_default();
        let first = kept.bytes().next();
        let varied = kept.bytes().any(|b| Some(b) != first);
        return Cow::Borrowed(if varied { kept } else { "" });
    }
    let digits: String = value
        .chars()
        .take(64)
        .filter(char::is_ascii_digit)
        .collect();
    let from = digits.len().saturating_sub(10);
    let kept = digits.get(from..).unwrap_or_default();
    let all_alike = kept.bytes().all(|b| kept.as_bytes().first() == Some(&b));
    if digits.len() < 6 || all_alike {
        Cow::Borrowed("")
    } else {
        Cow::Owned(kept.to_owned())
    }
}

pub(super) fn email(value: &str) -> Cow<'_, str> {
    if value.contains('@') {
        Cow::Owned(
            value
                .chars()
                .take(120)
                .flat_map(char::to_lowercase)
                .collect(),
        )
    } else {
        Cow::Borrowed("")
    }
}

/// 1 female, 2 male, 0 not given.
pub(super) fn sex(value: &str) -> u32 {
    match value.chars().next().map(|c| c.to_ascii_lowercase()) {
        Some('f' | 'w' | '2') => 1,
        Some('m' | '1') => 2,
        _ => 0,
    }
}

/// Whether what stands for the sex says that it is not known, or neither: not a mistake.
pub(super) fn sex_unsaid(value: &str) -> bool {
    let first = value.chars().next().map(|c| c.to_ascii_lowercase());
    matches!(
        first,
        Some('u' | 'n' | 'x' | 'i' | 'o' | '0' | '9' | '?' | '-')
    )
}

/// House and street of an address. What has to be put together is put together in `room`.
pub(super) fn address<'s>(value: &'s str, room: &'s mut String) -> (Cow<'s, str>, Cow<'s, str>) {
    if let Some(house) = simple_address(value, room) {
        return (Cow::Borrowed(house), Cow::Borrowed(room));
    }
    let (house, street) = crate::address::split(value);
    (Cow::Owned(house), Cow::Owned(street))
}

/// `14 mill lane` and no more: what most addresses are, read without taking it to pieces. Tells the house; the street is put
/// together.
fn simple_address<'v>(value: &'v str, together: &mut String) -> Option<&'v str> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let (house, street) = value.split_at_checked(digits)?;
    let street = street.strip_prefix(' ')?;
    let plain = |b: u8| b.is_ascii_lowercase() || b == b' ';
    if !(1..6).contains(&digits) || street.len() > 36 || !street.bytes().all(plain) {
        return None;
    }
    together.clear();
    for (nth, word) in street.split(' ').enumerate() {
        if crate::address::is_unit(word) || nth == 6 {
            return None;
        }
        together.push_str(word);
    }
    Some(house)
}

/// A date of birth as year, month and day in one number, which need not be a day of the calendar: a slip of the finger is
/// still worth comparing. 0 where it is no date at all.
pub(super) fn date(value: &str) -> u32 {
    let value = value.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = value.split(['-', '/', '.']).collect();
    let number = |text: &str, most: usize| {
        let fit =
            !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        fit.then(|| text.parse::<u32>().ok()).flatten()
    };
    let read = match parts.as_slice() {
        [all] if all.len() == 8 && all.is_ascii() => (
            number(&all[..4], 4),
            number(&all[4..6], 2),
            number(&all[6..], 2),
        ),
        [year, month, day] if year.len() == 4 => {
            (number(year, 4), number(month, 2), number(day, 2))
        }
        [day, month, year] if year.len() == 4 => {
            (number(year, 4), number(month, 2), number(day, 2))
        }
        [year] if year.len() == 4 => (number(year, 4), Some(0), Some(0)),
        _ => (None, None, None),
    };
    match read {
        (Some(year), Some(month), Some(day)) if year > 0 => pack(year, month, day),
        _ => 0,
    }
}

pub(super) fn pack(year: u32, month: u32, day: u32) -> u32 {
    (year << 14) | (month << 7) | day
}

/// Year, month and day.
pub(super) fn unpack(date: u32) -> (u32, u32, u32) {
    (date >> 14, (date >> 7) & 127, date & 127)
}

#[cfg(test)]
mod tests;
