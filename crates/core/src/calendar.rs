//! Days: the local day of an instant in Europe/London, and which days are working days in England and Wales.
//! What is done with a working day (limits, lateness) is the clocks' part, and does not live here.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::Deserialize;

/// Resolved when the program is compiled: it cannot be missing on the machine that runs it, nor be changed by it.
static LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// Europe/London: every day, clock and period of the product is of this time zone.
pub fn london() -> TimeZone {
    LONDON.clone()
}

/// The day in Europe/London on which an instant falls.
pub fn local_date(at: Timestamp) -> Date {
    LONDON.to_datetime(at).date()
}

/// The instant at which a day begins in Europe/London. The clocks change at 1am, so midnight is never skipped or doubled.
/// Beyond the years that an instant can hold (9999) it is the last instant.
pub fn start_of(day: Date) -> Timestamp {
    LONDON
        .to_timestamp(day.to_datetime(Time::midnight()))
        .unwrap_or(Timestamp::MAX)
}

/// The instant at which a day is over: the start of the next one, itself no longer part of the day.
pub fn end_of(day: Date) -> Timestamp {
    day.tomorrow().map_or(Timestamp::MAX, start_of)
}

/// A bank holiday that the hub was told of beside those that are built in, or that one of those is a day of work; and from when until
/// when it knew of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HolidayKnown {
    /// The day.
    pub day: Date,
    /// Whether it is a day of work though the program says that it is none: a bank holiday may be moved by proclamation.
    pub working: bool,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
}

impl HolidayKnown {
    /// Whether it counts: where it was known when the day began. So what is told later changes nothing that was done before: whatever
    /// was late stays late, and whatever was in time stays so.
    pub fn counts(&self) -> bool {
        let begins = start_of(self.day);
        self.from <= begins && self.until.is_none_or(|until| until > begins)
    }
}

/// Which days are working days: Monday to Friday but bank holidays. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Sorted, each once.
    holidays: Arc<[Date]>,
}

/// The text is not a list of bank holidays as GOV.UK publishes it.
#[derive(Debug, thiserror::Error)]
pub enum NotACalendar {
    /// Not JSON, or not of that shape.
    #[error("the bank holidays cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// No bank holiday of England and Wales in it.
    #[error("the file holds no bank holidays of England and Wales")]
    Empty,
}

#[derive(Deserialize)]
struct Division {
    events: Vec<Holiday>,
}

#[derive(Deserialize)]
struct Holiday {
    date: Date,
    #[serde(default)]
    title: String,
    #[serde(default)]
    notes: String,
}

/// Read once, from the file that is built in.
static NAMES: LazyLock<BTreeMap<Date, String>> = LazyLock::new(|| {
    let read = serde_json::from_str::<BTreeMap<String, Division>>(BANK_HOLIDAYS);
    let mut divisions = read.unwrap_or_default();
    let events = divisions.remove("england-and-wales");
    let events = events.into_iter().flat_map(|division| division.events);
    let named = events.map(|one| match one.notes.as_str() {
        "" => (one.date, one.title),
        notes => (
            one.date,
            format!("{} ({})", one.title, notes.to_lowercase()),
        ),
    });
    named.collect()
});

/// What a bank holiday that is built in is called.
pub fn holiday_name(day: Date) -> Option<&'static str> {
    NAMES.get(&day).map(String::as_str)
}

/// GOV.UK, Open Government Licence v3.0: see `data/README.md`.
const BANK_HOLIDAYS: &str = include_str!("../data/bank-holidays.json");

static ENGLAND_AND_WALES: LazyLock<Calendar> = LazyLock::new(|| {
    // A test reads the file, so the fallback cannot be shipped; it would cover no day, and say so.
    Calendar::from_json(BANK_HOLIDAYS).unwrap_or_else(|_| Calendar {
        holidays: Arc::default(),
    })
});

impl Calendar {
    /// The bank holidays built into the program.
    pub fn england_and_wales() -> Self {
        ENGLAND_AND_WALES.clone()
    }

    /// From the text of <https://www.gov.uk/bank-holidays.json>; only England and Wales are read.
    ///
    /// # Errors
    /// Where it is not of that shape, or holds no day.
    pub fn from_json(text: &str) -> Result<Self, NotACalendar> {
        let mut divisions: BTreeMap<String, Division> = serde_json::from_str(text)?;
        let events = divisions
            .remove("england-and-wales")
            .map_or_else(Vec::new, |division| division.events);
        let holidays: Vec<Date> = events.into_iter().map(|holiday| holiday.date).collect();
        if holidays.is_empty() {
            return Err(NotACalendar::Empty);
        }
        Ok(Self::of(holidays))
    }

    /// Of these bank holidays.
    pub fn of(mut holidays: Vec<Date>) -> Self {
        holidays.sort_unstable();
        holidays.dedup();
        Self {
            holidays: holidays.into(),
        }
    }

    /// The same with more bank holidays.
    #[must_use]
    pub fn with(&self, more: &[Date]) -> Self {
        if more.iter().all(|day| self.holidays.contains(day)) {
            return self.clone();
        }
        Self::of([&self.holidays, more].concat())
    }

    /// The same with what was told since the program was made, as far as it counts. What says that a day is one of work comes last.
    #[must_use]
    pub fn told(&self, known: &[HolidayKnown]) -> Self {
        let counting = known.iter().filter(|one| one.counts());
        let (working, more): (Vec<&HolidayKnown>, Vec<&HolidayKnown>) =
            counting.partition(|one| one.working);
        let days = |known: Vec<&HolidayKnown>| known.iter().map(|one| one.day).collect::<Vec<_>>();
        let (working, all) = (days(working), self.with(&days(more)));
        if working.is_empty() {
            return all;
        }
        let left = all.holidays.iter().filter(|day| !working.contains(day));
        Self::of(left.copied().collect())
    }

    /// The bank holidays, in order.
    pub fn holidays(&self) -> &[Date] {
        &self.holidays
    }

    /// Whether the bank holidays of that day's year are known. Outside those years only weekends are taken out,
    /// so that a page goes on working, and must say that bank holidays are not known yet.
    pub fn covers(&self, day: Date) -> bool {
        match (self.holidays.first(), self.holidays.last()) {
            (Some(first), Some(last)) => (first.year()..=last.year()).contains(&day.year()),
            _ => false,
        }
    }

    /// Whether people work on that day.
    pub fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && self.holidays.binary_search(&day).is_err()
    }

    /// That day, or the first working day after it.
    pub fn working_from(&self, day: Date) -> Date {
        if self.is_working(day) {
            day
        } else {
            self.add_working_days(day, 1)
        }
    }

    /// The `n`th working day after `day`; `day` itself is day 0, whether or not people work on it. With a negative `n`,
    /// the `n`th working day before it; with 0, `day` itself.
    pub fn add_working_days(&self, day: Date, n: i32) -> Date {
        let step = Span::new().days(n.signum());
        let mut left = n.unsigned_abs();
        let mut at = day;
        while left > 0 {
            let Ok(next) = at.checked_add(step) else {
                return at;
            };
            at = next;
            left -= u32::from(self.is_working(at));
        }
        at
    }

    /// How many working days lie after `from`, up to and with `to`: the number that takes
    /// [`add_working_days`](Self::add_working_days) from one to the other. Negative where `to` is the earlier.
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let mut count = 0;
        let mut at = from;
        while at < to {
            let Ok(next) = at.tomorrow() else { break };
            at = next;
            count += i32::from(self.is_working(at));
        }
        count
    }
}

#[cfg(test)]
mod tests;
