//! What needs no family at work: who is linked by the program, and what a published report shows.

use jiff::civil::date;
use trefoil_testkit::FeedRow;

use super::probe::Likeness;
use crate::hub::house::{Engine, House};
use crate::matching::alone::links_itself;
use crate::matching::priya;
use crate::publishing::{FEBRUARY, cells, children, publish};

/// Whether two sightings became one person without anybody's word.
pub(super) async fn linked(likeness: Likeness) -> Option<String> {
    let known = priya("A");
    let seen = match likeness {
        Likeness::Namesakes => FeedRow {
            nhs_number: "",
            ..known
        },
        Likeness::Hiding => FeedRow {
            address_state: "refuge",
            ..known
        },
    };
    let linked = links_itself(Engine::Sqlite, &known, &seen).await;
    linked.then(|| format!("{likeness:?}"))
}

/// A small number on a report that left the building.
pub(super) async fn published() -> Option<String> {
    let house = House::sqlite().await;
    children(&house, date(2026, 2, 10), 3).await;
    let report = publish(&house, FEBRUARY, None).await;
    let small = cells(&report).into_iter().flatten();
    let mut small = small.filter(|count| (1..=5).contains(count));
    small.next().map(|count| count.to_string())
}
