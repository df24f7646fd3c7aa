//! Two rows, one of them with a note that was refused; and nothing to look at.

use jiff::Timestamp;
use trefoil_app::imports::quarantine::{QuarantinePage, QuarantinedRow};
use trefoil_core::ids::QuarantineId;
use trefoil_core::principal::Role;

use super::shown::{Outcome, shown};
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let wrong = Outcome {
        closed: false,
        wrong: Some((
            id(1),
            "Say what you did about this row.".to_owned(),
            " ".to_owned(),
        )),
    };
    let closed = Outcome {
        closed: true,
        wrong: None,
    };
    vec![
        Sample::new("quarantine", &shown(&shell, &page(2), &wrong)),
        Sample::new("quarantine", &shown(&shell, &page(0), &closed)),
    ]
}

fn id(number: u8) -> QuarantineId {
    let text = format!("018f3a00-0000-7000-8000-0000000000{number:02x}");
    text.parse().unwrap_or_else(|_| unreachable!("{text}"))
}

fn page(rows: u8) -> QuarantinePage {
    let row = |number: u8| QuarantinedRow {
        quarantine: id(number),
        import: id(9).uuid().into(),
        row: i64::from(number),
        message: "The row has no reference".to_owned(),
        since: Timestamp::UNIX_EPOCH,
        text: (number == 1).then(|| "a,b,<script>".to_owned()),
    };
    QuarantinePage {
        rows: (1..=rows).map(row).collect(),
        total: i64::from(rows),
        page: 1,
        pages: 3,
    }
}
