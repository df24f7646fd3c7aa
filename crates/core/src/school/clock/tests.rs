//! A school's next opening against vectors counted by hand, and against an independent count: every opening of three years laid
//! out in order, and the first of them after an instant.

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::CountedBy::{Terms, WorkingDays};
use super::*;
use crate::school::Phase;

fn school(opens: Option<Time>) -> School {
    School {
        urn: Urn::new(123_456).unwrap(),
        name: "Marram Primary School".to_owned(),
        kind: String::new(),
        phase: Phase::Primary,
        area: 890,
        pupils: None,
        opened: None,
        closed: None,
        opens,
    }
}

fn days(kind: DaysKind, from: Date, to: Date) -> Days {
    Days { from, to, kind }
}

/// The terms of a made-up year 2025/26, an inset day on its first Monday back.
fn terms() -> Vec<Days> {
    use DaysKind::{Inset, Term};
    vec![
        days(Term, date(2025, 9, 2), date(2025, 10, 24)),
        days(Term, date(2025, 11, 3), date(2025, 12, 19)),
        days(Term, date(2026, 1, 5), date(2026, 2, 13)),
        days(Term, date(2026, 2, 23), date(2026, 4, 1)),
        days(Term, date(2026, 4, 20), date(2026, 5, 22)),
        days(Term, date(2026, 6, 1), date(2026, 7, 21)),
        days(Inset, date(2026, 1, 5), date(2026, 1, 5)),
    ]
}

fn at(day: Date, hour: i8, minute: i8) -> Timestamp {
    let local = day.to_datetime(time(hour, minute, 0, 0));
    london().to_timestamp(local).unwrap()
}

#[test]
fn the_next_opening_is_as_counted_by_hand() {
    let (school, own, calendar) = (
        school(Some(time(8, 45, 0, 0))),
        terms(),
        Calendar::england_and_wales(),
    );
    let clock = SchoolDays::new(&school, &own, &[], &calendar);
    let check = |known: Timestamp, day: Date, by: CountedBy| {
        let due = clock.due(known).unwrap();
        assert_eq!((due.opens, due.by), (at(day, 8, 45), by), "{known}");
        assert_eq!(due.alarm, at(day, 8, 15));
    };
    // At night, and in the minute before and at the opening.
    check(at(date(2025, 11, 5), 2, 10), date(2025, 11, 5), Terms);
    check(at(date(2025, 11, 5), 8, 44), date(2025, 11, 5), Terms);
    check(at(date(2025, 11, 5), 8, 45), date(2025, 11, 6), Terms);
    // A weekend; the half term; Christmas, with the inset day after it.
    check(at(date(2025, 11, 7), 16, 0), date(2025, 11, 10), Terms);
    check(at(date(2025, 10, 24), 19, 0), date(2025, 11, 3), Terms);
    check(at(date(2025, 12, 24), 23, 59), date(2026, 1, 6), Terms);
    // Good Friday, Easter Monday; a bank holiday within a term.
    check(at(date(2026, 4, 1), 12, 0), date(2026, 4, 20), Terms);
    check(at(date(2026, 5, 3), 12, 0), date(2026, 5, 5), Terms);
    // The clocks go back on 26 October 2025 and forward on 29 March 2026: at night, and the school opens by the clock on its wall.
    check(at(date(2025, 10, 26), 1, 30), date(2025, 11, 3), Terms);
    check(at(date(2026, 3, 29), 3, 30), date(2026, 3, 30), Terms);
    assert_eq!(
        clock
            .due(at(date(2026, 3, 29), 3, 30))
            .unwrap()
            .opens
            .to_string(),
        "2026-03-30T07:45:00Z"
    );
    // The long holiday: the next year's terms are not recorded, so it is counted by working days from its first day on.
    check(at(date(2026, 7, 21), 20, 0), date(2026, 9, 1), WorkingDays);
    check(
        at(date(2026, 12, 24), 20, 0),
        date(2026, 12, 29),
        WorkingDays,
    );
}

#[test]
fn what_is_not_recorded_is_said() {
    let calendar = Calendar::england_and_wales();
    let known = at(date(2025, 11, 7), 16, 0);
    let nothing = school(None);
    let due = SchoolDays::new(&nothing, &[], &[], &calendar)
        .due(known)
        .unwrap();
    assert_eq!(due.opens, at(date(2025, 11, 10), 8, 30));
    assert_eq!((due.by, due.time_known), (WorkingDays, false));
    // The authority's terms count where the school has none of its own; its own inset day counts beside them.
    let common = terms();
    let inset = [days(
        DaysKind::Inset,
        date(2025, 11, 10),
        date(2025, 11, 10),
    )];
    let due = SchoolDays::new(&nothing, &inset, &common, &calendar)
        .due(known)
        .unwrap();
    assert_eq!((due.opens, due.by), (at(date(2025, 11, 11), 8, 30), Terms));
    // Its own terms stand in their place.
    let own = [days(DaysKind::Term, date(2025, 11, 13), date(2025, 12, 1))];
    let due = SchoolDays::new(&nothing, &own, &common, &calendar)
        .due(known)
        .unwrap();
    assert_eq!(due.opens, at(date(2025, 11, 13), 8, 30));
}

