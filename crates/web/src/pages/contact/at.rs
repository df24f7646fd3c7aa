//! The past moment that an address asks for: `at=2021-11-30T08:12` as people in England read a clock, or an instant.

use jiff::Timestamp;
use jiff::civil::DateTime;
use trefoil_core::calendar::london;

/// What an address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// Now.
    Now,
    /// Then.
    Then(Timestamp),
    /// It is no moment.
    NotAMoment,
}

/// Reads it.
pub(crate) fn at(text: &str) -> At {
    if text.is_empty() {
        return At::Now;
    }
    let instant = text.parse::<Timestamp>().ok();
    let local = || london().to_timestamp(text.parse::<DateTime>().ok()?).ok();
    instant.or_else(local).map_or(At::NotAMoment, At::Then)
}

/// As the control for date and time holds it.
pub(crate) fn value(at: Timestamp) -> String {
    london()
        .to_datetime(at)
        .strftime("%Y-%m-%dT%H:%M")
        .to_string()
}

/// What is said where it is no moment.
pub(crate) const NOT_A_MOMENT: &str = "Enter a day and a time, such as 30 November 2021, 8:12am";
