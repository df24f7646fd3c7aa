//! Shares and acts: a share gives what it says, to whom it may be given, by whom it may be given; and nobody does what is another's.

use trefoil_app::Asker;
use trefoil_app::families::door::door_view;
use trefoil_app::families::places::{place_write, places_view};
use trefoil_app::families::share::{share_make, share_recall};
use trefoil_app::families::strand::strand_view;
use trefoil_app::outputs::draft::output_draft;
use trefoil_app::outputs::send::output_send;
use trefoil_core::ids::OutputId;
use trefoil_core::output::Channel;
use trefoil_core::place::{PlaceKind, PlaceKinds, PlaceState};
use trefoil_core::share::ShareTyped;
use trefoil_core::strand::Aspect;

use super::post::by;
use super::seen::Seen;
use super::stage::{Stage, place};
use crate::outputs::release::release;
use crate::wall::shares::terms;

async fn gives(stage: &Stage, by: &Asker, to: &Asker, terms: ShareTyped) -> bool {
    let scene = &stage.scene;
    let to = to.worker.as_ref().map(|facts| facts.worker);
    let (app, her) = (scene.house.app(), scene.strand(2));
    share_make(app, by, her, to, &terms).await.is_ok()
}

/// Takes back whatever is shared.
async fn recall(stage: &Stage) {
    let scene = &stage.scene;
    let (app, her) = (scene.house.app(), scene.strand(2));
    let door = door_view(app, &scene.idva, her).await.unwrap();
    let now = app.now();
    let live = door
        .shares
        .iter()
        .filter(|one| one.recalled.is_none() && one.expires_at > now);
    for one in live {
        share_recall(app, &scene.idva, her, one.share)
            .await
            .unwrap();
    }
}

pub(super) async fn sees(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let (app, her, helper) = (scene.house.app(), scene.strand(2), &scene.early_help);
    let none = PlaceKinds::NONE;
    assert!(gives(stage, &scene.idva, helper, terms(Aspect::Safety, none)).await);
    let page = strand_view(app, helper, her).await.unwrap();
    seen.when(
        page.aspect != Aspect::Safety,
        "more is shared than was said",
    );
    seen.when(!page.notes.is_empty(), "a share of safety gives notes");
    let places = places_view(app, helper, her).await.unwrap();
    seen.when(
        places.places.is_some(),
        "a share without places gives places",
    );
    let mut browser = scene.house.browser(helper).await;
    let shown = browser.open(&format!("/strands/{her}/places")).await;
    seen.words_in(&shown.body, &["marigold"], "how they are contacted");
    recall(stage).await;
    let after = strand_view(app, helper, her).await;
    seen.when(after.is_ok(), "it opens though it was taken back");
    let mut closed = stage.manager.clone();
    closed.worker.as_mut().unwrap().stepped_up = false;
    let more = gives(stage, &closed, helper, terms(Aspect::Full, PlaceKinds::ALL)).await;
    seen.when(more, "places are given by whom they are closed to");
    let across = gives(
        stage,
        &scene.idva,
        &scene.perpetrator_worker,
        terms(Aspect::Needs, none),
    )
    .await;
    seen.when(across, "it is shared with the other side");
    let phone = place(PlaceKind::Phone, PlaceState::Current, "07700 900 111", "");
    let not_hers = place_write(app, &scene.idva, scene.strand(0), &phone).await;
    seen.when(
        not_hers.is_ok(),
        "a place is written by whose work it is not",
    );
    recall(stage).await;
    some_places(stage, &mut seen).await;
    seen
}

/// Her phone and not her address, with all else.
async fn some_places(stage: &Stage, seen: &mut Seen) {
    let scene = &stage.scene;
    let (app, her, helper) = (scene.house.app(), scene.strand(2), &scene.early_help);
    let letter = posted(stage).await;
    let phone = PlaceKinds::from_iter([PlaceKind::Phone]);
    assert!(gives(stage, &scene.idva, helper, terms(Aspect::Full, phone)).await);
    let places = places_view(app, helper, her).await.unwrap().places;
    let kinds: PlaceKinds = places.into_iter().flatten().map(|one| one.kind).collect();
    seen.when(kinds != phone, format!("of places: {}", kinds.words()));
    let mut browser = scene.house.browser(helper).await;
    let pages = [
        format!("/strands/{her}"),
        format!("/strands/{her}/places"),
        format!("/strands/{her}/outputs"),
        format!("/outputs/{letter}"),
        format!("/outputs/{letter}/file"),
    ];
    for path in pages {
        let body = browser.get(&path).await.body;
        seen.words_in(&body, &["Thistledown", "TR1 9ZZ"], &path);
    }
    recall(stage).await;
}

/// A letter that went to her by post.
async fn posted(stage: &Stage) -> OutputId {
    let scene = &stage.scene;
    let app = scene.house.app();
    let draft = by(stage, Channel::Post);
    let id = output_draft(app, &scene.idva, scene.strand(2), &draft)
        .await
        .unwrap();
    release(scene, &scene.social_worker, id).await.unwrap();
    output_send(app, &scene.idva, id).await.unwrap();
    id
}
