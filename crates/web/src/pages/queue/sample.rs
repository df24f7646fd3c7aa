//! A queue with everything in it, one with filters that nothing fits, and an empty one.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::queue::QueuePage;
use trefoil_core::clock::Standing;
use trefoil_core::ids::ContactId;
use trefoil_core::principal::Role;
use trefoil_core::vocabulary::{Known, RiskGrade, Source};

use super::address::Address;
use super::receipt::ReceiptAgain;
use super::row::Line;
use super::shown::QueueShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

/// A line in which nothing is special.
pub(super) fn line() -> Line {
    let id = "019ad000-0000-7000-8000-000000000001".parse::<ContactId>();
    Line {
        contact: id.unwrap(),
        standing: Standing::InTime(SignedDuration::from_mins(1510)),
        due: "2026-12-02T00:00:00Z".parse().unwrap(),
        source: Source::Police,
        grade: RiskGrade::High,
        domestic_abuse: Known::Yes,
        names: vec!["Ashdown family".to_owned()],
        subject: None,
        children: 3,
        adults: 2,
        unmatched: 2,
        possible: 1,
        earlier: 4,
        worker: None,
        held: false,
    }
}

fn lines() -> Vec<Line> {
    let overdue = Standing::Overdue(SignedDuration::from_mins(22));
    let late = Standing::GoingLate(SignedDuration::from_mins(70));
    let taken = Line {
        standing: late,
        worker: Some("Sam Okoro".to_owned()),
        held: true,
        unmatched: 0,
        ..line()
    };
    vec![
        Line {
            standing: overdue,
            grade: RiskGrade::Unknown,
            ..line()
        },
        taken,
        Line {
            names: Vec::new(),
            subject: Some("Concern <about> Tom".to_owned()),
            ..line()
        },
    ]
}

/// A page of the queue without its rows.
pub(super) fn queue(total: i64) -> QueuePage {
    QueuePage {
        rows: Vec::new(),
        total,
        overdue: 1,
        going_late: 2,
        page: 2,
        pages: 5,
        quarantined: 3,
        workers: Vec::new(),
        now: Timestamp::UNIX_EPOCH,
    }
}

/// The address of these names and values.
pub(super) fn address(asked: &[(&str, &str)]) -> Address {
    let owned = asked
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Address::read(&Fields(owned.collect()))
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let quiet = QueuePage {
        overdue: 0,
        going_late: 0,
        page: 1,
        pages: 1,
        quarantined: 0,
        ..queue(0)
    };
    let full = address(&[
        ("done", "taken"),
        ("sort", "-risk"),
        ("colour", "red"),
        ("clock", "soon"),
    ]);
    let filtered = address(&[("source", "police")]);
    let shell = shell(Role::Triage);
    vec![
        Sample::new(
            "queue",
            &QueueShown::of(&shell, &full, &queue(103), &lines()),
        ),
        Sample::new("queue", &QueueShown::new(&shell, &filtered, quiet.clone())),
        Sample::new("queue", &QueueShown::new(&shell, &address(&[]), quiet)),
        Sample::new("receipt", &ReceiptAgain::new(&shell, "BKRT <b>")),
        Sample::new("receipt", &ReceiptAgain::new(&shell, "BKRT-HJWX")),
    ]
}
