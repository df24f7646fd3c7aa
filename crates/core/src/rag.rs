//! The hub's own clock: how soon a contact of each level is decided, in the hours in which the hub works. Red runs on through the night
//! and the weekend; everything else stands still while nobody is at a desk. Levels, limits and hours are the authority's, as data
//! (Luton's and Surrey's hubs publish such a rule; the limits below are Surrey's, and local everywhere).

use jiff::civil::{Date, Time, time};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, local_date, london};
use crate::clock::{DECISION, Standing, due, standing_within};
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::{RiskGrade, closed_list};

closed_list! {
    /// How soon a contact is decided.
    Rag {
        Red = "red", "Red";
        Amber = "amber", "Amber";
        Green = "green", "Green";
    }
}

impl Rag {
    /// The level of a contact that nobody at the hub has graded: by its source's grade, and where there is none as the next worse.
    pub fn of_grade(grade: RiskGrade) -> Self {
        match grade {
            RiskGrade::High => Self::Red,
            RiskGrade::Medium | RiskGrade::Unknown => Self::Amber,
            RiskGrade::Standard => Self::Green,
        }
    }

    /// Whether its hours run while the hub is closed.
    pub fn runs_on(self) -> bool {
        self == Self::Red
    }
}

/// The box in which whoever makes a contact green says that they know who of it is on the list of high risk.
pub const REGRADE_SURE: &str = "rag-sure";

/// What is asked where a contact is made green while somebody of it is on that list.
pub const REGRADE_SURE_WANTED: &str = "Somebody in this contact is on the list of people at high risk. Leave it more urgent, or say beside the level that you know.";

/// The hours of a working day in which the hub works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubHours {
    /// From.
    pub opens: Time,
    /// Until.
    pub closes: Time,
}

/// An authority's rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RagRule {
    /// When the hub works.
    pub hours: HubHours,
    /// Hours for red, by the clock.
    pub red: i32,
    /// Hours for amber, in which the hub works.
    pub amber: i32,
    /// Hours for green, in which the hub works.
    pub green: i32,
}

impl Default for RagRule {
    fn default() -> Self {
        Self {
            hours: HubHours {
                opens: time(9, 0, 0, 0),
                closes: time(17, 0, 0, 0),
            },
            red: 4,
            amber: 24,
            green: 72,
        }
    }
}

/// Longest limit that is not a mistake: a quarter of a year of working days.
const HOURS_MOST: i32 = 500;

impl HubHours {
    /// The span of a day in which the hub works; `None` where nobody works on it. Opening hours lie in the day, when the clocks have
    /// changed, so they are as long every day.
    fn span(self, day: Date, calendar: &Calendar) -> Option<(Timestamp, Timestamp)> {
        if !calendar.is_working(day) {
            return None;
        }
        let at = |time: Time| london().to_timestamp(day.to_datetime(time)).ok();
        Some((at(self.opens)?, at(self.closes)?))
    }
}