#[test]
fn a_closed_school_never_opens_and_the_officer_works_through_holidays() {
    let calendar = Calendar::england_and_wales();
    let closed = School {
        closed: Some(date(2025, 9, 1)),
        ..school(None)
    };
    let known = at(date(2025, 12, 24), 16, 0);
    let common = terms();
    assert_eq!(
        SchoolDays::new(&closed, &[], &common, &calendar).due(known),
        None
    );
    let officer = School {
        urn: Urn::OFFICER,
        ..school(None)
    };
    let due = SchoolDays::new(&officer, &[], &common, &calendar)
        .due(known)
        .unwrap();
    assert_eq!((due.opens, due.by), (at(date(2025, 12, 29), 9, 0), Terms));
}

#[test]
fn the_clock_calls_half_an_hour_before() {
    let (school, own, calendar) = (
        school(Some(time(8, 45, 0, 0))),
        terms(),
        Calendar::england_and_wales(),
    );
    let due = SchoolDays::new(&school, &own, &[], &calendar);
    let due = due.due(at(date(2025, 11, 5), 2, 0)).unwrap();
    let day = date(2025, 11, 5);
    assert_eq!(due.at(at(day, 8, 14)), SchoolClock::Running);
    assert_eq!(due.at(at(day, 8, 15)), SchoolClock::Alarm);
    assert_eq!(due.at(at(day, 8, 45)), SchoolClock::Overdue);
}

/// Every opening of the years 2025 to 2027, counted another way: a day is crossed out for each reason that closes it.
fn openings(own: &[Days], common: &[Days], opens: Time) -> Vec<Timestamp> {
    let holidays: serde_json::Value =
        serde_json::from_str(include_str!("../../../data/bank-holidays.json")).unwrap();
    let events = holidays["england-and-wales"]["events"].as_array().unwrap();
    let holidays: Vec<String> = events
        .iter()
        .map(|one| one["date"].as_str().unwrap().to_owned())
        .collect();
    let first = date(2025, 1, 1);
    let all = (0..1095).map(|n| first.checked_add(jiff::Span::new().days(n)).unwrap());
    let mut kept: Vec<Date> = all
        .filter(|day| day.weekday().to_monday_zero_offset() < 5)
        .collect();
    kept.retain(|day| !holidays.contains(&day.to_string()));
    for one in own
        .iter()
        .chain(common)
        .filter(|one| one.kind != DaysKind::Term)
    {
        kept.retain(|day| *day < one.from || *day > one.to);
    }
    // September to August, written out.
    for year in 2024..=2027 {
        let of = |list: &[Days]| -> Vec<Days> {
            let (from, to) = (date(year, 9, 1), date(year + 1, 8, 31));
            let within = list
                .iter()
                .filter(|one| one.kind == DaysKind::Term && one.from >= from && one.from <= to);
            within.copied().collect()
        };
        let terms = if of(own).is_empty() {
            of(common)
        } else {
            of(own)
        };
        let this_year = |day: &Date| *day >= date(year, 9, 1) && *day <= date(year + 1, 8, 31);
        if !terms.is_empty() {
            kept.retain(|day| {
                !this_year(day) || terms.iter().any(|one| one.from <= *day && *day <= one.to)
            });
        }
    }
    kept.into_iter()
        .map(|day| london().to_timestamp(day.to_datetime(opens)).unwrap())
        .collect()
}

fn some_days() -> impl Strategy<Value = Vec<Days>> {
    let one = (0_i64..900, 0_i64..60, 0_usize..3).prop_map(|(from, length, kind)| {
        let from = date(2025, 1, 1)
            .checked_add(jiff::Span::new().days(from))
            .unwrap();
        let kind = DaysKind::ALL[kind];
        let length = if kind == DaysKind::Term {
            length
        } else {
            length % 4
        };
        Days {
            from,
            to: from.checked_add(jiff::Span::new().days(length)).unwrap(),
            kind,
        }
    });
    prop::collection::vec(one, 0..10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_next_opening_is_the_first_of_all_that_comes_after(
        own in some_days(),
        common in some_days(),
        minutes in 0_i64..900 * 24 * 60,
        hour in 0_i8..24,
        minute in 0_i8..60,
    ) {
        let opens = time(hour, minute, 0, 0);
        let known = at(date(2025, 1, 1), 0, 0).checked_add(SignedDuration::from_mins(minutes)).unwrap();
        let all = openings(&own, &common, opens);
        let expect = all.iter().find(|one| **one > known);
        let (school, calendar) = (school(Some(opens)), Calendar::england_and_wales());
        let due = SchoolDays::new(&school, &own, &common, &calendar).due(known);
        // A calendar that closes a school for longer than is looked ahead says that it is closed.
        let soon = |one: &&Timestamp| one.duration_since(known) < SignedDuration::from_hours(399 * 24);
        if let Some(expect) = expect.filter(soon) {
            prop_assert_eq!(due.map(|due| due.opens), Some(*expect));
        }
    }
}
