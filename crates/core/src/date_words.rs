//! Times, dates and ages as people say them, in Europe/London. Plain words that blame nobody.
//! Only words are made here: what is due when is the clocks' part.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp, Unit};

use crate::calendar::{end_of, local_date, london};
use crate::clock::Standing;
use crate::date_rough::Roughly;
use crate::person::BirthDate;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(day: Date) -> &'static str {
    usize::try_from(day.month() - 1)
        .ok()
        .and_then(|place| MONTHS.get(place).copied())
        .unwrap_or_default()
}

fn month_short(day: Date) -> &'static str {
    month(day).get(..3).unwrap_or_default()
}

fn weekday(day: Date) -> &'static str {
    use jiff::civil::Weekday;
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// "8:12am", "8am", "midday", "midnight".
fn time(at: DateTime) -> String {
    let half = if at.hour() < 12 { "am" } else { "pm" };
    let hour = (at.hour() + 11) % 12 + 1;
    match (at.hour(), at.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

/// "30 November 2021".
pub fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "30 Nov 2021".
pub fn day_short(day: Date) -> String {
    format!("{} {} {}", day.day(), month_short(day), day.year())
}

/// "Tuesday 30 November 2021".
pub fn weekday_day(date: Date) -> String {
    format!("{} {}", weekday(date), day(date))
}

/// "May 2026".
pub fn month_year(day: Date) -> String {
    format!("{} {}", month(day), day.year())
}

/// "Tuesday 30 November 2021 at 8:12am".
pub fn moment(at: Timestamp) -> String {
    let local = london().to_datetime(at);
    format!("{} at {}", weekday_day(local.date()), time(local))
}

/// "30 Nov 2021, 8:12am".
pub fn moment_short(at: Timestamp) -> String {
    let local = london().to_datetime(at);
    format!("{}, {}", day_short(local.date()), time(local))
}

/// When a clock runs out, by the last day that is in time: "by the end of Tuesday 30 November 2021".
/// A due time that is no midnight is told to the minute: "by Tuesday 30 November 2021 at 4pm".
pub fn due_by(due: Timestamp) -> String {
    let last = local_date(due).yesterday().unwrap_or(Date::MIN);
    if end_of(last) == due {
        format!("by the end of {}", weekday_day(last))
    } else {
        format!("by {}", moment(due))
    }
}

/// When a clock runs out, as people say it while it matters: "by the end of today", "tomorrow", "yesterday", "Monday";
/// further off by its day and month, and in another year by its year too.
pub fn due_soon(due: Timestamp, now: Timestamp) -> String {
    let last = local_date(due).yesterday().unwrap_or(Date::MIN);
    if end_of(last) != due {
        return format!("by {}", moment(due));
    }
    let today = local_date(now);
    let ahead = today
        .until((Unit::Day, last))
        .map_or(0, |span| span.get_days());
    let words = match ahead {
        -1 => "yesterday".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=6 => weekday(last).to_owned(),
        _ if last.year() == today.year() => {
            format!("{} {} {}", weekday(last), last.day(), month(last))
        }
        _ => weekday_day(last),
    };
    format!("by the end of {words}")
}

/// How a clock stands, in a few words: "Due by the end of tomorrow", and once it is time to act "3 h 10 min left", then
/// "Late by 22 min", "Late by 2 days".
pub fn standing(standing: Standing, due: Timestamp) -> String {
    match standing {
        Standing::Overdue(by) if by >= SignedDuration::from_hours(24) => {
            format!(
                "Late by {}",
                counted(by.as_hours().unsigned_abs() / 24, "day")
            )
        }
        Standing::Overdue(by) => format!("Late by {}", duration(by)),
        Standing::GoingLate(left) if left < SignedDuration::from_mins(1) => {
            "Less than a minute left".to_owned()
        }
        Standing::GoingLate(left) => format!("{} left", duration(left)),
        Standing::InTime(left) => format!("Due {}", due_soon(due, before(due, left))),
    }
}

/// What is said beside [`standing`]: the time left in the one case, the day in the others.
pub fn standing_more(standing: Standing, due: Timestamp) -> String {
    match standing {
        Standing::Overdue(by) => {
            let now = due.saturating_add(by).unwrap_or(due);
            format!("It was to be decided {}", due_soon(due, now))
        }
        Standing::GoingLate(left) => {
            format!("Going late: decide {}", due_soon(due, before(due, left)))
        }
        Standing::InTime(left) => format!("{} left", duration(left)),
    }
}

/// The instant at which this much was left.
fn before(due: Timestamp, left: SignedDuration) -> Timestamp {
    due.saturating_sub(left).unwrap_or(due)
}

/// "22 min", "1 h 10 min", "2 days 3 h"; under a minute "less than a minute". The sign is left out; what is cut off is
/// dropped and not rounded up, so that nobody is told they have longer than they have.
pub fn duration(length: SignedDuration) -> String {
    let minutes = length.as_mins().unsigned_abs();
    let (days, hours, mins) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, mins) {
        (0, 0, 0) => "less than a minute".to_owned(),
        (0, 0, mins) => format!("{mins} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, mins) => format!("{hours} h {mins} min"),
        (days, 0, _) => counted(days, "day"),
        (days, hours, _) => format!("{} {hours} h", counted(days, "day")),
    }
}

/// How long ago or how soon, roughly: "just now", "22 min ago", "3 h ago", "2 days ago"; for the future "in 3 h".
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    let since = now.duration_since(at);
    let minutes = since.as_mins().unsigned_abs();
    let rough = match (minutes / 1440, minutes / 60, minutes) {
        (0, 0, 0) => return "just now".to_owned(),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, _) => format!("{hours} h"),
        (days, _, _) => counted(days, "day"),
    };
    if since.is_negative() {
        format!("in {rough}")
    } else {
        format!("{rough} ago")
    }
}

/// How old somebody is: "7 years", "5 months", "3 weeks", "4 days", "born today", "unborn, expected May 2026",
/// "birth date not known". Under one year people count months, under one month weeks, under one week days.
pub fn age(birth: &BirthDate, today: Date) -> String {
    match birth {
        BirthDate::Missing => "birth date not known".to_owned(),
        BirthDate::Unreadable(_) => birth
            .roughly()
            .map_or_else(|| "birth date not clear".to_owned(), Roughly::words),
        BirthDate::Expected(on) if *on < today => {
            format!("was expected {}, birth not recorded", month_year(*on))
        }
        BirthDate::Expected(on) => format!("unborn, expected {}", month_year(*on)),
        BirthDate::On(on) if *on > today => "birth date is in the future".to_owned(),
        BirthDate::On(on) => age_since(*on, today),
    }
}

fn age_since(born: Date, today: Date) -> String {
    let days = counted_units(born, today, Unit::Day);
    let months = counted_units(born, today, Unit::Month);
    match (days, months) {
        (0, _) => "born today".to_owned(),
        (days @ 1..7, _) => counted(days, "day"),
        (days, 0) => counted(days / 7, "week"),
        (_, months @ 1..12) => counted(months, "month"),
        (_, months) => counted(months / 12, "year"),
    }
}

/// Whole units from one day to a later one, by the calendar.
fn counted_units(from: Date, to: Date, unit: Unit) -> u64 {
    let span = from.until((unit, to)).unwrap_or_default();
    let whole = if unit == Unit::Month {
        span.get_months()
    } else {
        span.get_days()
    };
    u64::from(whole.unsigned_abs())
}

fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests;
