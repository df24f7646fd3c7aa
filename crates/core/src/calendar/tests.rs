//! Working days against vectors counted by hand, midnights around the changes of the clocks, and files that are no calendar.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[test]
fn the_file_in_the_program_is_read() {
    let calendar = Calendar::from_json(BANK_HOLIDAYS).unwrap();
    assert_eq!(calendar.holidays.len(), 140);
    assert_eq!(calendar, Calendar::england_and_wales());
}

#[test]
fn working_days_are_counted_from_the_day_after() {
    let calendar = Calendar::england_and_wales();
    let check = |start: Date, n: i32, expect: Date| {
        assert_eq!(
            calendar.add_working_days(start, n),
            expect,
            "{start} + {n} working days"
        );
        assert_eq!(calendar.working_days_between(start, expect), n);
    };
    check(date(2025, 12, 24), 1, date(2025, 12, 29));
    check(date(2025, 6, 2), 45, date(2025, 8, 4));
    check(date(2025, 11, 14), 45, date(2026, 1, 21));
    check(date(2025, 12, 12), 15, date(2026, 1, 7));
    check(date(2026, 3, 20), 15, date(2026, 4, 14));
    check(date(2026, 4, 2), 10, date(2026, 4, 20));
    check(date(2022, 9, 16), 1, date(2022, 9, 20));
    check(date(2027, 12, 24), 1, date(2027, 12, 29));
    check(date(2021, 11, 27), 1, date(2021, 11, 29));
    check(date(2021, 11, 27), 0, date(2021, 11, 27));
    check(date(2021, 11, 29), -1, date(2021, 11, 26));
}

#[test]
fn one_off_holidays_are_not_worked() {
    let calendar = Calendar::england_and_wales();
    let check = |day: Date, expect: bool| assert_eq!(calendar.is_working(day), expect, "{day}");
    check(date(2022, 9, 19), false);
    check(date(2020, 5, 8), false);
    check(date(2020, 5, 4), true);
    check(date(2021, 11, 27), false);
    check(date(2021, 11, 28), false);
    check(date(2021, 11, 29), true);
    // St Andrew's Day is a bank holiday in Scotland only.
    check(date(2021, 11, 30), true);
}

#[test]
fn beyond_its_years_it_says_so_and_still_knows_weekends() {
    let calendar = Calendar::england_and_wales();
    for (day, covered) in [
        (date(2011, 12, 31), false),
        (date(2012, 1, 1), true),
        (date(2028, 12, 31), true),
        (date(2029, 1, 1), false),
    ] {
        assert_eq!(calendar.covers(day), covered, "{day}");
    }
    assert_eq!(
        calendar.add_working_days(date(2029, 12, 24), 1),
        date(2029, 12, 25)
    );
    assert_eq!(calendar.add_working_days(Date::MAX, 1), Date::MAX);
}

#[test]
fn what_is_no_calendar_is_refused() {
    for text in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"england-and-wales":{"events":[]}}"#,
        r#"{"england-and-wales":{"events":[{"date":"2021-02-31"}]}}"#,
        r#"{"scotland":{"events":[{"date":"2021-01-01"}]}}"#,
    ] {
        assert!(Calendar::from_json(text).is_err(), "{text}");
    }
}

#[test]
fn days_begin_at_local_midnight() {
    let check = |day: Date, expect: &str, hours: i64| {
        assert_eq!(start_of(day), expect.parse::<Timestamp>().unwrap(), "{day}");
        let length = end_of(day).duration_since(start_of(day));
        assert_eq!(length.as_hours(), hours, "hours of {day}");
    };
    check(date(2021, 1, 15), "2021-01-15T00:00:00Z", 24);
    check(date(2021, 7, 15), "2021-07-14T23:00:00Z", 24);
    check(date(2021, 3, 28), "2021-03-28T00:00:00Z", 23);
    check(date(2021, 10, 31), "2021-10-30T23:00:00Z", 25);
    assert_eq!(end_of(Date::MAX), Timestamp::MAX);
}

#[test]
fn what_is_taken_in_is_added_to_what_is_built_in() {
    let built_in = Calendar::england_and_wales();
    let more = built_in.with(&[date(2026, 3, 18), date(2026, 12, 25)]);
    assert_eq!(more.holidays.len(), 141);
    assert!(!more.is_working(date(2026, 3, 18)) && !more.is_working(date(2026, 12, 25)));
    assert_eq!(built_in.with(&[date(2026, 12, 25)]), built_in);
}

