//! Keys that count: one that counts backwards may be a copy. It is stopped, and the Caldicott guardian looks into it.

use trefoil_core::act::Act;

use super::key::Says;
use super::scene::{OWN, Scene};
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    a_key_that_counts_backwards_is_stopped_and_looked_into,
    a_key_that_never_counts_is_taken_as_it_is,
}

async fn a_key_that_counts_backwards_is_stopped_and_looked_into(on: Engine) {
    let scene = Scene::new(on).await;
    let mut key = scene.key_of(scene.triage(), 1, true).await;
    for _ in 0..3 {
        assert_eq!(
            scene.signs_in(&mut key, &Says::default()).await.1.status,
            303
        );
    }
    let mut copy = key.clone();
    copy.counter = 2;
    let from = scene.house.ledger_length().await;
    let (mut thief, answer) = scene.signs_in(&mut copy, &Says::default()).await;
    assert_eq!(answer.status, 422, "it says 3 a second time");
    assert_eq!(thief.get("/account").await.status, 303);
    let why = scene.why(Act::SignInRefused, from).await;
    assert_eq!(why, ["passkey: counted backwards"]);
    let from = scene.house.ledger_length().await;
    let (_, answer) = scene.signs_in(&mut key, &Says::default()).await;
    assert_eq!(
        answer.status, 422,
        "nobody knows which of the two is the copy"
    );
    assert_eq!(
        scene.why(Act::SignInRefused, from).await,
        ["passkey: stopped"]
    );
    let mut owner = scene.house.browser(scene.triage()).await;
    let page = owner.open(OWN).await;
    assert!(
        page.words().contains("This passkey is stopped"),
        "{}",
        page.words()
    );
    let mut guardian = scene.house.browser(&scene.house.staff.custodian).await;
    let page = guardian.open("/reviews").await;
    assert!(
        page.words().contains("Passkey that may have been copied"),
        "{}",
        page.words()
    );
    assert!(page.words().contains("Farida Lomas"));
    // Even with the first count of all, which the library itself would notice.
    let mut other = scene.key_of(&scene.house.staff.second, 2, true).await;
    other.counter = 0;
    let from = scene.house.ledger_length().await;
    assert_eq!(
        scene.signs_in(&mut other, &Says::default()).await.1.status,
        422
    );
    let why = scene.why(Act::SignInRefused, from).await;
    assert_eq!(why, ["passkey: counted backwards"]);
}

async fn a_key_that_never_counts_is_taken_as_it_is(on: Engine) {
    let scene = Scene::new(on).await;
    let mut key = scene.key_of(scene.triage(), 1, false).await;
    for _ in 0..3 {
        assert_eq!(
            scene.signs_in(&mut key, &Says::default()).await.1.status,
            303
        );
    }
    key.counter = 5;
    assert_eq!(
        scene.signs_in(&mut key, &Says::default()).await.1.status,
        303
    );
    key.counter = 0;
    let (_, answer) = scene.signs_in(&mut key, &Says::default()).await;
    assert_eq!(answer.status, 422, "one that once counted goes on counting");
}
