//! What needs no family at work: who is linked by the program, what a published report shows; and stories that make what they need.

use jiff::civil::date;
use trefoil_testkit::FeedRow;

use super::probe::{Alone, Likeness};
use super::{attached, kept, people, rules, unseen, visits, work};
use crate::hub::house::{Engine, House};
use crate::matching::alone::links_itself;
use crate::matching::priya;
use crate::publishing::{FEBRUARY, cells, children, publish};

pub(super) async fn sees(probe: Alone) -> Option<String> {
    match probe {
        Alone::Linked(likeness) => linked(likeness).await,
        Alone::Published => published().await,
        Alone::Rules => rules::sees().first(),
        Alone::Attached => attached::sees().first(),
        Alone::Visits => visits::sees().await.first(),
        Alone::People => people::sees().await.first(),
        Alone::Given => work::given().await.first(),
        Alone::Closed => work::closed().await.first(),
        Alone::Unseen => unseen::sees().await.first(),
        Alone::Kept => kept::sees().await.first(),
    }
}

/// Whether two sightings became one person without anybody's word.
async fn linked(likeness: Likeness) -> Option<String> {
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
async fn published() -> Option<String> {
    let house = House::sqlite().await;
    children(&house, date(2026, 2, 10), 3).await;
    let report = publish(&house, FEBRUARY, None).await;
    let small = cells(&report).into_iter().flatten();
    let mut small = small.filter(|count| (1..=5).contains(count));
    small.next().map(|count| count.to_string())
}
