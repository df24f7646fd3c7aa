//! A year worked by hand, and what must hold of any events.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use trefoil_core::calendar::Calendar;
use trefoil_core::decision::Outcome;
use trefoil_core::event::{ContactKnown, DecisionKnown, Event, Module, NoticeFact, NoticeKnown};
use trefoil_core::ids::{ContactId, FamilyId, SightingId};
use trefoil_core::vocabulary::{Known, Source};
use uuid::Uuid;

use super::*;
use crate::fold::rows_of;
use crate::measures::{every, named};
use crate::period::Period;
use crate::report::{Cell, Report};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn contact_id(n: u128) -> ContactId {
    Uuid::from_u128(n).into()
}

/// The `nth` child of a contact.
fn child_id(contact: u128, nth: u128) -> SightingId {
    Uuid::from_u128(contact * 100 + nth).into()
}

fn family_id(n: u128) -> FamilyId {
    Uuid::from_u128(n).into()
}

fn told(
    n: u128,
    received: &str,
    source: Source,
    abuse: Known,
    children: u128,
    families: &[u128],
) -> Event {
    Event::Contact(ContactKnown {
        contact: contact_id(n),
        received_at: at(received),
        source,
        domestic_abuse: abuse,
        children: (0..children).map(|nth| child_id(n, nth)).collect(),
        families: families.iter().copied().map(family_id).collect(),
    })
}

fn decided(n: u128, nth: u128, when: &str, outcome: Outcome) -> Event {
    Event::Decision(DecisionKnown {
        contact: contact_id(n),
        received_at: at("2020-01-01T00:00:00Z"),
        child: Some(child_id(n, nth)),
        decided_at: at(when),
        outcome,
    })
}

fn noticed(n: u128, nth: u128, when: &str, fact: NoticeFact) -> Event {
    Event::Notice(NoticeKnown {
        contact: contact_id(n),
        received_at: at("2020-01-01T00:00:00Z"),
        child: child_id(n, nth),
        fact,
        dated_at: at(when),
    })
}

/// Contacts of the police of the year from April 2020 whose schools were told.
fn notices() -> Vec<Event> {
    use Known::Yes;
    use NoticeFact::{Acknowledged, HandedOver, Prepared};
    use Source::Police;
    let before = HandedOver {
        before_school: true,
    };
    let after = HandedOver {
        before_school: false,
    };
    let knows = |before_school| Acknowledged { before_school };
    vec![
        Event::InUse(Module::SchoolNotices),
        // 1: told in time, and again by others later: once in time. A sibling told late. One with nothing but a notice.
        told(1, "2020-06-01T10:00:00Z", Police, Yes, 4, &[1]),
        noticed(1, 0, "2020-06-01T10:00:05Z", Prepared),
        noticed(1, 0, "2020-06-01T18:00:00Z", before),
        noticed(1, 0, "2020-06-03T18:00:00Z", after),
        noticed(1, 0, "2020-06-03T19:00:00Z", knows(false)),
        noticed(1, 1, "2020-06-01T10:00:05Z", Prepared),
        noticed(1, 1, "2020-06-02T10:00:00Z", after),
        noticed(1, 2, "2020-06-01T10:00:05Z", Prepared),
        // 2: the school says that it knows, and nothing says that it was told: it was.
        told(2, "2020-07-01T10:00:00Z", Police, Yes, 1, &[2]),
        noticed(2, 0, "2020-07-01T10:00:05Z", Prepared),
        noticed(2, 0, "2020-07-01T19:00:00Z", knows(true)),
        // 3: told on the last second of the period, acknowledged on the first after it.
        told(3, "2021-03-31T10:00:00Z", Police, Yes, 1, &[3]),
        noticed(3, 0, "2021-03-31T10:00:05Z", Prepared),
        noticed(3, 0, "2021-03-31T22:59:59Z", before),
        noticed(3, 0, "2021-03-31T23:00:00Z", knows(true)),
        // 4: the notice came after the period, and one is of a child that a correction took out of the contact.
        told(4, "2021-03-31T11:00:00Z", Police, Yes, 1, &[4]),
        noticed(4, 0, "2021-03-31T23:00:00Z", Prepared),
        noticed(4, 3, "2021-03-31T11:00:05Z", Prepared),
        // A notice of another contact than the one before it is nobody's.
        noticed(1, 3, "2020-06-01T10:00:05Z", Prepared),
    ]
}

