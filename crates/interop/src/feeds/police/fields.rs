//! How the value of each kind of column is read: a value, a value with a doubt, or nothing that can be read. What
//! becomes of a doubt, and how rows are joined, is decided elsewhere.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use sha2::{Digest, Sha256};
use trefoil_core::calendar::london;
use trefoil_core::flag::FlagCode;
use trefoil_core::nhs_number::NhsNumber;
use trefoil_core::person::{BirthDate, SafeContact};
use trefoil_core::upn::Upn;
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known, RiskGrade, RiskInstrument, Sex};

use super::encoding;

/// What is the matter with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) code: FlagCode,
    pub(super) words: &'static str,
}

/// What a cell says.
#[derive(Debug, PartialEq)]
pub(super) enum Reading<T> {
    /// Nothing.
    Blank,
    /// A value.
    Value(T),
    /// A value that a person should look at.
    Doubtful(T, Doubt),
    /// A value taken for safety's sake; the cell is kept as written beside it.
    Assumed(T, Doubt),
    /// No value; the cell is kept as written.
    Unread(Doubt),
}

fn doubt(code: FlagCode, words: &'static str) -> Doubt {
    Doubt { code, words }
}

/// One of a closed list, in small or capital letters.
fn listed<T>(text: &str, find: impl Fn(&str) -> Option<T>, words: &'static str) -> Reading<T> {
    if text.is_empty() {
        return Reading::Blank;
    }
    find(text)
        .or_else(|| find(&text.to_ascii_lowercase()))
        .map_or_else(
            || Reading::Unread(doubt(FlagCode::InvalidValue, words)),
            Reading::Value,
        )
}

/// yes, no, unknown.
pub(super) fn known(text: &str) -> Reading<Known> {
    listed(
        text,
        Known::from_code,
        "this is not yes, no or unknown. It is kept as written and counts as unknown.",
    )
}

/// dash, dara, other, none.
pub(super) fn instrument(text: &str) -> Reading<RiskInstrument> {
    listed(
        text,
        RiskInstrument::from_code,
        "this is not dash, dara, other or none. It is kept as written and counts as none.",
    )
}

/// standard, medium, high, unknown.
pub(super) fn grade(text: &str) -> Reading<RiskGrade> {
    listed(
        text,
        RiskGrade::from_code,
        "this is not standard, medium, high or unknown. It is kept as written and counts as unknown.",
    )
}

/// victim, perpetrator, child, other.
pub(super) fn role(text: &str) -> Reading<IncidentRole> {
    listed(
        text,
        IncidentRole::from_code,
        "this is not victim, perpetrator, child or other. It is kept as written and counts as other.",
    )
}

/// M, F, U.
pub(super) fn sex(text: &str) -> Reading<Sex> {
    let find = |code: &str| Sex::from_code(&code.to_ascii_uppercase());
    listed(text, find, "this is not M, F or U. It is kept as written.")
}

/// known, none, withheld, refuge, unknown. What cannot be read may well say "do not tell anyone", so it protects.
pub(super) fn address_state(text: &str) -> Reading<AddressState> {
    let words = "this is not known, none, withheld, refuge or unknown. It is kept as written, and the person is protected as if the address were withheld until somebody has checked.";
    match listed(text, AddressState::from_code, words) {
        Reading::Unread(doubt) => Reading::Assumed(AddressState::Withheld, doubt),
        other => other,
    }
}

