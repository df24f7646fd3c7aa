//! Addresses go to filters and back; what is not known is left out and said; a row is told in words.

use trefoil_app::queue::{ClockState, Holder, QueueFilter, QueueOrder};
use trefoil_core::principal::Role;
use trefoil_core::vocabulary::{Known, RiskGrade, Source};

use super::address::href;
use super::row::{Line, cells, name_of};
use super::sample::{address, line};
use crate::shell::sample::shell;

/// An address, and what it changes of the usual filter.
type Way = (&'static str, fn(&mut QueueFilter));

const WORKER: &str = "019ad000-0000-7000-8000-0000000000aa";

const WAYS: &[Way] = &[
    ("", |_| ()),
    ("source=police", |it| it.source = Some(Source::Police)),
    ("risk=high", |it| it.grade = Some(RiskGrade::High)),
    ("domestic_abuse=no", |it| {
        it.domestic_abuse = Some(Known::No);
    }),
    ("clock=going-late", |it| it.clock = ClockState::GoingLate),
    ("worker=mine", |it| it.holder = Holder::Mine),
    ("worker=nobody", |it| it.holder = Holder::Nobody),
    ("worker=019ad000-0000-7000-8000-0000000000aa", |it| {
        it.holder = Holder::Worker(WORKER.parse().unwrap());
    }),
    ("sort=-time", |it| it.reversed = true),
    ("sort=family", |it| it.order = QueueOrder::Family),
    ("source=police&sort=-earlier", |it| {
        it.source = Some(Source::Police);
        it.order = QueueOrder::Earlier;
        it.reversed = true;
    }),
    ("sort=risk&page=200", |it| {
        it.order = QueueOrder::Risk;
        it.page = 200;
    }),
];

#[test]
fn an_address_becomes_a_filter_and_that_address_again() {
    for (way, change) in WAYS {
        let mut expect = QueueFilter::default();
        change(&mut expect);
        let asked: Vec<_> = way
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let read = address(&asked);
        assert_eq!((read.filter, read.ignored), (expect, Vec::new()), "{way}");
        let written = href(&expect);
        assert_eq!(
            written.trim_start_matches("/queue").trim_start_matches('?'),
            *way
        );
    }
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
    check(&[], "Nobody named");
    check(&["Ashdown family"], "Ashdown family");
    check(&["A", "B"], "A, B");
    check(&["A", "B", "C"], "A, B and 1 other");
    check(&["A", "B", "C", "D", "E"], "A, B and 3 others");
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
