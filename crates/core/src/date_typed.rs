//! A day as people type it in one box, and a birth date with what is said of one that is not known to the day.

use jiff::civil::Date;

use crate::date_rough::Roughly;
use crate::person::BirthDate;

/// A day typed as 1 5 1980, 1/5/1980, 1.5.1980, 1 May 1980 or 1980-05-01.
pub fn day_typed(text: &str) -> Option<Date> {
    let apart = |sign: char| !sign.is_alphanumeric();
    let parts: Vec<&str> = text.split(apart).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (day, year) = if first.len() == 4 {
        (last, first)
    } else {
        (first, last)
    };
    let year: i16 = year.parse().ok().filter(|year| *year >= 1800)?;
    let month = month.parse().ok().or_else(|| month_named(month))?;
    Date::new(year, month, day.parse().ok()?).ok()
}

/// By its English name, or the first three letters of it.
fn month_named(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let place = NAMES
        .iter()
        .position(|name| *name == word || name.get(..3) == Some(word.as_str()))?;
    i8::try_from(place + 1).ok()
}

/// A birth date: a day; "due" and a day for an unborn child; or a year, or an age, which are kept as they are written.
///
/// # Errors
/// In words, where it is none of these, or cannot be so today.
pub fn birth_typed(text: &str, today: Date) -> Result<BirthDate, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(BirthDate::Missing);
    }
    let lower = text.to_lowercase();
    let due = ["due", "expected"]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    if let Some(day) = due.map(day_typed) {
        let day = day.ok_or(WHEN_DUE)?;
        return due_wrong(day, today).map_or(Ok(BirthDate::Expected(day)), Err);
    }
    if let Some(day) = day_typed(text) {
        return birth_wrong(day, today).map_or(Ok(BirthDate::On(day)), Err);
    }
    let read = Roughly::read(text);
    if matches!(read, Some(Roughly::Born(year)) if year > today.year()) {
        return Err(TO_COME);
    }
    let roughly = ["about ", "aged ", "age "]
        .iter()
        .any(|word| lower.starts_with(word));
    if (roughly || read.is_some()) && text.chars().count() <= 40 {
        return Ok(BirthDate::Unreadable(text.to_owned()));
    }
    Err(no_day(text))
}

/// What is wrong with what is no day: that of three numbers is most often one thing.
fn no_day(text: &str) -> &'static str {
    let parts = text.split(|sign: char| !sign.is_alphanumeric());
    let parts: Vec<Option<u16>> = parts
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match parts.as_slice() {
        [Some(..1800), Some(_), Some(..100)] => SHORT_YEAR,
        [Some(_), Some(13..), Some(1800..)] => NO_MONTH,
        [Some(_), Some(_), Some(1800..)] | [Some(1800..), Some(_), Some(_)] => NO_DAY,
        _ => WHEN_BORN,
    }
}

/// Why nobody is born on that day; the words begin with what they are about.
pub fn birth_wrong(day: Date, today: Date) -> Option<&'static str> {
    (day > today).then_some(TO_COME)
}

/// Days after the day on which a child is due until which it may still be unborn, and before it: more is a mistake in the year.
const DUE: (i32, i32) = (28, 300);

fn due_wrong(day: Date, today: Date) -> Option<&'static str> {
    let ahead = today.until(day).map_or(i32::MAX, |span| span.get_days());
    if ahead < -DUE.0 {
        Some(LONG_DUE)
    } else if ahead > DUE.1 {
        Some(FAR_DUE)
    } else {
        None
    }
}

const TO_COME: &str = "The birth date is still to come. Check the year; of an unborn child write \u{201c}due 14 3 2026\u{201d}, with the day.";
const LONG_DUE: &str = "The day on which the child is due is more than four weeks ago. Check the year; if the child is born, write the birth date, or \u{201c}about 1\u{201d}.";
const FAR_DUE: &str =
    "The day on which the child is due is more than ten months away. Check the year.";
const WHEN_DUE: &str = "Write when the child is due as \u{201c}due 14 3 2026\u{201d}.";
const NO_DAY: &str = "There is no such day. Check the day and the month; where only the age is known, write \u{201c}about 5\u{201d}.";
const NO_MONTH: &str = "There is no such month. Write the day first, then the month: 14 3 2014.";
const SHORT_YEAR: &str = "Write the year in full, as in 14 3 2014.";
const WHEN_BORN: &str = "Write the birth date as 14 3 2014. A year alone or an age, such as \u{201c}about 5\u{201d}, will do, or \u{201c}due 14 3 2026\u{201d}, or nothing.";

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_people_type_them() {
        let day = Some(date(1980, 5, 1));
        for text in [
            "1 5 1980",
            "01/05/1980",
            "1.5.1980",
            "1980-05-01",
            "1 May 1980",
            "1 may, 1980",
            "1-MAY-1980",
        ] {
            assert_eq!(day_typed(text), day, "{text}");
        }
        for text in [
            "",
            "1 5 80",
            "31 2 1980",
            "5 1980",
            "1 5 1980 2",
            "x y z",
            "1 5 1799",
        ] {
            assert_eq!(day_typed(text), None, "{text}");
        }
    }

    #[test]
    fn a_birth_date_may_be_rough_or_to_come() {
        let (day, today) = (date(2014, 3, 14), date(2014, 3, 20));
        for (text, expected) in [
            ("", Ok(BirthDate::Missing)),
            (" 14 3 2014 ", Ok(BirthDate::On(day))),
            ("due 14/3/2014", Ok(BirthDate::Expected(day))),
            ("Expected 14 March 2014", Ok(BirthDate::Expected(day))),
            ("2014", Ok(BirthDate::Unreadable("2014".to_owned()))),
            ("about 5", Ok(BirthDate::Unreadable("about 5".to_owned()))),
            ("due soon", Err(WHEN_DUE)),
            ("5", Ok(BirthDate::Unreadable("5".to_owned()))),
            (
                "5 years old",
                Ok(BirthDate::Unreadable("5 years old".to_owned())),
            ),
            ("14 3 14", Err(SHORT_YEAR)),
            ("31 2 2014", Err(NO_DAY)),
            ("2014-02-31", Err(NO_DAY)),
            ("3/14/2014", Err(NO_MONTH)),
            ("yesterday", Err(WHEN_BORN)),
            ("20 3 2014", Ok(BirthDate::On(today))),
            ("21 3 2014", Err(TO_COME)),
            ("2015", Err(TO_COME)),
            ("about 40", Ok(BirthDate::Unreadable("about 40".to_owned()))),
            ("due 20 2 2014", Ok(BirthDate::Expected(date(2014, 2, 20)))),
            ("due 19 2 2014", Err(LONG_DUE)),
            ("due 14 1 2015", Ok(BirthDate::Expected(date(2015, 1, 14)))),
            ("due 15 1 2015", Err(FAR_DUE)),
        ] {
            assert_eq!(birth_typed(text, today), expected, "{text}");
        }
    }
}
