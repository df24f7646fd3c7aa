//! Matching through the door: what links itself, what never does, what only the custodian may, and undoing.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

pub(crate) mod alone;
mod around;
mod numbers;
mod recall;
mod searching;
mod undoing;

use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::view::ContactPerson;
use trefoil_app::matching::new::match_new;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{ContactId, PersonId};
use trefoil_testkit::{FeedRow, feed};

use crate::hub::house::House;
use crate::hub::people::row;

/// Valid numbers of nobody.
pub(crate) const NUMBERS: [&str; 3] = ["9434765919", "9434765978", "9434766044"];

/// Triage says that everybody in the contact is new; who they are from then on.
pub(crate) async fn everybody_new(house: &House, contact: ContactId) -> Vec<PersonId> {
    for one in house.page(&house.staff.triage, contact).await.people {
        match_new(house.app(), &house.staff.triage, contact, one.row.sighting)
            .await
            .unwrap();
    }
    house.rest().await;
    let people = house.page(&house.staff.triage, contact).await.people;
    people
        .iter()
        .map(|one| one.link.as_ref().unwrap().person)
        .collect()
}

/// Triage decides early help for every child.
pub(crate) async fn decide(house: &House, contact: ContactId) {
    let people = house.page(&house.staff.triage, contact).await.people;
    let children = people.iter().filter(|one| one.row.child);
    let answer = |one: &ContactPerson| Answer {
        child: Some(one.row.root),
        outcome: Outcome::EarlyHelp,
        reason: "Asked for.".to_owned(),
        service: None,
    };
    contact_decide(
        house.app(),
        &house.staff.triage,
        contact,
        children.map(answer).collect::<Vec<_>>(),
    )
    .await
    .unwrap();
}

/// Takes rows in, and does what follows.
pub(crate) async fn take_in(house: &House, rows: &[FeedRow<'_>]) {
    house.kit.world.pass(jiff::SignedDuration::from_secs(1));
    house.kit.import(&feed(rows)).await;
    house.rest().await;
}

/// Priya, aged four, with her number.
pub(crate) fn priya(incident: &str) -> FeedRow<'_> {
    FeedRow {
        person: "p",
        nhs_number: NUMBERS[0],
        ..row(incident, "child", "Priya", "Nair", "2021-05-04")
    }
}
