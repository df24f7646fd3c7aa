//! What people read, for every turn of phrase.

use jiff::civil::date;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn moments_and_days() {
    let check = |text: &str, long: &str, short: &str| {
        assert_eq!(moment(at(text)), long);
        assert_eq!(moment_short(at(text)), short);
    };
    check(
        "2021-11-30T08:12:59Z",
        "Tuesday 30 November 2021 at 8:12am",
        "30 Nov 2021, 8:12am",
    );
    check(
        "2021-07-14T23:05:00Z",
        "Thursday 15 July 2021 at 12:05am",
        "15 Jul 2021, 12:05am",
    );
    check(
        "2021-01-01T00:00:00Z",
        "Friday 1 January 2021 at midnight",
        "1 Jan 2021, midnight",
    );
    check(
        "2021-09-05T11:00:00Z",
        "Sunday 5 September 2021 at midday",
        "5 Sep 2021, midday",
    );
    check(
        "2021-12-05T12:01:00Z",
        "Sunday 5 December 2021 at 12:01pm",
        "5 Dec 2021, 12:01pm",
    );
    check(
        "2021-12-05T23:00:00Z",
        "Sunday 5 December 2021 at 11pm",
        "5 Dec 2021, 11pm",
    );
    assert_eq!(day(date(2021, 11, 30)), "30 November 2021");
    assert_eq!(month_year(date(2026, 5, 31)), "May 2026");
}

#[test]
fn due_times_are_told_by_their_last_day() {
    let check = |text: &str, expect: &str| assert_eq!(due_by(at(text)), expect);
    check(
        "2021-12-01T00:00:00Z",
        "by the end of Tuesday 30 November 2021",
    );
    check(
        "2021-07-14T23:00:00Z",
        "by the end of Wednesday 14 July 2021",
    );
    check("2021-11-30T16:00:00Z", "by Tuesday 30 November 2021 at 4pm");
    let soon = due_soon(at("2021-11-30T16:00:00Z"), at("2021-11-30T12:00:00Z"));
    assert_eq!(soon, "by Tuesday 30 November 2021 at 4pm");
}

#[test]
fn clocks_in_words() {
    // Due at the end of Tuesday 30 November 2021.
    let due = at("2021-12-01T00:00:00Z");
    let check = |stands: Standing, expect: &str, more: &str| {
        assert_eq!(standing(stands, due), expect);
        assert_eq!(standing_more(stands, due), more);
    };
    let minutes = SignedDuration::from_mins;
    let hours = SignedDuration::from_hours;
    let today = "Going late: decide by the end of today";
    check(Standing::GoingLate(minutes(190)), "3 h 10 min left", today);
    check(
        Standing::GoingLate(SignedDuration::from_secs(59)),
        "Less than a minute left",
        today,
    );
    let yesterday = "It was to be decided by the end of yesterday";
    check(
        Standing::Overdue(SignedDuration::ZERO),
        "Late by less than a minute",
        yesterday,
    );
    check(Standing::Overdue(minutes(22)), "Late by 22 min", yesterday);
    check(
        Standing::Overdue(minutes(1439)),
        "Late by 23 h 59 min",
        yesterday,
    );
    let before = "It was to be decided by the end of Tuesday 30 November";
    check(Standing::Overdue(hours(25)), "Late by 1 day", before);
    check(Standing::Overdue(hours(57)), "Late by 2 days", before);
    let before = "It was to be decided by the end of Tuesday 30 November 2021";
    check(Standing::Overdue(hours(24 * 40)), "Late by 40 days", before);
}

#[test]
fn clocks_with_time_left_in_words() {
    let due = at("2021-12-01T00:00:00Z");
    let check = |left: SignedDuration, expect: &str, more: &str| {
        let stands = Standing::InTime(left);
        assert_eq!(standing(stands, due), expect);
        assert_eq!(standing_more(stands, due), more);
    };
    let hours = SignedDuration::from_hours;
    check(hours(15), "Due by the end of today", "15 h left");
    check(
        SignedDuration::from_mins(38 * 60 + 59),
        "Due by the end of tomorrow",
        "1 day 14 h left",
    );
    check(
        hours(24 * 3 + 15),
        "Due by the end of Tuesday",
        "3 days 15 h left",
    );
    check(
        hours(24 * 7 + 15),
        "Due by the end of Tuesday 30 November",
        "7 days 15 h left",
    );
}

#[test]
fn how_long_ago() {
    let now = at("2021-11-30T12:00:00Z");
    let check = |text: &str, expect: &str| assert_eq!(ago(at(text), now), expect);
    check("2021-11-30T11:59:30Z", "just now");
    check("2021-11-30T11:38:00Z", "22 min ago");
    check("2021-11-30T08:10:00Z", "3 h ago");
    check("2021-11-28T11:00:00Z", "2 days ago");
    check("2021-11-30T15:00:00Z", "in 3 h");
}

#[test]
fn ages() {
    let today = date(2026, 3, 1);
    let check =
        |birth: BirthDate, expect: &str| assert_eq!(age(&birth, today), expect, "{birth:?}");
    let on = |year, month, day| BirthDate::On(date(year, month, day));
    check(on(2018, 3, 2), "7 years");
    check(on(2018, 3, 1), "8 years");
    check(on(2024, 2, 29), "2 years");
    check(on(2025, 3, 1), "1 year");
    check(on(2025, 3, 2), "11 months");
    check(on(2025, 9, 30), "5 months");
    check(on(2026, 1, 31), "1 month");
    check(on(2026, 2, 2), "3 weeks");
    check(on(2026, 2, 22), "1 week");
    check(on(2026, 2, 23), "6 days");
    check(on(2026, 2, 28), "1 day");
    check(on(2026, 3, 1), "born today");
    check(on(2026, 3, 2), "birth date is in the future");
    check(
        BirthDate::Expected(date(2026, 5, 20)),
        "unborn, expected May 2026",
    );
    check(
        BirthDate::Expected(date(2026, 2, 20)),
        "was expected February 2026, birth not recorded",
    );
    check(BirthDate::Missing, "birth date not known");
    check(
        BirthDate::Unreadable("31/02/2019".to_owned()),
        "birth date not clear",
    );
    check(
        BirthDate::Unreadable("about 7".to_owned()),
        "said to be about 7",
    );
}