#[test]
fn what_schools_were_told() {
    let check = |name: &str, expect: &[u128]| {
        let name = format!("school_notices.{name}");
        let cell = report_of(notices()).cell(&name);
        assert_eq!(cell, Some(Cell::Count(expect.len() as u64)), "{name}");
        let calendar = Calendar::england_and_wales();
        let rows = rows_of(named(&name).unwrap(), notices(), year(), &calendar);
        let children: Vec<_> = rows.iter().filter_map(|row| row.child).collect();
        let expect = expect.iter().map(|one| child_id(one / 100, one % 100));
        assert_eq!(children, expect.collect::<Vec<_>>(), "{name}");
    };
    check("children", &[100, 101, 102, 200, 300]);
    check("before_school", &[100, 200, 300]);
    check("late", &[101]);
    check("acknowledged", &[100, 200]);
}

#[test]
fn what_is_not_in_use_is_no_number() {
    let used = |events: Vec<Event>| report_of(events).cell("school_notices.children");
    assert_eq!(used(vec![]), Some(Cell::NotInUse));
    let begun = vec![Event::InUse(Module::SchoolNotices)];
    assert_eq!(used(begun), Some(Cell::Count(0)));
}

fn year() -> Period {
    Period::new(date(2020, 4, 1), date(2021, 3, 31)).unwrap()
}

/// Contacts of the year from April 2020, each a case of its own.
fn events() -> Vec<Event> {
    use Known::{No, Unknown, Yes};
    use Outcome::{EarlyHelp, InformationAndAdvice, NoFurtherAction, Referral, StrategyDiscussion};
    use Source::{Health, Police, School};
    vec![
        // 1: two siblings, one family; the first answered on the last second in time, over Easter and two bank holidays.
        told(1, "2020-04-09T10:00:00Z", Police, Yes, 2, &[1]),
        decided(1, 0, "2020-04-14T22:59:59Z", Referral),
        decided(1, 1, "2020-04-14T23:00:00Z", NoFurtherAction),
        // 2: an unborn child, nothing linked yet; answered twice: the first answer was in time, the second counts.
        told(2, "2020-06-01T10:00:00Z", Health, Unknown, 1, &[]),
        decided(2, 0, "2020-08-01T10:00:00Z", StrategyDiscussion),
        decided(2, 0, "2020-06-02T10:00:00Z", EarlyHelp),
        // 3: three children of two families. Open: an answer after the end of the period is not yet known to it.
        told(3, "2021-03-31T10:00:00Z", Police, No, 3, &[2, 3]),
        decided(3, 0, "2021-03-31T22:59:59Z", InformationAndAdvice),
        decided(3, 1, "2021-03-31T23:00:00Z", Referral),
        // 4: a first version with three children, corrected to one and to domestic abuse; an answer about a child of the
        // first version is nobody's.
        told(4, "2020-09-01T10:00:00Z", Police, No, 3, &[4, 4]),
        told(4, "2020-09-01T10:00:00Z", Police, Yes, 1, &[4, 4]),
        decided(4, 0, "2020-09-02T10:00:00Z", EarlyHelp),
        decided(4, 2, "2020-09-02T10:00:00Z", Referral),
        // 5: adults only, with an answer.
        told(5, "2020-09-03T10:00:00Z", School, Yes, 0, &[5]),
        Event::Decision(DecisionKnown {
            contact: contact_id(5),
            received_at: at("2020-09-03T10:00:00Z"),
            child: None,
            decided_at: at("2020-09-03T11:00:00Z"),
            outcome: Referral,
        }),
        // 6 and 7: the midnights of the period, in summer time: the last instant before it, and its first.
        told(6, "2020-03-31T22:59:59.999999Z", Police, Yes, 1, &[]),
        told(7, "2020-03-31T23:00:00Z", School, Yes, 1, &[7]),
        // 8: the first instant after it.
        told(8, "2021-03-31T23:00:00Z", Police, Yes, 1, &[8]),
        // 9: an answer to another contact than the one before it is not counted.
        decided(7, 0, "2020-04-01T10:00:00Z", Referral),
    ]
}

