//! A family that is worked with, and a child of it of whom a school tells later, alone.

use trefoil_app::Asker;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::matching::new::match_new;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::ContactId;
use trefoil_testkit::{FeedRow, feed};

use crate::hub::house::House;
use crate::hub::people::{family, row};

/// The family, come in at a grade, matched and sent on to social care by emergency duty.
pub(crate) async fn known(house: &House, grade: &'static str) -> ContactId {
    let rows: Vec<FeedRow<'_>> = family("OPEN", "Ashdown")
        .into_iter()
        .map(|row| FeedRow { grade, ..row })
        .collect();
    house.kit.import(&feed(&rows)).await;
    let contact = house.contact("OPEN").await;
    for one in house.page(&house.staff.duty, contact).await.people {
        match_new(house.app(), &house.staff.duty, contact, one.row.sighting)
            .await
            .unwrap();
    }
    decide(house, &house.staff.duty, contact, Outcome::Referral).await;
    house.rest().await;
    contact
}

/// The elder child once more, with nobody beside her: the latest that waits.
pub(crate) async fn seen_again(house: &House) -> ContactId {
    seen_in(house, &format!("SCHOOL-{}", house.ledger_length().await)).await
}

/// The same, in an incident of that reference.
pub(crate) async fn seen_in(house: &House, incident: &str) -> ContactId {
    let waiting = house.waiting().await.len();
    let imogen = FeedRow {
        person: "q1",
        ..row(incident, "child", "Imogen", "Ashdown", "2014-03-14")
    };
    house.kit.import(&feed(&[imogen])).await;
    house.rest().await;
    assert_eq!(house.waiting().await.len(), waiting + 1);
    house.contact(incident).await
}

/// Decides everything about a contact in one way.
pub(crate) async fn decide(house: &House, who: &Asker, contact: ContactId, outcome: Outcome) {
    let page = house.page(who, contact).await;
    let children = page.people.iter().filter(|one| one.row.child);
    let answer = |child| Answer {
        child,
        outcome,
        reason: "What was told was looked at.".to_owned(),
        service: None,
    };
    let answers: Vec<Answer> = children.map(|one| answer(Some(one.row.root))).collect();
    contact_decide(house.app(), who, contact, answers)
        .await
        .unwrap();
}