impl RagRule {
    /// Whether it can be used.
    ///
    /// # Errors
    /// `Invalid` naming each field.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut problems = Vec::new();
        if self.hours.opens >= self.hours.closes {
            problems.push(Problem::new(
                "closes",
                "The hub must close later than it opens.",
            ));
        }
        for (field, hours) in [
            ("red", self.red),
            ("amber", self.amber),
            ("green", self.green),
        ] {
            if !(1..=HOURS_MOST).contains(&hours) {
                let words = format!("Write hours from 1 to {HOURS_MOST}.");
                problems.push(Problem::new(field, words));
            }
        }
        if self.amber > self.green {
            problems.push(Problem::new(
                "green",
                "Green must not be sooner than amber.",
            ));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid(problems))
        }
    }

    /// How many hours a level has.
    pub fn hours(&self, level: Rag) -> i32 {
        match level {
            Rag::Red => self.red,
            Rag::Amber => self.amber,
            Rag::Green => self.green,
        }
    }

    /// The rule of a level, in words.
    pub fn words(&self, level: Rag) -> String {
        let hours = self.hours(level);
        let unit = if hours == 1 { "hour" } else { "hours" };
        if level.runs_on() {
            format!(
                "{} is decided within {hours} {unit}, day and night",
                level.words()
            )
        } else {
            let (opens, closes) = (clock(self.hours.opens), clock(self.hours.closes));
            format!(
                "{} is decided within {hours} {unit} in which the hub works, {opens} to {closes} on working days",
                level.words()
            )
        }
    }

    /// When the time of a contact ends that was received then.
    pub fn due(&self, level: Rag, received_at: Timestamp, calendar: &Calendar) -> Timestamp {
        self.ends(level, received_at, self.limit(level), calendar)
    }

    /// How long a level has, of the hours that count for it.
    fn limit(&self, level: Rag) -> SignedDuration {
        SignedDuration::from_hours(self.hours(level).into())
    }

    /// When so much of the hours that count for a level has gone by.
    fn ends(
        &self,
        level: Rag,
        received_at: Timestamp,
        limit: SignedDuration,
        calendar: &Calendar,
    ) -> Timestamp {
        if level.runs_on() {
            return received_at.saturating_add(limit).unwrap_or(Timestamp::MAX);
        }
        let mut left = limit;
        let mut day = local_date(received_at);
        loop {
            if let Some((opens, closes)) = self.hours.span(day, calendar) {
                let from = opens.max(received_at);
                let room = closes.duration_since(from).max(SignedDuration::ZERO);
                if left <= room {
                    return from.saturating_add(left).unwrap_or(Timestamp::MAX);
                }
                left -= room;
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return Timestamp::MAX,
            }
        }
    }

    /// The bound that stands for "overdue" in a query: a contact of the level is overdue at `now` exactly where it was received before
    /// this.
    pub fn overdue_before(&self, level: Rag, now: Timestamp, calendar: &Calendar) -> Timestamp {
        let limit = SignedDuration::from_hours(self.hours(level).into());
        let instant = SignedDuration::from_micros(1);
        let after = |at: Timestamp| at.saturating_add(instant).unwrap_or(Timestamp::MAX);
        if level.runs_on() {
            return after(now.saturating_sub(limit).unwrap_or(Timestamp::MIN));
        }
        let mut left = limit;
        let mut day = local_date(now);
        loop {
            if let Some((opens, closes)) = self.hours.span(day, calendar) {
                let until = closes.min(now);
                let room = until.duration_since(opens).max(SignedDuration::ZERO);
                // What was received between the end of one span and the start of the next is due at the same instant: the bound
                // lies before all of it only where the whole of the limit lies in later spans.
                if left < room {
                    return after(until.saturating_sub(left).unwrap_or(Timestamp::MIN));
                }
                left -= room;
                if left.is_zero() {
                    return after(opens);
                }
            }
            match day.yesterday() {
                Ok(before) => day = before,
                Err(_) => return Timestamp::MIN,
            }
        }
    }

    /// Where the clock of a contact stands.
    pub fn standing(
        &self,
        level: Rag,
        received_at: Timestamp,
        now: Timestamp,
        calendar: &Calendar,
    ) -> Standing {
        let due = self.due(level, received_at, calendar);
        standing_within(self.limit(level), due, now)
    }

    /// When an agency answers that was asked then, of a contact of the level: in half of the time that the hub itself has, and never later
    /// than the hub decides, by this rule or by the law's; at once where that is over.
    pub fn check_due(
        &self,
        level: Rag,
        (received_at, asked_at): (Timestamp, Timestamp),
        calendar: &Calendar,
    ) -> Timestamp {
        let half = self.ends(level, asked_at, self.limit(level) / 2, calendar);
        let own = self.due(level, received_at, calendar);
        let decided = own.min(due(&DECISION, received_at, calendar));
        half.min(decided.max(asked_at))
    }
}

/// 9am, 5.30pm.
fn clock(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    let hour = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    match time.minute() {
        0 => format!("{hour}{half}"),
        minute => format!("{hour}.{minute:02}{half}"),
    }
}

#[cfg(test)]
mod tests;
