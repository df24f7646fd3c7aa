//! The hub's hours: due by hand, against a count minute by minute, and the bound of a query against the due time of each contact.

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn rule() -> RagRule {
    RagRule::default()
}

#[test]
fn due_by_hand() {
    let calendar = Calendar::england_and_wales();
    let check = |level: Rag, received: &str, due: &str| {
        let found = rule().due(level, at(received), &calendar);
        assert_eq!(found, at(due), "{level:?} {received}");
    };
    // Red runs through the night and over the change of the clocks.
    check(Rag::Red, "2026-03-28T23:30:00Z", "2026-03-29T03:30:00Z");
    // Amber: 24 working hours are three days of eight.
    check(Rag::Amber, "2026-03-17T10:00:00Z", "2026-03-20T10:00:00Z");
    // At night it begins in the morning; 9am in summer is 8 by UTC.
    check(Rag::Amber, "2026-06-01T22:00:00Z", "2026-06-04T16:00:00Z");
    // Over Easter: Thursday afternoon, then Tuesday.
    check(Rag::Amber, "2026-04-02T15:00:00Z", "2026-04-09T15:00:00Z");
    check(Rag::Green, "2026-03-27T17:00:00Z", "2026-04-13T16:00:00Z");
}

/// Working minutes from one instant to another, counted one by one.
#[test]
fn an_agency_answers_before_the_hub_decides() {
    let calendar = Calendar::england_and_wales();
    let check = |level, received: &str, asked: &str, due: &str| {
        let found = rule().check_due(level, (at(received), at(asked)), &calendar);
        assert_eq!(found, at(due), "{level:?} {received} {asked}");
    };
    // Half of the hub's time, where that ends sooner.
    check(
        Rag::Red,
        "2026-03-17T10:00:00Z",
        "2026-03-17T10:00:00Z",
        "2026-03-17T12:00:00Z",
    );
    // The hub's own, where it was asked late.
    check(
        Rag::Red,
        "2026-03-17T10:00:00Z",
        "2026-03-17T13:00:00Z",
        "2026-03-17T14:00:00Z",
    );
    // The law's, where a green contact would wait longer.
    check(
        Rag::Green,
        "2026-03-17T10:00:00Z",
        "2026-03-17T10:00:00Z",
        "2026-03-19T00:00:00Z",
    );
    // At once, where its time is over.
    check(
        Rag::Red,
        "2026-03-17T10:00:00Z",
        "2026-03-17T16:00:00Z",
        "2026-03-17T16:00:00Z",
    );
}

fn minutes(from: Timestamp, to: Timestamp, rule: &RagRule, calendar: &Calendar) -> i64 {
    let mut count = 0;
    let mut at = from;
    while at < to {
        let local = london().to_datetime(at);
        let open = calendar.is_working(local.date())
            && local.time() >= rule.hours.opens
            && local.time() < rule.hours.closes;
        count += i64::from(open);
        at += SignedDuration::from_mins(1);
    }
    count
}

#[test]
fn due_is_as_many_working_minutes_later() {
    let calendar = Calendar::england_and_wales();
    let start = at("2026-03-20T00:00:00Z");
    for step in 0..120 {
        let received = start + SignedDuration::from_mins(step * 397);
        for level in [Rag::Amber, Rag::Green] {
            let rule = RagRule {
                amber: 6,
                green: 24,
                ..rule()
            };
            let due = rule.due(level, received, &calendar);
            let between = minutes(received, due, &rule, &calendar);
            let limit = i64::from(rule.hours(level)) * 60;
            assert_eq!(between, limit, "{level:?} {received} {due}");
        }
    }
}

#[test]
fn the_bound_finds_what_is_overdue_and_nothing_else() {
    let calendar = Calendar::england_and_wales();
    let start = at("2026-03-26T00:00:00Z");
    for step in 0..200 {
        let now = start + SignedDuration::from_mins(step * 61);
        for level in Rag::ALL {
            let bound = rule().overdue_before(*level, now, &calendar);
            for back in 0..160 {
                let received = now - SignedDuration::from_mins(back * 113);
                let overdue = rule().due(*level, received, &calendar) <= now;
                assert_eq!(received < bound, overdue, "{level:?} {received} at {now}");
            }
        }
    }
}

#[test]
fn a_rule_that_cannot_be_kept_is_told() {
    let check = |rule: RagRule, fields: &[&str]| {
        let told = match rule.check() {
            Ok(()) => Vec::new(),
            Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| one.field).collect(),
            Err(other) => unreachable!("{other}"),
        };
        assert_eq!(told, fields);
    };
    check(rule(), &[]);
    let hours = HubHours {
        opens: time(17, 0, 0, 0),
        closes: time(9, 0, 0, 0),
    };
    check(RagRule { hours, ..rule() }, &["closes"]);
    check(
        RagRule {
            red: 0,
            amber: 501,
            ..rule()
        },
        &["red", "amber", "green"],
    );
    assert_eq!(
        rule().words(Rag::Amber),
        "Amber is decided within 24 hours in which the hub works, 9am to 5pm on working days"
    );
    assert_eq!(
        rule().words(Rag::Red),
        "Red is decided within 4 hours, day and night"
    );
}
