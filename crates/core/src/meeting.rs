//! Meetings about families at high risk. Who chairs one sees each listed family in full, from its listing until some weeks after
//! the meeting (access model, row 11); who takes part sees what was released to all (row 12). The meeting's own work is not here.

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::calendar::{Calendar, end_of};
use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

closed_list! {
    /// What kind of meeting.
    MeetingKind {
        Daily = "daily", "Daily meeting about high risk";
        Marac = "marac", "MARAC";
        Conference = "conference", "Child protection conference";
    }
}

closed_list! {
    /// Why a family is listed: a word from a list, so that the list itself holds nothing of the family's story.
    ListingReason {
        Serious = "serious", "What is known points to serious harm";
        Judgement = "judgement", "A worker's own judgement";
        Worse = "worse", "It happens more often, or gets worse";
        Again = "again", "It happened again since the last meeting";
        Review = "review", "What was agreed is looked at again";
    }
}

/// Days after the meeting for which it still opens its families to its chair: to see that what was agreed is done, and to write
/// the minutes (access model, row 11).
pub const OPEN_AFTER_DAYS: i64 = 28;
/// Days ahead that anything can be arranged: later is a mistake in the year.
pub const AHEAD_DAYS: i64 = 366;

/// Until when a meeting on this day opens its families.
pub fn open_until(day: Date) -> Timestamp {
    day.checked_add(Span::new().days(OPEN_AFTER_DAYS))
        .map_or(Timestamp::MAX, end_of)
}

/// On which day a meeting is held instead, where its own has become a bank holiday since it was arranged: the daily meeting is held on
/// working days, and by them whoever is at high risk is told when they are talked of.
pub fn held_instead(kind: MeetingKind, day: Date, calendar: &Calendar) -> Option<Date> {
    let moves = kind == MeetingKind::Daily && !calendar.is_working(day);
    moves.then(|| calendar.working_from(day))
}

/// A meeting as its chair typed it.
#[derive(Debug, Clone, Copy, Default)]
pub struct MeetingTyped {
    /// What kind.
    pub kind: Option<MeetingKind>,
    /// On which day.
    pub day: Option<Date>,
}

impl MeetingTyped {
    /// What it says.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read(&self, today: Date) -> Result<(MeetingKind, Date), Refusal> {
        let last = today.checked_add(Span::new().days(AHEAD_DAYS));
        let ahead = |day: &Date| *day >= today && last.is_ok_and(|last| *day <= last);
        match (self.kind, self.day.filter(ahead)) {
            (Some(kind), Some(day)) => Ok((kind, day)),
            (kind, day) => {
                let each = [
                    (kind.is_none(), "kind", "Choose what kind of meeting it is."),
                    (
                        day.is_none(),
                        "day",
                        "Enter the day of the meeting: today or within a year.",
                    ),
                ];
                let wrong = each.into_iter().filter(|(wrong, ..)| *wrong);
                Err(Refusal::Invalid(
                    wrong
                        .map(|(_, field, words)| Problem::new(field, words))
                        .collect(),
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{MeetingKind, MeetingTyped, held_instead, open_until};
    use crate::calendar::Calendar;
    use crate::refusal::Refusal;

    #[test]
    fn a_meeting_is_of_a_kind_on_a_day_that_comes() {
        let today = date(2026, 3, 2);
        let fields = |kind, day: Option<Date>| match (MeetingTyped { kind, day }).read(today) {
            Ok(_) => Vec::new(),
            Err(Refusal::Invalid(problems)) => problems
                .into_iter()
                .map(|one| one.field)
                .collect::<Vec<String>>(),
            Err(other) => unreachable!("{other}"),
        };
        let marac = Some(MeetingKind::Marac);
        assert!(fields(marac, Some(today)).is_empty());
        assert!(fields(marac, Some(date(2027, 3, 3))).is_empty());
        assert_eq!(fields(None, None), ["kind", "day"]);
        for day in [date(2026, 3, 1), date(2027, 3, 4), Date::MIN, Date::MAX] {
            assert_eq!(fields(marac, Some(day)), ["day"], "{day}");
        }
    }

    #[test]
    fn a_daily_meeting_whose_day_became_a_holiday_is_on_the_next_working_day() {
        let calendar = Calendar::of(vec![date(2026, 3, 6), date(2026, 3, 9)]);
        let moves = |kind, day| held_instead(kind, day, &calendar);
        let daily = MeetingKind::Daily;
        assert_eq!(moves(daily, date(2026, 3, 5)), None);
        assert_eq!(moves(daily, date(2026, 3, 6)), Some(date(2026, 3, 10)));
        assert_eq!(moves(MeetingKind::Marac, date(2026, 3, 6)), None);
    }

    #[test]
    fn it_opens_its_families_until_the_28th_day_after_is_over() {
        // The clocks go forward on 29 March 2026, so the day ends an hour earlier in UTC.
        let until = open_until(date(2026, 3, 2));
        assert_eq!(until.to_string(), "2026-03-30T23:00:00Z");
        assert_eq!(open_until(Date::MAX), jiff::Timestamp::MAX);
    }
}
