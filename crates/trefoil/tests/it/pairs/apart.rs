//! Adoption, gender reassignment, witness protection: an old and a new identity are one by the custodian's word alone, and nobody else can tell.

use trefoil_app::Asker;
use trefoil_app::pairs::decide::pair_decide;
use trefoil_app::pairs::keep::identity_keep;
use trefoil_app::pairs::put::pair_put;
use trefoil_app::pairs::undo::pair_undo;
use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, PersonId};
use trefoil_core::pair::{PairGuard, PairKnown, PairSaid, PairTyped};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::FeedRow;

use super::{Twice, again, still};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::matching::{NUMBERS, everybody_new, take_in};

on_both_engines! {
    an_old_and_a_new_identity_are_one_and_nobody_else_can_tell,
    whose_identity_is_kept_apart_is_proposed_to_nobody,
    who_is_told_of_under_a_kept_number_is_the_custodians,
}

async fn pages(
    house: &House,
    who: &Asker,
    persons: &[PersonId],
    contacts: &[ContactId],
) -> Vec<String> {
    let mut browser = house.browser(who).await;
    let token = browser.token().await;
    let persons = persons.iter().map(|one| format!("/people/{one}"));
    let contacts = contacts.iter().map(|one| format!("/contacts/{one}"));
    let lists = ["/duplicates", "/work", "/queue"].map(str::to_owned);
    let mut seen = Vec::new();
    for path in persons.chain(contacts).chain(lists) {
        let answer = browser.get(&path).await;
        seen.push(still(&path, &answer, &token));
    }
    seen
}

async fn an_old_and_a_new_identity_are_one_and_nobody_else_can_tell(on: Engine) {
    let twice = Twice::new(on).await;
    let (house, staff) = (&twice.house, &twice.house.staff);
    take_in(
        house,
        &[row("C", "child", "Wren", "Holloway", "2014-03-15")],
    )
    .await;
    let contact = house.contact("C").await;
    let (old, new) = (twice.persons[0], everybody_new(house, contact).await[0]);
    let (persons, contacts) = ([old, new], [twice.contacts[0], contact]);
    let others = [&staff.triage, &staff.manager, &staff.duty];
    let mut before = Vec::new();
    for who in others {
        before.push(pages(house, who, &persons, &contacts).await);
        let refused = pair_put(house.app(), who, Some(old), Some(new)).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
        let refused = identity_keep(house.app(), who, old, true).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
    }
    let unchanged = async |what: &str| {
        for (who, before) in others.iter().zip(&before) {
            let after = pages(house, who, &persons, &contacts).await;
            for (now, before) in after.iter().zip(before) {
                assert_eq!(now, before, "{what}");
            }
        }
    };

    let (app, custodian) = (house.app(), &staff.custodian);
    let alone = pair_put(app, custodian, Some(old), Some(old)).await;
    assert!(matches!(alone, Err(Refusal::Invalid(_))));
    let from = house.ledger_length().await;
    let pair = pair_put(app, custodian, Some(old), Some(new))
        .await
        .unwrap();
    assert_eq!(house.entries_from(from).await[0].act, Act::PairPut.code());
    unchanged("put beside each other").await;
    let page = twice.list(custodian).await;
    let put = page.open.iter().find(|one| one.row.pair == pair).unwrap();
    assert_eq!(put.row.guards, [PairGuard::Put]);
    let typed = |known| PairTyped {
        said: Some(PairSaid::One),
        first: Some(new),
        known: Some(known),
        reason: "The order of the court.".to_owned(),
    };
    pair_decide(app, custodian, pair, typed(PairKnown::Custodian))
        .await
        .unwrap();
    house.rest().await;
    unchanged("said to be one").await;
    let mut browser = house.browser(custodian).await;
    let page = browser.open(&format!("/people/{old}")).await;
    assert!(page.words().contains("The order of the court."));
    assert!(page.words().contains("Wren Holloway"));
    // Kept apart, nobody else is told of it, whatever the custodian chooses.
    pair_undo(app, custodian, pair).await.unwrap();
    let page = browser.open(&format!("/people/{new}")).await;
    let form = page.form("/apart", &["Keep this identity apart"]).unwrap();
    let from = house.ledger_length().await;
    assert_eq!(browser.submit(&form, &[]).await.status, 303);
    let kept = house.entries_from(from).await;
    assert!(kept.iter().any(|one| one.act == Act::IdentityKeep.code()));
    pair_decide(app, custodian, pair, typed(PairKnown::Both))
        .await
        .unwrap();
    house.rest().await;
    unchanged("kept apart").await;
    let page = browser.open(&format!("/people/{new}")).await;
    assert!(page.words().contains("This identity is kept apart"));
}

