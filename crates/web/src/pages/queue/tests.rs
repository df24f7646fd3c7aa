//! Addresses go to filters and back; what is not known is left out and said; a row is told in words.

use jiff::Timestamp;
use trefoil_app::queue::{ClockState, Holder, QueueFilter, QueueOrder};
use trefoil_core::principal::Role;
use trefoil_core::vocabulary::{Known, RiskGrade, Source};

use super::address::href;
use super::row::{Line, cells, due_words, name_of};
use super::sample::{address, line};
use crate::shell::sample::shell;

#[test]
fn an_address_becomes_a_filter_and_that_address_again() {
    let usual = QueueFilter::default();
    let worker = "019ad000-0000-7000-8000-0000000000aa";
    let check = |asked: &[(&str, &str)], expect: QueueFilter| {
        let read = address(asked);
        assert_eq!(
            (read.filter, read.ignored),
            (expect, Vec::new()),
            "{asked:?}"
        );
        let pairs: Vec<String> = asked
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let written = if pairs.is_empty() {
            "/queue".to_owned()
        } else {
            format!("/queue?{}", pairs.join("&"))
        };
        assert_eq!(href(&expect), written);
    };
    check(&[], usual);
    check(
        &[("source", "police")],
        QueueFilter {
            source: Some(Source::Police),
            ..usual
        },
    );
    check(
        &[("risk", "high")],
        QueueFilter {
            grade: Some(RiskGrade::High),
            ..usual
        },
    );
    check(
        &[("domestic_abuse", "no")],
        QueueFilter {
            domestic_abuse: Some(Known::No),
            ..usual
        },
    );
    check(
        &[("clock", "going-late")],
        QueueFilter {
            clock: ClockState::GoingLate,
            ..usual
        },
    );
    check(
        &[("worker", "mine")],
        QueueFilter {
            holder: Holder::Mine,
            ..usual
        },
    );
    check(
        &[("worker", "nobody")],
        QueueFilter {
            holder: Holder::Nobody,
            ..usual
        },
    );
    check(
        &[("worker", worker)],
        QueueFilter {
            holder: Holder::Worker(worker.parse().unwrap()),
            ..usual
        },
    );
    check(
        &[("sort", "-time")],
        QueueFilter {
            reversed: true,
            ..usual
        },
    );
    check(
        &[("sort", "risk"), ("page", "200")],
        QueueFilter {
            order: QueueOrder::Risk,
            page: 200,
            ..usual
        },
    );
}

#[test]
fn what_is_not_known_is_left_out_and_said() {
    let check = |name: &'static str, value: &str| {
        let read = address(&[(name, value)]);
        assert_eq!(
            (read.filter, read.ignored),
            (QueueFilter::default(), vec![name]),
            "{name}={value}"
        );
    };
    check("source", "polise");
    check("risk", "HIGH");
    check("domestic_abuse", "1");
    check("clock", "soon");
    check("worker", "me");
    check("sort", "--time");
    check("page", "0");
    check("page", "-1");
    check("page", "99999999999999999999");
}

#[test]
fn a_row_is_called_by_its_families_or_people() {
    let check = |names: &[&str], expect: &str| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(name_of(&Line { names, ..line() }), expect);
    };
    check(&[], "Nobody named yet");
    check(&["Ashdown family"], "Ashdown family");
    check(&["A", "B", "C"], "A, B, C");
    check(&["A", "B", "C", "D", "E"], "A, B, C and 2 more");
}

#[test]
fn the_last_day_is_told_without_its_year() {
    let check =
        |due: &str, expect: &str| assert_eq!(due_words(due.parse::<Timestamp>().unwrap()), expect);
    check("2026-12-02T00:00:00Z", "by the end of Tuesday 1 December");
    check("2026-12-01T16:00:00Z", "by Tuesday 1 December 2026 at 4pm");
}

#[test]
fn the_next_act_is_to_take_or_to_open() {
    let token = shell(Role::Triage).token();
    let check = |held: bool, may: bool, expect: &str| {
        let cells = cells(&Line { held, ..line() }, may.then_some(&token));
        let html = cells.last().map(|cell| cell.content.to_string()).unwrap();
        assert!(html.contains(expect), "{expect}: {html}");
        assert_eq!(html.contains("csrf"), expect == "Take it");
    };
    check(false, true, "Take it");
    check(true, true, "Open");
    check(false, false, "Open");
}
