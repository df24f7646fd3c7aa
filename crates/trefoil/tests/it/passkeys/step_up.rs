//! Showing again who one is: by a key of one's own, in one's own session.

use jiff::SignedDuration;
use trefoil_core::act::Act;

use super::key::Says;
use super::scene::{OWN, Scene, asked};
use crate::hub::house::{Engine, on_both_engines};

const CONFIRM: &str = "/account/confirm/passkey";

on_both_engines! {
    ones_own_passkey_opens_places_again_and_nobody_elses_does,
}

async fn ones_own_passkey_opens_places_again_and_nobody_elses_does(on: Engine) {
    let scene = Scene::new(on).await;
    let duty = scene.house.staff.duty.clone();
    let mut mine = scene.key_of(&duty, 1, true).await;
    let mut theirs = scene.key_of(scene.triage(), 2, true).await;
    let mut here = scene.house.browser(&duty).await;
    let mut there = scene.house.browser(&duty).await;
    scene.house.kit.world.pass(SignedDuration::from_mins(16));
    let closed = |body: &str| body.contains("/account/confirm");
    assert!(closed(&here.open("/account").await.body));
    assert!(asked(&here.open(OWN).await, OWN).is_none());
    let confirm = async |browser: &mut crate::hub::browser::Browser| {
        let page = browser
            .open("/account/confirm?next=%2Faccount%2Fpasskeys")
            .await;
        asked(&page, CONFIRM).unwrap()
    };
    let from = scene.house.ledger_length().await;
    let question = confirm(&mut here).await;
    let said = theirs.said(&question.asked, &Says::default());
    let answer = question.send(&mut here, &said, &[]).await;
    assert_eq!(answer.status, 422, "somebody else's key");
    assert_eq!(
        scene.why(Act::IdentityConfirm, from).await,
        ["passkey: not one of an account"]
    );
    assert!(closed(&here.open("/account").await.body));
    // A question of another session of the same worker.
    let mut question = confirm(&mut there).await;
    let said = mine.said(&question.asked, &Says::default());
    question.form.fields.retain(|(name, _)| name != "csrf");
    let token = here.token().await;
    let answer = question.send(&mut here, &said, &[("csrf", &token)]).await;
    assert_eq!(answer.status, 422);
    let from = scene.house.ledger_length().await;
    let question = confirm(&mut here).await;
    let said = mine.said(&question.asked, &Says::default());
    let answer = question.send(&mut here, &said, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, OWN));
    let entries = scene.house.entries_from(from).await;
    let done = entries
        .iter()
        .find(|one| one.act == Act::IdentityConfirm.code());
    assert_eq!(done.map(|one| one.purpose.as_str()), Some("passkey"));
    assert!(!closed(&here.open("/account").await.body));
    assert!(asked(&here.open(OWN).await, OWN).is_some());
    assert!(
        closed(&there.open("/account").await.body),
        "in this session alone"
    );
}
