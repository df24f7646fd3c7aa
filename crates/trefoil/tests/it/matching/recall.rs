//! Who is recalled from memory: misheard, misspelt, and by every process alike.

use std::sync::Arc;

use trefoil_app::App;
use trefoil_app::matching::undo::match_undo;
use trefoil_app::pairs::keep::identity_keep;
use trefoil_app::persons::search::{PersonSearch, person_search};
use trefoil_core::ids::PersonId;

use super::{everybody_new, take_in};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;

on_both_engines! {
    who_was_misheard_is_proposed,
    every_process_recalls_what_any_wrote,
    whose_identity_is_kept_apart_is_not_recalled,
}

/// Told over a bad line: no lookup of the two is the same.
const MISHEARD: (&str, &str, &str) = ("Bosalind", "Targreaves", "2021-05-04");

async fn known(house: &House) -> PersonId {
    take_in(
        house,
        &[row("A", "child", "Rosalind", "Hargreaves", "2021-05-04")],
    )
    .await;
    everybody_new(house, house.contact("A").await).await[0]
}

async fn who_was_misheard_is_proposed(on: Engine) {
    let house = House::on(on).await;
    let person = known(&house).await;
    let (given, surname, born) = MISHEARD;
    take_in(&house, &[row("B", "child", given, surname, born)]).await;
    let contact = house.contact("B").await;
    let page = house.page(&house.staff.triage, contact).await;
    let proposed = page.people[0].candidates.iter();
    let proposed: Vec<PersonId> = proposed.map(|one| one.believed.person).collect();
    assert_eq!(proposed, [person]);
    assert!(page.people[0].link.is_none(), "a person decides");
}

/// Another process on the same database.
async fn beside(house: &House) -> App {
    let (place, keys) = (&house.kit.place, std::slice::from_ref(&house.kit.key));
    let world = Arc::clone(&house.kit.world);
    let opened = trefoil_app::open(place, Some(house.app().authority()), keys, world).await;
    opened.unwrap()
}

async fn misheard_found(house: &House, app: &App) -> Vec<PersonId> {
    let (given, surname, born) = MISHEARD;
    let search = PersonSearch {
        given: given.to_owned(),
        surname: surname.to_owned(),
        birth: born.parse().ok(),
        number: String::new(),
    };
    let found = person_search(app, &house.staff.duty, &search).await;
    let found = found.unwrap().into_iter();
    found.map(|one| one.believed.person).collect()
}

async fn every_process_recalls_what_any_wrote(on: Engine) {
    let house = House::on(on).await;
    let other = beside(&house).await;
    // It has read everybody: nobody yet.
    assert!(misheard_found(&house, &other).await.is_empty());
    let person = known(&house).await;
    assert_eq!(misheard_found(&house, &other).await, [person]);
    assert_eq!(misheard_found(&house, house.app()).await, [person]);
    // One that starts now, as after a kill.
    let third = beside(&house).await;
    assert_eq!(misheard_found(&house, &third).await, [person]);
    // Undone in one process, gone from all.
    let triage = &house.staff.triage;
    let contact = house.contact("A").await;
    let page = house.page(triage, contact).await;
    let matched = page.people[0].link.as_ref().unwrap().matched;
    match_undo(house.app(), triage, contact, matched)
        .await
        .unwrap();
    for app in [house.app(), &other, &third, &beside(&house).await] {
        assert!(misheard_found(&house, app).await.is_empty());
    }
}

async fn whose_identity_is_kept_apart_is_not_recalled(on: Engine) {
    let house = House::on(on).await;
    let person = known(&house).await;
    let custodian = &house.staff.custodian;
    identity_keep(house.app(), custodian, person, true)
        .await
        .unwrap();
    let (given, surname, born) = MISHEARD;
    take_in(&house, &[row("B", "child", given, surname, born)]).await;
    let contact = house.contact("B").await;
    let page = house.page(&house.staff.triage, contact).await;
    assert!(page.people[0].candidates.is_empty());
}
