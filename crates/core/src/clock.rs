//! Clocks: a deadline as a pure function of an instant, a calendar and a rule that carries its source.
//! A due time is never stored (invariant 11): lists that sort or filter by it ask for the matching bound on the start time.

use jiff::{SignedDuration, Timestamp};

use crate::calendar::{Calendar, end_of, local_date, start_of};

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Monday to Friday but bank holidays; the day of the start is day 0.
    WorkingDays,
    /// Days of the calendar; the day of the start is day 0.
    CalendarDays,
    /// Hours by the clock, day and night.
    Hours,
}

/// Who set a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The same in all of England.
    National,
    /// The partnership's own.
    Local,
}

/// A limit, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    /// Its name in programs.
    pub name: &'static str,
    /// What it asks, in words for the page.
    pub words: &'static str,
    /// What the limit is counted in.
    pub unit: Unit,
    /// How many units; from 0.
    pub limit: i32,
    /// With this much left or less it is going late.
    pub going_late: SignedDuration,
    /// Where it is written; shown beside the clock.
    pub source: &'static str,
    /// Who set it.
    pub scope: Scope,
}

/// A decision is late at the midnight that ends its last day, when nobody is at a desk to make it; it is going late twelve
/// hours before, from midday of that day. A hub that works from 9 to 5 so has the warning at its desks, with five of its
/// eight hours left: time to take the contact, match it and decide. Sooner would not warn but decorate: whatever was received
/// yesterday is due today, so a mark from the morning on would stand on all of it. Later would come when the hub has gone.
/// The last day is a working day and the clocks change on Sundays, so this is midday on the clock of the wall every time.
pub const DECISION_GOING_LATE: SignedDuration = SignedDuration::from_hours(12);

/// The hub's decision on a contact.
pub const DECISION: ClockRule = ClockRule {
    name: "decision",
    words: "Decide by the end of the next working day after the day the contact was received",
    unit: Unit::WorkingDays,
    limit: 1,
    going_late: DECISION_GOING_LATE,
    source: "Working Together to Safeguard Children: a decision within one working day of receipt",
    scope: Scope::National,
};

/// A warning that cannot wait.
pub const WARNING_AT_ONCE: ClockRule = ClockRule {
    name: "warning_at_once",
    words: "Acknowledge within an hour, day or night; then it goes to the team's manager and the emergency duty team",
    unit: Unit::Hours,
    limit: 1,
    going_late: SignedDuration::from_mins(30),
    source: "The authority's own standard: no national guidance gives a time, and an hour is what a worker can keep who is with a family",
    scope: Scope::Local,
};

/// A warning that can wait until somebody is at work, and no longer.
pub const WARNING_SOON: ClockRule = ClockRule {
    name: "warning_soon",
    words: "Acknowledge by the end of the next working day; then it goes to the team's manager and the emergency duty team",
    unit: Unit::WorkingDays,
    limit: 1,
    going_late: DECISION_GOING_LATE,
    source: "The authority's own standard, as for a contact: a decision within one working day",
    scope: Scope::Local,
};

/// Whether a worker has an interest in a family: until it is decided the worker is kept out, and somebody else has the work.
pub const INTEREST: ClockRule = ClockRule {
    name: "interest",
    words: "Decide by the end of the next working day after the day the possible interest was found",
    unit: Unit::WorkingDays,
    limit: 1,
    going_late: DECISION_GOING_LATE,
    source: "Access rules of the partnership: a person decides about a possible interest within one working day",
    scope: Scope::Local,
};

/// A broken glass, or another use of a right that reaches every family, is looked at by somebody else.
pub const REVIEW: ClockRule = ClockRule {
    name: "review",
    words: "Review by the end of the second working day after the day of the use",
    unit: Unit::WorkingDays,
    limit: 2,
    going_late: DECISION_GOING_LATE,
    source: "Access rules of the partnership: every broken glass is reviewed within two working days",
    scope: Scope::Local,
};

/// What the disclosure scheme is asked: whether somebody is told of a partner's past.
pub const DISCLOSURE: ClockRule = ClockRule {
    name: "disclosure",
    words: "Decided within 28 days of the day on which the hub decided, by those who run the scheme",
    unit: Unit::CalendarDays,
    limit: 28,
    going_late: SignedDuration::from_hours(24 * 7),
    source: "Domestic Violence Disclosure Scheme, statutory guidance under section 77 of the Domestic Abuse Act 2021 (April 2023): 28 days from end to end",
    scope: Scope::National,
};

