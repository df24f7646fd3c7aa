//! A birth date as pages say it.

use trefoil_core::date_words::day;
use trefoil_core::person::BirthDate;

/// The date, or what was written in its place; `None` where nothing was.
pub(super) fn birth(birth: &BirthDate) -> Option<String> {
    match birth {
        BirthDate::Missing => None,
        BirthDate::On(date) => Some(day(*date)),
        BirthDate::Expected(date) => Some(format!("unborn, expected {}", day(*date))),
        BirthDate::Unreadable(text) => Some(birth.roughly().map_or_else(
            || format!("\u{201c}{text}\u{201d}, which is no date"),
            |said| format!("not known; {}", said.words()),
        )),
    }
}