fn report_of(events: Vec<Event>) -> Report {
    Report::fold(
        &SCRUTINY,
        events,
        year(),
        at("2021-05-01T00:00:00Z"),
        &Calendar::england_and_wales(),
    )
}

#[test]
fn a_year_worked_by_hand() {
    let report = report_of(events());
    let check = |name: &str, expect: u64| {
        assert_eq!(report.cell(name), Some(Cell::Count(expect)), "{name}");
    };
    // 2 + 1 + 3 + 1 + 1 children of contacts 1, 2, 3, 4 and 7.
    check("contacts.children", 8);
    // One of contact 1, one unlinked, two of contact 3, one of contact 4, one of contact 7.
    check("contacts.families", 6);
    check("contacts.adult_only", 1);
    check("contacts.domestic_abuse.children", 4);
    check("contacts.domestic_abuse.families", 3);
    check("contacts.from_police.children", 6);
    check("contacts.from_police.families", 4);
    check("contacts.from_police.domestic_abuse.children", 3);
    check("contacts.from_police.domestic_abuse.families", 2);
    // In time: one of contact 1, and those of 2, 3 and 4. Late: the sibling in contact 1.
    check("decisions.within_one_working_day", 4);
    check("decisions.late", 1);
    check("decisions.open", 3);
    check("decisions.by_outcome.no_further_action", 1);
    check("decisions.by_outcome.information_and_advice", 1);
    check("decisions.by_outcome.early_help", 1);
    check("decisions.by_outcome.referral", 1);
    check("decisions.by_outcome.strategy_discussion", 1);
    assert_eq!(
        report.cell("decisions.progressed_share"),
        Some(Cell::Share { part: 2, of: 5 })
    );
}

#[test]
fn the_rows_behind_a_number() {
    let calendar = Calendar::england_and_wales();
    let rows = |name: &str| rows_of(named(name).unwrap(), events(), year(), &calendar);
    let late = rows("decisions.late");
    assert_eq!(late.len(), 1);
    assert_eq!(
        (late[0].contact, late[0].child),
        (contact_id(1), Some(child_id(1, 1)))
    );
    let families: Vec<_> = rows("contacts.families")
        .iter()
        .map(|row| row.family)
        .collect();
    let expect = [Some(1), None, Some(2), Some(3), Some(4), Some(7)];
    assert_eq!(families, expect.map(|family| family.map(family_id)));
    assert_eq!(rows("contacts.adult_only")[0].contact, contact_id(5));
    assert_eq!(rows("decisions.progressed_share").len(), 2);
}

#[test]
fn every_measure_is_defined_once_and_printed_once() {
    let mut names: Vec<&str> = every().map(|measure| measure.name).collect();
    let mut printed: Vec<&str> = SCRUTINY.measures().map(|measure| measure.name).collect();
    names.sort_unstable();
    printed.sort_unstable();
    assert_eq!(names, printed);
    names.dedup();
    assert_eq!(names.len(), printed.len());
    let mut definitions: Vec<&str> = every().map(|measure| measure.definition).collect();
    definitions.sort_unstable();
    definitions.dedup();
    assert_eq!(
        definitions.len(),
        names.len(),
        "two measures share a definition"
    );
    let lines = SCRUTINY
        .lines
        .iter()
        .filter(|line| matches!(line, Line::Measure(_)));
    assert_eq!(
        lines.count(),
        names.len(),
        "a line names a measure that does not exist"
    );
}

