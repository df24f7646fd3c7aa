//! Due times worked by hand, around weekends, bank holidays and changes of the clocks; and the query bounds against them.

use proptest::prelude::*;

use super::*;

const FOUR_WEEKS: ClockRule = ClockRule {
    name: "four_weeks",
    words: "Within 28 days",
    unit: Unit::CalendarDays,
    limit: 28,
    going_late: SignedDuration::from_hours(48),
    source: "a rule for these tests",
    scope: Scope::Local,
};

const FORTY_FIVE: ClockRule = ClockRule {
    unit: Unit::WorkingDays,
    limit: 45,
    ..FOUR_WEEKS
};

const AT_ONCE: ClockRule = ClockRule {
    limit: 0,
    ..FORTY_FIVE
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_decision_is_due_at_the_end_of_the_next_working_day() {
    let calendar = Calendar::england_and_wales();
    let check = |received: &str, expect: &str| {
        assert_eq!(
            due(&DECISION, at(received), &calendar),
            at(expect),
            "{received}"
        );
    };
    // Monday.
    check("2021-11-29T00:00:00Z", "2021-12-01T00:00:00Z");
    check("2021-11-29T23:59:59.999999Z", "2021-12-01T00:00:00Z");
    // Friday, Saturday and Sunday: all of Monday.
    check("2021-11-26T09:00:00Z", "2021-11-30T00:00:00Z");
    check("2021-11-27T09:00:00Z", "2021-11-30T00:00:00Z");
    check("2021-11-28T09:00:00Z", "2021-11-30T00:00:00Z");
    // Christmas Eve 2025, a Wednesday: Monday 29 December.
    check("2025-12-24T16:00:00Z", "2025-12-30T00:00:00Z");
    // The Friday before the state funeral of 2022: Tuesday, in summer time.
    check("2022-09-16T10:00:00Z", "2022-09-20T23:00:00Z");
    // In summer a day begins at 23:00 UTC: the second is Tuesday already.
    check("2021-07-12T22:59:59Z", "2021-07-13T23:00:00Z");
    check("2021-07-12T23:00:00Z", "2021-07-14T23:00:00Z");
    // The weekends on which the clocks go forward and back.
    check("2021-03-26T12:00:00Z", "2021-03-29T23:00:00Z");
    check("2021-10-29T12:00:00Z", "2021-11-02T00:00:00Z");
}

#[test]
fn days_of_the_calendar_count_every_day() {
    let calendar = Calendar::england_and_wales();
    assert_eq!(
        due(&FOUR_WEEKS, at("2021-12-20T10:00:00Z"), &calendar),
        at("2022-01-18T00:00:00Z")
    );
    // Over the change of the clocks.
    assert_eq!(
        due(&FOUR_WEEKS, at("2021-03-10T23:30:00Z"), &calendar),
        at("2021-04-07T23:00:00Z")
    );
}

#[test]
fn a_clock_is_going_late_before_it_is_late() {
    let due = at("2021-12-01T00:00:00Z");
    let check = |now: &str, expect: Standing| {
        assert_eq!(standing(&DECISION, due, at(now)), expect, "{now}");
    };
    let minutes = SignedDuration::from_mins;
    check("2021-11-30T11:59:00Z", Standing::InTime(minutes(721)));
    check("2021-11-30T12:00:00Z", Standing::GoingLate(minutes(720)));
    check("2021-11-30T23:59:00Z", Standing::GoingLate(minutes(1)));
    check("2021-12-01T00:00:00Z", Standing::Overdue(minutes(0)));
    check("2021-12-01T00:22:00Z", Standing::Overdue(minutes(22)));
}

/// Over the changes of the clocks too: a hub that works from 9 to 5 has the warning in its own hours, on the day itself.
#[test]
fn a_decision_goes_late_at_midday_of_its_last_working_day() {
    let calendar = Calendar::england_and_wales();
    let check = |received: &str, midday: &str| {
        let due = due(&DECISION, at(received), &calendar);
        let just_before = at(midday) - SignedDuration::from_micros(1);
        assert!(matches!(
            standing(&DECISION, due, at(midday)),
            Standing::GoingLate(_)
        ));
        assert!(matches!(
            standing(&DECISION, due, just_before),
            Standing::InTime(_)
        ));
        let last = local_date(at(midday));
        assert!(calendar.is_working(last), "{received}");
    };
    check("2021-11-29T10:00:00Z", "2021-11-30T12:00:00Z");
    check("2021-11-26T10:00:00Z", "2021-11-29T12:00:00Z");
    check("2021-07-12T10:00:00Z", "2021-07-13T11:00:00Z");
    check("2021-03-26T12:00:00Z", "2021-03-29T11:00:00Z");
    check("2021-10-29T12:00:00Z", "2021-11-01T12:00:00Z");
}

#[test]
fn a_warning_that_cannot_wait_is_due_in_an_hour_day_and_night() {
    let calendar = Calendar::england_and_wales();
    let check = |sent: &str, expect: &str| {
        assert_eq!(due(&WARNING_AT_ONCE, at(sent), &calendar), at(expect));
    };
    check("2025-12-25T02:00:00Z", "2025-12-25T03:00:00Z");
    // The clocks go forward: an hour is an hour.
    check("2021-03-28T00:30:00Z", "2021-03-28T01:30:00Z");
}

#[test]
fn a_decision_at_the_stroke_of_midnight_is_late() {
    let calendar = Calendar::england_and_wales();
    let check = |received: &str, decided: &str, expect: bool| {
        assert_eq!(
            decided_in_time(at(received), at(decided), &calendar),
            expect,
            "{received} {decided}"
        );
    };
    check("2021-11-29T10:00:00Z", "2021-11-30T23:59:59.999999Z", true);
    check("2021-11-29T10:00:00Z", "2021-12-01T00:00:00Z", false);
    check("2025-12-24T16:00:00Z", "2025-12-29T23:59:59Z", true);
    check("2025-12-24T16:00:00Z", "2025-12-30T00:00:00Z", false);
}

/// Instants of 2010 to 2030, within and beyond the known bank holidays, half of them within an hour of a local midnight
/// or of the changes of the clocks.
fn instants() -> impl Strategy<Value = Timestamp> {
    let second = 1_262_304_000i64..1_893_456_000;
    let near = (second.clone(), -3600i64..=3600).prop_map(|(second, near)| {
        let midnight = Timestamp::from_second(second).map(|at| start_of(local_date(at)));
        midnight.map_or(second, Timestamp::as_second) + near
    });
    prop_oneof![
        second,
        near,
        (0i64..20).prop_map(|n| 1_616_893_200 + n - 10),
        (0i64..20).prop_map(|n| 1_635_642_000 + n - 10)
    ]
    .prop_map(|second| Timestamp::from_second(second).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_bounds_say_what_the_clocks_say(started in instants(), now in instants(), lag in 0i64..120 * 3600, near in any::<bool>()) {
        let calendar = Calendar::england_and_wales();
        // Far apart the answer is plain; so half the cases are within five days of each other.
        let now = if near { started.saturating_add(SignedDuration::from_secs(lag)).unwrap() } else { now };
        for rule in [&DECISION, &FOUR_WEEKS, &FORTY_FIVE, &AT_ONCE, &WARNING_AT_ONCE] {
            let standing = standing(rule, due(rule, started, &calendar), now);
            prop_assert_eq!(started < overdue_before(rule, now, &calendar), matches!(standing, Standing::Overdue(_)));
            prop_assert_eq!(started < going_late_before(rule, now, &calendar), !matches!(standing, Standing::InTime(_)));
        }
    }

    #[test]
    fn the_bound_is_the_first_start_that_is_not_overdue(now in instants()) {
        let calendar = Calendar::england_and_wales();
        for rule in [&DECISION, &FOUR_WEEKS, &FORTY_FIVE, &AT_ONCE, &WARNING_AT_ONCE] {
            let bound = overdue_before(rule, now, &calendar);
            let before = bound.saturating_sub(SignedDuration::from_micros(1)).unwrap();
            prop_assert!(due(rule, bound, &calendar) > now);
            prop_assert!(due(rule, before, &calendar) <= now);
        }
    }

    #[test]
    fn who_started_first_is_due_first(a in instants(), b in instants()) {
        let calendar = Calendar::england_and_wales();
        let (first, second) = (a.min(b), a.max(b));
        for rule in [&DECISION, &FOUR_WEEKS, &FORTY_FIVE, &WARNING_AT_ONCE] {
            prop_assert!(due(rule, first, &calendar) <= due(rule, second, &calendar));
            prop_assert!(due(rule, first, &calendar) > first);
        }
    }
}
