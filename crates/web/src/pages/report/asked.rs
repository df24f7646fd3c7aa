//! Which days a report is asked for, and as known when: read from the address, and written into one.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use trefoil_core::calendar::{local_date, london};
use trefoil_core::date_words;
use trefoil_core::refusal::{Problem, Refusal};

use crate::form::Fields;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Date,
    pub(super) to: Date,
    /// As known then; now, where nothing was said.
    pub(super) as_at: Option<Timestamp>,
}

/// Reads it; where nothing is asked, the last full month.
///
/// # Errors
/// `Invalid` for each value that is no date or time.
pub(super) fn asked(fields: &Fields, now: Timestamp) -> Result<Period, Refusal> {
    let usual = last_full_month(now);
    let from = day(
        fields,
        "from",
        usual.from,
        "Enter the first day, such as 1 April 2020.",
    );
    let to = day(
        fields,
        "to",
        usual.to,
        "Enter the last day, such as 31 March 2021.",
    );
    let as_at = moment(fields);
    match (from, to, as_at) {
        (Ok(from), Ok(to), Ok(as_at)) => sensible(Period { from, to, as_at }, now),
        (from, to, as_at) => Err(Refusal::Invalid(
            [from.err(), to.err(), as_at.err()]
                .into_iter()
                .flatten()
                .collect(),
        )),
    }
}

/// Years of a report; more is a slip of the pen.
const YEARS: i16 = 20;

/// Says what is wrong with days that are days: not begun yet, the wrong way round, or a lifetime.
fn sensible(period: Period, now: Timestamp) -> Result<Period, Refusal> {
    let today = local_date(now);
    if period.from > today {
        let words = format!(
            "The first day is yet to come. Enter a day up to today, {}.",
            date_words::day(today)
        );
        return Err(Refusal::invalid("from", words));
    }
    if period.to < period.from {
        return Err(Refusal::invalid(
            "to",
            "The last day is before the first. Enter a last day on or after the first day.",
        ));
    }
    if period.to >= period.from.saturating_add(YEARS.years()) {
        let words = format!("This is more than {YEARS} years. Check the years of both days.");
        return Err(Refusal::invalid("from", words));
    }
    Ok(period)
}

/// An instant as the control for a moment holds it: in the hub's time, to the millisecond.
pub(super) fn control_moment(at: Timestamp) -> String {
    let local = london().to_datetime(at);
    format!(
        "{}.{:03}",
        local.strftime("%Y-%m-%dT%H:%M:%S"),
        local.millisecond()
    )
}

/// The month before the one that `now` is in.
pub(super) fn last_full_month(now: Timestamp) -> Period {
    let first = local_date(now).first_of_month();
    let to = first.saturating_sub(1.day());
    Period {
        from: to.first_of_month(),
        to,
        as_at: None,
    }
}

fn day(fields: &Fields, name: &str, usual: Date, wrong: &str) -> Result<Date, Problem> {
    match fields.get(name) {
        "" => Ok(usual),
        text => text.parse().map_err(|_| Problem::new(name, wrong)),
    }
}

fn moment(fields: &Fields) -> Result<Option<Timestamp>, Problem> {
    let text = fields.get("as_at");
    if text.is_empty() {
        return Ok(None);
    }
    let instant = text.parse::<Timestamp>().ok();
    let local = || london().to_timestamp(text.parse::<DateTime>().ok()?).ok();
    let wrong = || {
        Problem::new(
            "as_at",
            "Enter a day and a time, such as 30 November 2021, 8:12am.",
        )
    };
    instant.or_else(local).map(Some).ok_or_else(wrong)
}

impl Period {
    /// As the end of an address: what it asks for again.
    pub(super) fn query(&self) -> String {
        let as_at = self
            .as_at
            .map(|at| format!("&as_at={at}"))
            .unwrap_or_default();
        format!("from={}&to={}{as_at}", self.from, self.to)
    }
}
