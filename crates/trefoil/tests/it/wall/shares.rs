//! Shares: a named worker sees what they were given for as long as it holds, and nothing a moment later.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::door::door_view;
use trefoil_app::families::list::strands_view;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::{place_write, places_view};
use trefoil_app::families::share::{share_make, share_recall};
use trefoil_app::families::strand::strand_view;
use trefoil_core::place::{PlaceKind, PlaceKinds};
use trefoil_core::refusal::Refusal;
use trefoil_core::share::{LawfulBasis, SHARE_DAYS, SharePurpose, ShareTyped};
use trefoil_core::strand::Aspect;

use super::places::typed;
use super::scene::Scene;
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    a_share_gives_what_it_says_until_it_ends,
    a_share_that_is_taken_back_gives_nothing_more,
    nobody_of_the_other_side_is_given_anything,
    nobody_gives_what_is_not_theirs,
}

/// A share as chosen.
pub(crate) fn terms(aspect: Aspect, places: PlaceKinds) -> ShareTyped {
    ShareTyped {
        aspect: Some(aspect),
        places,
        purpose: Some(SharePurpose::Housing),
        basis: Some(LawfulBasis::PublicTask),
        days: Some(SHARE_DAYS),
    }
}

async fn give(scene: &Scene, to: &Asker, typed: ShareTyped) -> Result<(), Refusal> {
    let worker = to.worker.as_ref().unwrap().worker;
    let app = scene.house.app();
    share_make(app, &scene.idva, scene.strand(2), Some(worker), &typed).await
}

/// How much of the victim's strand is seen, and whether its notes and places are.
async fn sees(scene: &Scene, asker: &Asker) -> (Aspect, usize, Option<usize>) {
    let (app, her) = (scene.house.app(), scene.strand(2));
    match strand_view(app, asker, her).await {
        Ok(page) => {
            let places = places_view(app, asker, her).await.unwrap().places;
            (page.aspect, page.notes.len(), places.map(|all| all.len()))
        }
        Err(Refusal::NotFound) => (Aspect::None, 0, None),
        Err(other) => panic!("{other}"),
    }
}

async fn with_content(on: Engine) -> Scene {
    let scene = Scene::build(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    note_write(app, &scene.idva, her, "She feels safer.")
        .await
        .unwrap();
    let phone = typed(PlaceKind::Phone, None, "07700 900 982", "");
    place_write(app, &scene.idva, her, &phone).await.unwrap();
    scene
}

const NOTHING: (Aspect, usize, Option<usize>) = (Aspect::None, 0, None);

async fn a_share_gives_what_it_says_until_it_ends(on: Engine) {
    let scene = with_content(on).await;
    let (app, helper) = (scene.house.app(), &scene.early_help);
    assert_eq!(sees(&scene, helper).await, NOTHING);
    give(&scene, helper, terms(Aspect::Safety, PlaceKinds::NONE))
        .await
        .unwrap();
    assert_eq!(sees(&scene, helper).await, (Aspect::Safety, 0, None));
    let listed = strands_view(app, helper).await.unwrap();
    assert_eq!(listed[0].strands[0].strand.strand, scene.strand(2));
    assert!(listed[0].strands[0].opens && !listed[0].opens);
    give(&scene, helper, terms(Aspect::Full, PlaceKinds::ALL))
        .await
        .unwrap();
    assert_eq!(sees(&scene, helper).await, (Aspect::Full, 1, Some(1)));
    // To see is not to write.
    let write = note_write(app, helper, scene.strand(2), "Rang her.").await;
    assert!(matches!(write, Err(Refusal::NotAllowed(_))), "{write:?}");
    let days = SignedDuration::from_hours(24 * SHARE_DAYS);
    let instant = SignedDuration::from_micros(1);
    scene.house.kit.world.pass(days - instant);
    assert_eq!(sees(&scene, helper).await.0, Aspect::Full);
    scene.house.kit.world.pass(instant);
    assert_eq!(sees(&scene, helper).await, NOTHING);
    assert!(strands_view(app, helper).await.unwrap().is_empty());
}

async fn a_share_that_is_taken_back_gives_nothing_more(on: Engine) {
    let scene = with_content(on).await;
    let (app, her, helper) = (scene.house.app(), scene.strand(2), &scene.early_help);
    give(&scene, helper, terms(Aspect::Full, PlaceKinds::ALL))
        .await
        .unwrap();
    let door = door_view(app, &scene.idva, her).await.unwrap();
    let share = door.shares[0].share;
    let theirs = share_recall(app, helper, her, share).await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
    share_recall(app, &scene.idva, her, share).await.unwrap();
    assert_eq!(sees(&scene, helper).await, NOTHING);
    let twice = share_recall(app, &scene.idva, her, share).await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))));
    let door = door_view(app, &scene.idva, her).await.unwrap();
    let (_, by) = door.shares[0].recalled.as_ref().unwrap();
    assert_eq!(by, "Ruchi Patel");
}

async fn nobody_of_the_other_side_is_given_anything(on: Engine) {
    let scene = with_content(on).await;
    let app = scene.house.app();
    let full = terms(Aspect::Full, PlaceKinds::ALL);
    let other_side = give(&scene, &scene.perpetrator_worker, full).await;
    let Err(Refusal::Invalid(problems)) = &other_side else {
        panic!("{other_side:?}");
    };
    assert_eq!(problems[0].field, "to");
    // Told as of somebody who could never be given it, so that it does not tell who works there.
    let nobody = give(&scene, &scene.house.staff.administrator, full).await;
    assert_eq!(other_side, nobody);
    // Nor is one who was given it allocated to the other side.
    give(&scene, &scene.team_mate, full).await.unwrap();
    let mate = scene.team_mate.worker.as_ref().unwrap().worker;
    let duty = &scene.house.staff.duty;
    let both = strand_allocate(app, duty, scene.strand(3), Some(mate)).await;
    assert!(matches!(both, Err(Refusal::Invalid(_))), "{both:?}");
}

async fn nobody_gives_what_is_not_theirs(on: Engine) {
    let scene = with_content(on).await;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let worker = scene.early_help.worker.as_ref().unwrap().worker;
    let full = terms(Aspect::Full, PlaceKinds::ALL);
    let social = share_make(app, &scene.social_worker, her, Some(worker), &full).await;
    assert!(matches!(social, Err(Refusal::NotAllowed(_))), "{social:?}");
    let his = share_make(app, &scene.perpetrator_worker, her, Some(worker), &full).await;
    assert_eq!(his, Err(Refusal::NotFound));
    let nothing = share_make(app, &scene.idva, her, None, &full).await;
    assert!(matches!(nothing, Err(Refusal::Invalid(_))));
    let empty = give(&scene, &scene.early_help, ShareTyped::default()).await;
    assert!(matches!(empty, Err(Refusal::Invalid(problems)) if problems.len() == 4));
    // A manager whose places are closed gives none.
    let charity = scene.idva.worker.as_ref().unwrap().team.unwrap();
    let role = trefoil_core::principal::Role::TeamManager;
    let mut manager = super::scene::worker(&scene.house, "Gwen Ivory", role, charity).await;
    manager.worker.as_mut().unwrap().stepped_up = false;
    let closed = share_make(app, &manager, her, Some(worker), &full).await;
    assert!(matches!(closed, Err(Refusal::Invalid(_))), "{closed:?}");
    let without = terms(Aspect::Full, PlaceKinds::NONE);
    share_make(app, &manager, her, Some(worker), &without)
        .await
        .unwrap();
}
