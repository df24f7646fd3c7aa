//! A day typed in three boxes: which day it is, or in plain words why it is none. Which days will do is the page's to say.

use jiff::civil::Date;

use crate::form::Fields;

/// Day, month, year, as typed.
pub(super) type Typed = [String; 3];

const PARTS: [&str; 3] = ["day", "month", "year"];

/// Why what was typed is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoDay {
    /// The box to go to.
    pub(super) part: &'static str,
    /// What is wrong.
    pub(super) words: String,
}

/// The boxes of a date called `name`.
pub(super) fn typed(sent: &Fields, name: &str) -> Typed {
    PARTS.map(|part| sent.get(&format!("{name}-{part}")).to_owned())
}

/// The day; `None` where nothing was typed. `what` begins the words: "The birth date".
pub(super) fn read(typed: &Typed, what: &str) -> Result<Option<Date>, NoDay> {
    let no_day = |part, words| Err(NoDay { part, words });
    let empty = |text: &String| text.trim().is_empty();
    if typed.iter().all(empty) {
        return Ok(None);
    }
    let boxes = || PARTS.into_iter().zip(typed);
    let missing: Vec<&str> = boxes()
        .filter_map(|(part, text)| empty(text).then_some(part))
        .collect();
    if let Some(first) = missing.first() {
        let missing = missing.join(" and a ");
        return no_day(*first, format!("{what} must have a {missing}."));
    }
    let numeric = |text: &String| text.trim().bytes().all(|byte| byte.is_ascii_digit());
    if let Some((part, _)) = boxes().find(|(_, text)| !numeric(text)) {
        return no_day(
            part,
            format!("{what} must be in numbers, such as 14 3 2014."),
        );
    }
    let [day, month, year] = typed.each_ref().map(|text| text.trim());
    // Two digits leave open which century is meant; a wrong one finds nobody, or somebody else.
    if year.len() != 4 {
        return no_day(
            "year",
            format!("{what} must have a year of 4 digits, such as 2014."),
        );
    }
    let real = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    match real().filter(|date| date.year() >= 1800) {
        Some(date) => Ok(Some(date)),
        None => no_day(
            "day",
            format!("{what} must be a real day: {day} {month} {year} is none."),
        ),
    }
}

#[cfg(test)]
mod tests;
