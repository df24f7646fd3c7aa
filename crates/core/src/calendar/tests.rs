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

proptest! {
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