/// A whole number from 1.
pub(super) fn version(text: &str) -> Reading<i64> {
    if text.is_empty() {
        return Reading::Blank;
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<i64>() {
        Ok(version) if digits && version > 0 => Reading::Value(version),
        _ => Reading::Unread(doubt(
            FlagCode::InvalidValue,
            "this is not a whole number from 1. It is kept as written, and the row counts as version 1.",
        )),
    }
}

/// RFC 3339; without an offset Europe/London, with jiff's "compatible" choice in a gap or a fold.
pub(super) fn instant(text: &str) -> Reading<Timestamp> {
    if text.is_empty() {
        return Reading::Blank;
    }
    let time = text.get(10..).unwrap_or_default();
    let read = if time.is_empty() {
        None // A date alone is no instant: midnight would start the clock hours early.
    } else if time.contains(['Z', 'z', '+', '-', '[']) {
        text.parse::<Timestamp>().ok()
    } else {
        text.parse::<DateTime>()
            .ok()
            .and_then(|civil| london().to_ambiguous_timestamp(civil).compatible().ok())
    };
    read.map_or(
        Reading::Unread(doubt(
            FlagCode::InvalidTime,
            "this is not a date and time like 2026-03-01T14:30:00Z. It is kept as written.",
        )),
        Reading::Value,
    )
}

/// YYYY-MM-DD or DD/MM/YYYY, with `expected` before it for an unborn child.
pub(super) fn birth(text: &str) -> Reading<BirthDate> {
    if text.is_empty() {
        return Reading::Blank;
    }
    let (unborn, rest) = match text.get(..8) {
        Some(word) if word.eq_ignore_ascii_case("expected") => {
            (true, text.get(8..).unwrap_or_default().trim())
        }
        _ => (false, text),
    };
    match date(rest) {
        Some(date) if unborn => Reading::Value(BirthDate::Expected(date)),
        Some(date) => Reading::Value(BirthDate::On(date)),
        None => Reading::Doubtful(
            BirthDate::Unreadable(cut(text, 100)),
            doubt(
                FlagCode::InvalidDate,
                "this is not a date of the calendar like 2015-02-28 or 28/02/2015. It is kept as written.",
            ),
        ),
    }
}

fn date(text: &str) -> Option<Date> {
    let by =
        |mark: char| -> Option<[&str; 3]> { text.split(mark).collect::<Vec<_>>().try_into().ok() };
    let (year, month, day) = match (by('-'), by('/')) {
        (Some([year, month, day]), _) if month.len() == 2 && day.len() == 2 => (year, month, day),
        (_, Some([day, month, year])) => (year, month, day),
        _ => return None,
    };
    let digits = |part: &str, longest: usize| {
        part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Ten digits with a check digit.
pub(super) fn nhs_number(text: &str) -> Reading<NhsNumber> {
    checked(
        text,
        FlagCode::InvalidNhsNumber,
        "the NHS number is not ten digits that pass their check: at least one is wrong. It is kept as written and not used to match people.",
    )
}

/// Thirteen characters with a check letter.
pub(super) fn upn(text: &str) -> Reading<Upn> {
    checked(
        text,
        FlagCode::InvalidUpn,
        "the UPN is not thirteen characters that pass their check: at least one is wrong. It is kept as written and not used to match people.",
    )
}

fn checked<T: std::str::FromStr>(text: &str, code: FlagCode, words: &'static str) -> Reading<T> {
    match text.parse() {
        _ if text.is_empty() => Reading::Blank,
        Ok(value) => Reading::Value(value),
        Err(_) => Reading::Unread(doubt(code, words)),
    }
}

/// yes, no, or the rule in words.
pub(super) fn safe_contact(text: &str) -> Reading<SafeContact> {
    match text.to_ascii_lowercase().as_str() {
        "" => Reading::Blank,
        "yes" => Reading::Value(SafeContact::Yes),
        "no" => Reading::Value(SafeContact::No),
        "unknown" | "not known" | "not asked" => Reading::Value(SafeContact::NotAsked),
        _ => Reading::Value(SafeContact::Only(text.to_owned())),
    }
}

/// Free text, up to `longest` characters; the rest is in the raw record.
pub(super) fn text(text: &str, longest: usize) -> Reading<String> {
    if text.is_empty() {
        return Reading::Blank;
    }
    let short = cut(text, longest);
    if short.len() == text.len() {
        return Reading::Value(short);
    }
    let words = "the text is longer than the feed allows. Its beginning is shown; the whole is in the raw record.";
    Reading::Doubtful(short, doubt(FlagCode::TooLong, words))
}

/// A reference: kept whole however long within reason, because it decides what belongs together. Past that, a digest
/// stands for the rest, so that two references never become one.
pub(super) fn reference(text: &str) -> String {
    let short = cut(text, REFERENCE_KEPT);
    if short.len() == text.len() {
        return short;
    }
    let digest = Sha256::digest(text.as_bytes());
    let rest = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    format!("{short}…{rest:016x}")
}

/// How much of an over-long reference is kept, in characters.
const REFERENCE_KEPT: usize = 300;

/// Whether a reference holds anything that can be seen.
pub(super) fn says_nothing(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || encoding::is_hidden(c))
}

fn cut(text: &str, longest: usize) -> String {
    let end = text
        .char_indices()
        .nth(longest)
        .map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests;
