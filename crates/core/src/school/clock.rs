//! The school's own clock: whoever is told must know before the school opens on its next day. A pure function of the instant at
//! which it was made known and the school's calendar; never a stored time.

use jiff::civil::{Date, Time, Weekday, time};
use jiff::{SignedDuration, Timestamp};

use super::age::school_year;
use super::{Days, DaysKind, School, Urn};
use crate::calendar::{Calendar, local_date, london};

/// Where it is written; shown beside the clock. The statute says "as soon as reasonably practicable".
pub const SOURCE: &str = "Domestic Abuse Act 2021, section 49A: as soon as reasonably practicable. Practice: before the school opens on its next day";

/// When a school is taken to open where nobody has recorded it: before most do, so that a notice is rather early than late.
pub const OPENS_UNLESS_KNOWN: Time = time(8, 30, 0, 0);

/// When the authority's officer for children in no school begins work.
pub const OFFICER_BEGINS: Time = time(9, 0, 0, 0);

/// How long before the opening somebody is called who can still do something.
pub const ALARM_BEFORE: SignedDuration = SignedDuration::from_mins(30);

/// Days looked ahead: no school is closed for longer and still one.
const AHEAD: u32 = 400;

/// What the school's next day was counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedBy {
    /// The school's terms.
    Terms,
    /// Working days, since its terms are not recorded for that day: said beside the clock.
    WorkingDays,
}

/// Until when a school must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueAtSchool {
    /// When it opens next.
    pub opens: Timestamp,
    /// When somebody is called: half an hour before.
    pub alarm: Timestamp,
    /// What was counted by.
    pub by: CountedBy,
    /// Whether the time of opening is the school's own, or taken for want of it.
    pub time_known: bool,
}

/// Where a school's clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchoolClock {
    /// The school has opened.
    Overdue,
    /// It opens within half an hour.
    Alarm,
    /// There is time.
    Running,
}

impl DueAtSchool {
    /// Where the clock stands at an instant.
    pub fn at(&self, now: Timestamp) -> SchoolClock {
        if now >= self.opens {
            SchoolClock::Overdue
        } else if now >= self.alarm {
            SchoolClock::Alarm
        } else {
            SchoolClock::Running
        }
    }
}

/// A school's days: its own terms where it has any in a school year, else those that the authority's schools share.
#[derive(Debug, Clone)]
pub struct SchoolDays<'a> {
    school: &'a School,
    own: &'a [Days],
    common: &'a [Days],
    calendar: &'a Calendar,
}

/// Whether pupils are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    ByTerms,
    ByWorkingDays,
}

impl<'a> SchoolDays<'a> {
    /// Of one school.
    pub fn new(
        school: &'a School,
        own: &'a [Days],
        common: &'a [Days],
        calendar: &'a Calendar,
    ) -> Self {
        Self {
            school,
            own,
            common,
            calendar,
        }
    }

    /// The terms that count in the school year of a day; none where they are not recorded.
    fn terms(&self, day: Date) -> impl Iterator<Item = &Days> {
        let year = school_year(day);
        let of_year =
            move |one: &&Days| one.kind == DaysKind::Term && school_year(one.from) == year;
        let own = self.own.iter().any(|one| of_year(&one));
        let list = if own { self.own } else { self.common };
        list.iter().filter(of_year)
    }

    fn is_open(&self, day: Date) -> Open {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let shut = |list: &[Days]| {
            let mut closings = list.iter().filter(|one| one.kind != DaysKind::Term);
            closings.any(|one| one.holds(day))
        };
        let officer = self.school.urn == Urn::OFFICER;
        if weekend
            || !self.calendar.is_working(day)
            || !self.school.is_open_on(day)
            || shut(self.own)
        {
            return Open::No;
        }
        if officer {
            return Open::ByTerms;
        }
        if shut(self.common) {
            return Open::No;
        }
        let mut terms = self.terms(day).peekable();
        if terms.peek().is_none() {
            return Open::ByWorkingDays;
        }
        if terms.any(|term| term.holds(day)) {
            Open::ByTerms
        } else {
            Open::No
        }
    }

    /// The first opening after an instant; `None` where the school does not open again within 400 days: it is closed.
    pub fn due(&self, known: Timestamp) -> Option<DueAtSchool> {
        let officer = self.school.urn == Urn::OFFICER;
        let usual = if officer {
            OFFICER_BEGINS
        } else {
            OPENS_UNLESS_KNOWN
        };
        let at = self.school.opens.unwrap_or(usual);
        let mut day = local_date(known);
        for _ in 0..AHEAD {
            let opens = london()
                .to_timestamp(day.to_datetime(at))
                .unwrap_or(Timestamp::MAX);
            let open = if opens > known {
                self.is_open(day)
            } else {
                Open::No
            };
            if open != Open::No {
                return Some(DueAtSchool {
                    opens,
                    alarm: opens.checked_sub(ALARM_BEFORE).unwrap_or(Timestamp::MIN),
                    by: if open == Open::ByTerms {
                        CountedBy::Terms
                    } else {
                        CountedBy::WorkingDays
                    },
                    time_known: self.school.opens.is_some() || officer,
                });
            }
            day = day.tomorrow().ok()?;
        }
        None
    }
}

#[cfg(test)]
mod tests;