const FACTS: [NoticeFact; 5] = [
    NoticeFact::Prepared,
    NoticeFact::HandedOver {
        before_school: true,
    },
    NoticeFact::HandedOver {
        before_school: false,
    },
    NoticeFact::Acknowledged {
        before_school: true,
    },
    NoticeFact::Acknowledged {
        before_school: false,
    },
];

/// Random streams: contacts one after the other, each with its answers in any order.
fn streams() -> impl Strategy<Value = Vec<Event>> {
    let answers = proptest::collection::vec((0u128..4, 0i64..2_000_000, 0usize..5), 0..6);
    let notices = proptest::collection::vec((0u128..4, 0i64..2_000_000, 0usize..5), 0..6);
    let contact = (
        1_580_000_000i64..1_625_000_000,
        0usize..8,
        0usize..3,
        0u128..4,
        0u128..3,
        (answers, notices),
    );
    proptest::collection::vec(contact, 0..40).prop_map(|contacts| {
        let mut events = vec![Event::InUse(Module::SchoolNotices)];
        for (n, (second, source, abuse, children, families, done)) in (1..).zip(contacts) {
            let (answers, notices) = done;
            let received = Timestamp::from_second(second).unwrap();
            let linked: Vec<u128> = (0..families).collect();
            events.push(told(
                n,
                &received.to_string(),
                Source::ALL[source],
                Known::ALL[abuse],
                children,
                &linked,
            ));
            for (nth, later, outcome) in answers {
                let when = received + SignedDuration::from_secs(later);
                events.push(decided(
                    n,
                    nth,
                    &when.to_string(),
                    Outcome::OF_CHILDREN[outcome],
                ));
            }
            for (nth, later, fact) in notices {
                let when = received + SignedDuration::from_secs(later);
                events.push(noticed(n, nth, &when.to_string(), FACTS[fact]));
            }
        }
        events
    })
}

proptest! {
    #[test]
    fn the_sums_hold_and_the_rows_are_as_many_as_the_numbers(events in streams()) {
        let report = report_of(events.clone());
        let count = |name: &str| match report.cell(name) {
            Some(Cell::Count(count)) => count,
            Some(Cell::Share { of, .. }) => of,
            other => panic!("{name} is {other:?}"),
        };
        let settled = count("decisions.within_one_working_day") + count("decisions.late");
        let outcomes: u64 = Outcome::OF_CHILDREN.iter().map(|outcome| count(&format!("decisions.by_outcome.{}", outcome.code()))).sum();
        prop_assert_eq!(outcomes, settled);
        prop_assert_eq!(count("decisions.progressed_share"), settled);
        prop_assert_eq!(count("contacts.children"), settled + count("decisions.open"));
        let told = count("school_notices.before_school") + count("school_notices.late");
        prop_assert!(count("school_notices.acknowledged") <= told);
        prop_assert!(told <= count("school_notices.children"));
        prop_assert!(count("school_notices.children") <= count("contacts.children"));
        prop_assert!(count("contacts.from_police.domestic_abuse.children") <= count("contacts.domestic_abuse.children"));
        for (measure, cell) in report.figures() {
            let rows = rows_of(measure, events.clone(), year(), &Calendar::england_and_wales());
            let (Cell::Count(counted) | Cell::Share { part: counted, .. }) = cell else { panic!("hidden") };
            prop_assert_eq!(rows.len() as u64, counted, "{}", measure.name);
            let mut once = rows.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), rows.len(), "{} counts a row twice", measure.name);
        }
    }

    #[test]
    fn the_order_of_the_answers_is_all_one(events in streams()) {
        let mut turned: Vec<Event> = Vec::new();
        for group in events.chunk_by(|_, next| matches!(next, Event::Decision(_) | Event::Notice(_))) {
            turned.extend(group.first().cloned());
            turned.extend(group.iter().skip(1).rev().cloned());
        }
        prop_assert_eq!(report_of(events).cells, report_of(turned).cells);
    }
}