async fn whose_identity_is_kept_apart_is_proposed_to_nobody(on: Engine) {
    let twice = Twice::new(on).await;
    let (house, staff) = (&twice.house, &twice.house.staff);
    take_in(house, &[again("C")]).await;
    let waiting = house.contact("C").await;
    let offered = async |who| house.page(who, waiting).await.people[0].candidates.len();
    let told = async |who| house.page(who, waiting).await.people[0].alike.len();
    let before = pages(house, &staff.triage, &twice.persons, &[waiting]).await;
    assert_eq!(
        (offered(&staff.triage).await, told(&staff.triage).await),
        (2, 2)
    );
    let [kept, _] = twice.persons;
    let keep = async |apart| identity_keep(house.app(), &staff.custodian, kept, apart).await;
    keep(true).await.unwrap();
    assert!(matches!(keep(true).await, Err(Refusal::Conflict(_))));
    house.rest().await;
    for who in [&staff.triage, &staff.duty, &staff.custodian] {
        assert_eq!((offered(who).await, told(who).await), (1, 1));
    }
    assert!(twice.list(&staff.triage).await.open.is_empty());
    take_in(house, &[again("D")]).await;
    let later = house.page(&staff.triage, house.contact("D").await).await;
    assert_eq!(later.people[0].candidates.len(), 1);
    assert_eq!(twice.list(&staff.custodian).await.open.len(), 1);
    keep(false).await.unwrap();
    house.rest().await;
    assert_eq!(offered(&staff.triage).await, 2);
    let after = pages(house, &staff.triage, &twice.persons, &[waiting]).await;
    // The queue has one contact more by now, which is told beside the one that waits.
    assert_eq!(told(&staff.triage).await, 3);
    for at in [0, 1, 3] {
        assert_eq!(after[at], before[at]);
    }
}

/// Under the number of an identity that is kept apart nothing links itself, and nothing is offered; whom triage then says to be new waits for
/// the custodian, as one of two.
async fn who_is_told_of_under_a_kept_number_is_the_custodians(on: Engine) {
    let house = House::on(on).await;
    let child = |incident| FeedRow {
        nhs_number: NUMBERS[0],
        ..again(incident)
    };
    take_in(&house, &[child("A")]).await;
    let kept = everybody_new(&house, house.contact("A").await).await[0];
    identity_keep(house.app(), &house.staff.custodian, kept, true)
        .await
        .unwrap();
    take_in(&house, &[child("B")]).await;
    let contact = house.contact("B").await;
    let page = house.page(&house.staff.triage, contact).await;
    assert!(page.people[0].link.is_none() && page.people[0].candidates.is_empty());
    everybody_new(&house, contact).await;
    let list = async |who| {
        trefoil_app::pairs::list::pairs_view(house.app(), who)
            .await
            .unwrap()
    };
    assert!(list(&house.staff.triage).await.open.is_empty());
    let page = list(&house.staff.custodian).await;
    assert_eq!(page.open.len(), 1);
    assert_eq!(page.open[0].row.guards, [PairGuard::Apart]);
}
