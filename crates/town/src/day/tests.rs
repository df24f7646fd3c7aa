//! Day numbers, bank holidays and London instants against known days.

use super::*;
use jiff::civil::date;

#[test]
fn a_day_number_and_its_date_are_one_to_one() {
    for number in (-30_000..40_000).step_by(17) {
        assert_eq!(Day::of(Day(number).date()), Day(number));
    }
    assert_eq!(Day::of(date(2026, 3, 31)).weekday(), 1);
}

#[test]
fn working_days_follow_the_bank_holidays() {
    let check = |day: Date, expect: bool| assert_eq!(Day::of(day).is_working(), expect, "{day}");
    check(date(2026, 4, 3), false); // Good Friday
    check(date(2026, 4, 6), false); // Easter Monday
    check(date(2025, 12, 25), false);
    check(date(2026, 12, 28), false); // Boxing Day is a Saturday
    check(date(2021, 12, 27), false);
    check(date(2021, 12, 28), false);
    check(date(2022, 1, 3), false);
    check(date(2022, 5, 30), true); // moved to June for the jubilee
    check(date(2022, 6, 2), false);
    check(date(2020, 5, 4), true);
    check(date(2020, 5, 8), false);
    check(date(2026, 8, 31), false);
    check(date(2026, 3, 31), true);
    check(date(2026, 3, 29), false);
}

#[test]
fn instants_follow_london_clocks() {
    let check = |day: Date, second: i64, expect: &str| {
        assert_eq!(Day::of(day).at(second).to_string(), expect);
    };
    check(date(2026, 1, 5), 9 * 3600, "2026-01-05T09:00:00Z");
    check(date(2026, 7, 6), 9 * 3600 + 61, "2026-07-06T08:01:01Z");
    check(date(2026, 7, 6), -3600, "2026-07-05T22:00:00Z");
}