/// What a worker did whose sight is cut, where what they could not see matters.
pub const CUSTODY: ClockRule = ClockRule {
    name: "custody",
    words: "Answer by the end of the next working day after the day it was found",
    unit: Unit::WorkingDays,
    limit: 1,
    going_late: DECISION_GOING_LATE,
    source: "The authority's own standard, as for a contact: a decision within one working day",
    scope: Scope::Local,
};

/// Every rule that counts the same for everybody.
pub const ALL: [&ClockRule; 7] = [
    &DECISION,
    &WARNING_AT_ONCE,
    &WARNING_SOON,
    &INTEREST,
    &REVIEW,
    &DISCLOSURE,
    &CUSTODY,
];

/// Where a clock stands. Durations are positive, but for `Overdue` at the due instant itself, which is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Late by this much.
    Overdue(SignedDuration),
    /// In time, with this much left, and it is time to act.
    GoingLate(SignedDuration),
    /// In time, with this much left.
    InTime(SignedDuration),
}

/// When a clock that started then runs out: the first instant that is too late, the midnight that ends the last day.
pub fn due(rule: &ClockRule, started_at: Timestamp, calendar: &Calendar) -> Timestamp {
    let day = local_date(started_at);
    let last = match rule.unit {
        Unit::Hours => return moved(started_at, rule.limit),
        Unit::WorkingDays => calendar.add_working_days(day, rule.limit),
        Unit::CalendarDays => {
            day.saturating_add(SignedDuration::from_hours(24 * i64::from(rule.limit)))
        }
    };
    end_of(last)
}

/// Hours before or after an instant.
fn moved(at: Timestamp, hours: i32) -> Timestamp {
    let far = if hours < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    at.saturating_add(SignedDuration::from_hours(hours.into()))
        .unwrap_or(far)
}

/// Where a clock stands that runs out at `due`.
pub fn standing(rule: &ClockRule, due: Timestamp, now: Timestamp) -> Standing {
    let left = due.duration_since(now);
    if left <= SignedDuration::ZERO {
        Standing::Overdue(now.duration_since(due))
    } else if left <= rule.going_late {
        Standing::GoingLate(left)
    } else {
        Standing::InTime(left)
    }
}

/// With this part of its time left, or less, a clock of the authority's own is going late.
const GOING_LATE: i64 = 4;

/// Where a clock of the authority's own stands that had so long and is due then.
pub fn standing_within(limit: SignedDuration, due: Timestamp, now: Timestamp) -> Standing {
    let left = due.duration_since(now);
    if left <= SignedDuration::ZERO {
        Standing::Overdue(-left)
    } else if left <= SignedDuration::from_secs(limit.as_secs() / GOING_LATE) {
        Standing::GoingLate(left)
    } else {
        Standing::InTime(left)
    }
}

/// The bound that stands for "overdue" in a query: a clock is overdue at `now` exactly where it started before this.
///
/// A last day is over at `now` exactly where it lies before today; and the `n`th working day after a day lies before today
/// exactly where that day lies before the `n`th working day before today.
pub fn overdue_before(rule: &ClockRule, now: Timestamp, calendar: &Calendar) -> Timestamp {
    let today = local_date(now);
    let first = match rule.unit {
        // What started at this very instant is overdue too.
        Unit::Hours => {
            let instant = SignedDuration::from_micros(1);
            return moved(now, -rule.limit)
                .saturating_add(instant)
                .unwrap_or(Timestamp::MAX);
        }
        Unit::WorkingDays => calendar.add_working_days(today, -rule.limit),
        Unit::CalendarDays => {
            today.saturating_sub(SignedDuration::from_hours(24 * i64::from(rule.limit)))
        }
    };
    start_of(first)
}

/// The bound that stands for "going late or overdue": a clock is one of these at `now` exactly where it started before this.
pub fn going_late_before(rule: &ClockRule, now: Timestamp, calendar: &Calendar) -> Timestamp {
    let soon = now
        .saturating_add(rule.going_late)
        .unwrap_or(Timestamp::MAX);
    overdue_before(rule, soon, calendar)
}

/// Whether what started at `started_at` was done in time at `done_at`.
pub fn done_in_time(
    rule: &ClockRule,
    started_at: Timestamp,
    done_at: Timestamp,
    calendar: &Calendar,
) -> bool {
    done_at < due(rule, started_at, calendar)
}

/// Whether a contact was decided in time ([`DECISION`]).
pub fn decided_in_time(received_at: Timestamp, decided_at: Timestamp, calendar: &Calendar) -> bool {
    done_in_time(&DECISION, received_at, decided_at, calendar)
}

#[cfg(test)]
mod tests;
