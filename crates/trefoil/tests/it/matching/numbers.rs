//! A changed number (adoption, gender reassignment): only the custodian may say that the two are one; no later version of a
//! contact, and no family confirmed as a whole, gets round it.

use trefoil_app::matching::confirm::match_confirm;
use trefoil_core::refusal::Refusal;
use trefoil_testkit::FeedRow;

use super::{NUMBERS, everybody_new, priya, take_in};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    across_a_changed_number_only_the_custodian_joins,
    a_later_version_with_another_number_does_not_carry_the_link,
}

async fn across_a_changed_number_only_the_custodian_joins(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &[priya("A")]).await;
    let person = everybody_new(&house, house.contact("A").await).await[0];
    take_in(
        &house,
        &[FeedRow {
            nhs_number: NUMBERS[1],
            ..priya("B")
        }],
    )
    .await;
    let contact = house.contact("B").await;
    let page = house.page(&house.staff.triage, contact).await;
    let one = &page.people[0];
    assert!(
        one.candidates
            .iter()
            .any(|found| found.believed.person == person && found.custodian_only)
    );
    assert!(
        page.whole_family.is_none(),
        "a family with a changed number is not confirmed in one act"
    );
    for asker in [&house.staff.triage, &house.staff.manager, &house.staff.duty] {
        let came = match_confirm(house.app(), asker, contact, one.row.sighting, person).await;
        assert!(matches!(came, Err(Refusal::NotAllowed(_))), "{came:?}");
    }
    assert!(
        house.page(&house.staff.triage, contact).await.people[0]
            .link
            .is_none()
    );
    match_confirm(
        house.app(),
        &house.staff.custodian,
        contact,
        one.row.sighting,
        person,
    )
    .await
    .unwrap();
    assert_eq!(
        house.page(&house.staff.triage, contact).await.people[0]
            .link
            .as_ref()
            .unwrap()
            .person,
        person
    );
}

async fn a_later_version_with_another_number_does_not_carry_the_link(on: Engine) {
    let house = House::on(on).await;
    take_in(&house, &[priya("A")]).await;
    let contact = house.contact("A").await;
    everybody_new(&house, contact).await;
    take_in(
        &house,
        &[FeedRow {
            version: "2",
            summary: "The same number.",
            ..priya("A")
        }],
    )
    .await;
    assert!(
        house.page(&house.staff.triage, contact).await.people[0]
            .link
            .is_some(),
        "the same number carries it"
    );
    take_in(
        &house,
        &[FeedRow {
            version: "3",
            nhs_number: NUMBERS[1],
            ..priya("A")
        }],
    )
    .await;
    assert!(
        house.page(&house.staff.triage, contact).await.people[0]
            .link
            .is_none(),
        "another number does not"
    );
}