#[test]
fn a_bank_holiday_counts_where_it_was_known_when_the_day_began() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let check = |from: &str, until: Option<&str>, expect: bool| {
        let known = HolidayKnown {
            day: date(2026, 7, 15),
            working: false,
            from: at(from),
            until: until.map(at),
        };
        assert_eq!(known.counts(), expect, "{from} {until:?}");
    };
    // The day begins at 11pm by UTC.
    check("2026-07-01T09:00:00Z", None, true);
    check("2026-07-14T23:00:00Z", None, true);
    check("2026-07-14T23:00:01Z", None, false);
    check("2026-07-20T09:00:00Z", None, false);
    check("2026-07-01T09:00:00Z", Some("2026-07-10T09:00:00Z"), false);
    check("2026-07-01T09:00:00Z", Some("2026-07-15T09:00:00Z"), true);
}

#[test]
fn what_is_told_adds_to_what_is_built_in_and_takes_from_it() {
    let built_in = Calendar::england_and_wales();
    let from = "2026-03-01T09:00:00Z".parse::<Timestamp>().unwrap();
    let told = |day, working| HolidayKnown {
        day,
        working,
        from,
        until: None,
    };
    let (more, boxing) = (date(2026, 7, 15), date(2026, 12, 28));
    assert!(built_in.is_working(more) && !built_in.is_working(boxing));
    let known = [told(more, false), told(boxing, true)];
    let calendar = built_in.told(&known);
    assert!(!calendar.is_working(more) && calendar.is_working(boxing));
    // What was told after the day began changes nothing.
    let late = HolidayKnown {
        from: end_of(boxing),
        ..told(boxing, true)
    };
    assert_eq!(built_in.told(&[late]), built_in);
    // Struck is struck, whichever was told first.
    let both = [told(more, true), told(more, false)];
    assert!(built_in.told(&both).is_working(more));
}

proptest! {
    /// Whatever was done before a bank holiday came to be known, or was taken back, stays in time or late, by every clock of the hub.
    #[test]
    fn what_was_done_before_stays_as_it_was(
        received in 0i64..60 * 24 * 60,
        took in 0i64..20 * 24 * 60,
        later in 1i64..10 * 24 * 60,
        day in 0i64..90,
        level in 0usize..3,
        taken_back in any::<bool>(),
    ) {
        use crate::clock::{DECISION, REVIEW, WARNING_SOON, done_in_time};
        use crate::rag::{Rag, RagRule};
        let minutes = jiff::SignedDuration::from_mins;
        let received = start_of(date(2026, 3, 1)) + minutes(received);
        let done = received + minutes(took);
        let told = done + minutes(later);
        let day = date(2026, 3, 1).saturating_add(Span::new().days(day));
        let floor = Calendar::england_and_wales();
        let ever = HolidayKnown { day, working: false, from: received - minutes(60), until: None };
        // As it stood when it was done, and as it stands afterwards.
        let (before, after) = if taken_back {
            (Some(ever), HolidayKnown { until: Some(told), ..ever })
        } else {
            (None, HolidayKnown { from: told, ..ever })
        };
        let calendar = |known: Option<HolidayKnown>| floor.told(&known.into_iter().collect::<Vec<_>>());
        let (before, after) = (calendar(before), calendar(Some(after)));
        for rule in [&DECISION, &REVIEW, &WARNING_SOON] {
            let in_time = |calendar| done_in_time(rule, received, done, calendar);
            prop_assert_eq!(in_time(&before), in_time(&after), "{}", rule.name);
        }
        let rule = RagRule { amber: 6, ..RagRule::default() };
        let in_time = |calendar| done < rule.due(Rag::ALL[level], received, calendar);
        prop_assert_eq!(in_time(&before), in_time(&after));
    }

    #[test]
    fn an_instant_is_inside_its_day(micros in 0i64..4_000_000_000_000_000) {
        let at = Timestamp::from_microsecond(micros).unwrap();
        let day = local_date(at);
        prop_assert!(start_of(day) <= at && at < end_of(day));
    }

    #[test]
    fn adding_and_taking_away_agree(offset in 0i64..7000, n in 1i32..60) {
        let calendar = Calendar::england_and_wales();
        let day = date(2011, 1, 1).saturating_add(Span::new().days(offset));
        let later = calendar.add_working_days(day, n);
        prop_assert!(calendar.is_working(later));
        prop_assert_eq!(calendar.working_days_between(day, later), n);
        let back = calendar.add_working_days(later, -n);
        prop_assert!(back <= day);
        prop_assert_eq!(back == day, calendar.is_working(day));
    }
}
