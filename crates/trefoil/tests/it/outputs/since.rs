//! What has become known since a letter was written: it stops the letter, but never so that the perpetrator's side learns by it
//! where she is.

use trefoil_app::Asker;
use trefoil_app::families::places::{place_write, safe_contact_write};
use trefoil_app::families::signals::signals_view;
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::send::output_send;
use trefoil_core::ids::OutputId;
use trefoil_core::output::{Channel, OutputState};
use trefoil_core::place::{Channel as By, PlaceKind, PlaceState, PlaceTyped, SafeContactContent};
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::SignalKind;
use trefoil_core::vocabulary::Known;

use super::release::{appointment, letter, release, state};
use crate::hub::house::{Engine, on_both_engines};
use crate::wall::scene::Scene;

on_both_engines! {
    a_released_letter_tells_him_nothing_of_where_she_moved,
    her_place_is_not_released_to_him,
    post_stops_where_writing_has_become_unsafe,
}

async fn moves(scene: &Scene, to: &str) {
    let lives = PlaceTyped {
        kind: Some(PlaceKind::Address),
        state: Some(PlaceState::Current),
        value: to.to_owned(),
        postcode: "TR1 9ZZ".to_owned(),
    };
    place_write(scene.house.app(), &scene.idva, scene.strand(2), &lives)
        .await
        .unwrap();
}

async fn drafted(scene: &Scene, by: &Asker, place: usize, draft: &Draft) -> OutputId {
    let app = scene.house.app();
    output_draft(app, by, scene.strand(place), draft)
        .await
        .unwrap()
}

async fn a_released_letter_tells_him_nothing_of_where_she_moved(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, he) = (scene.house.app(), &scene.perpetrator_worker);
    let mut letters = Vec::new();
    for street in ["Thistledown Lane", "Nettlebank Lane"] {
        let words = format!("See you in {street}.");
        let id = drafted(&scene, he, 3, &letter(&words)).await;
        release(&scene, &scene.social_worker, id).await.unwrap();
        letters.push(id);
    }
    moves(&scene, "9 Thistledown Lane").await;
    for id in letters {
        assert_eq!(output_send(app, he, id).await, Ok(()));
        assert_eq!(state(&scene, he, id).await, OutputState::Sent);
    }
    // Her worker is told, once: the other letter names nothing of hers.
    let heard = signals_view(app, &scene.idva).await.unwrap();
    let may_know = heard
        .iter()
        .filter(|one| one.signal.kind == SignalKind::HeMayKnow);
    assert_eq!(may_know.count(), 1);
}

async fn her_place_is_not_released_to_him(on: Engine) {
    let scene = Scene::build(on).await;
    moves(&scene, "9 Thistledown Lane").await;
    let words = letter("She is in 9 Thistledown Lane.");
    let id = drafted(&scene, &scene.perpetrator_worker, 3, &words).await;
    let refused = release(&scene, &scene.social_worker, id).await;
    assert!(matches!(refused, Err(Refusal::Conflict(_))), "{refused:?}");
    let waits = state(&scene, &scene.social_worker, id).await;
    assert_eq!(waits, OutputState::Waiting);
    // The control: one that holds nothing of hers goes.
    let id = drafted(
        &scene,
        &scene.perpetrator_worker,
        3,
        &letter("You did well."),
    )
    .await;
    release(&scene, &scene.social_worker, id).await.unwrap();
}

async fn post_stops_where_writing_has_become_unsafe(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let post = Draft {
        channel: Some(Channel::Post),
        ..appointment()
    };
    let id = drafted(&scene, &scene.idva, 2, &post).await;
    release(&scene, &scene.social_worker, id).await.unwrap();
    let content =
        SafeContactContent::new(Some(Known::No), Some(By::ALL[0]), ("", ""), (true, true));
    safe_contact_write(app, &scene.idva, scene.strand(2), content)
        .await
        .unwrap();
    let stopped = output_send(app, &scene.idva, id).await;
    assert!(matches!(stopped, Err(Refusal::Conflict(_))), "{stopped:?}");
    let left = state(&scene, &scene.idva, id).await;
    assert_ne!(left, OutputState::Sent);
}
