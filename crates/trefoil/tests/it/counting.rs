//! The report counted a second time, by hand and from what was told, never from what the store holds.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

mod by_hand;
mod lives;
mod town;

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_app::reports::rows::{RowsAsked, scrutiny_rows};
use trefoil_app::reports::scrutiny::{Cell, scrutiny_view};
use trefoil_app::{App, Asker};

use by_hand::{Told, count};

/// The report and the count by hand of the same days; and one of its numbers opened down to rows.
async fn compare(
    app: &App,
    manager: &Asker,
    told: &[Told],
    (from, to, as_at): (Date, Date, Timestamp),
    opened: usize,
) {
    let report = scrutiny_view(app, manager, from, to, Some(as_at))
        .await
        .unwrap();
    let by_hand = count(told, from, to, as_at);
    let mut seen = 0;
    // What schools were told is counted by hand over a year of its own.
    let figures = || {
        let all = report.figures();
        all.filter(|(measure, _)| measure.part() != "school_notices")
    };
    for (measure, cell) in figures() {
        let (Cell::Count(number) | Cell::Share { part: number, .. }) = cell else {
            panic!("{} is hidden", measure.name)
        };
        assert_eq!(
            number, by_hand[measure.name],
            "{} from {from} to {to} as known at {as_at}\n{told:#?}",
            measure.name
        );
        if let Cell::Share { of, .. } = cell {
            assert_eq!(of, by_hand["decided"], "{from} to {to} as known at {as_at}");
        }
        seen += 1;
    }
    assert_eq!(seen + 1, by_hand.len());
    let (measure, cell) = figures().nth(opened % seen).unwrap();
    let asked = RowsAsked {
        from,
        to,
        as_at: Some(as_at),
        measure: measure.name,
        page: 1,
    };
    let rows = scrutiny_rows(app, manager, asked).await.unwrap();
    let (Cell::Count(number) | Cell::Share { part: number, .. }) = cell else {
        panic!("{} is hidden", measure.name)
    };
    assert_eq!(rows.total, number, "rows of {}", measure.name);
    assert_eq!(rows.rows.len() as u64, number.min(50));
}
