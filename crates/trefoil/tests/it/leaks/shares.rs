//! Shares and acts: a share gives what it says, to whom it may be given, by whom it may be given; and nobody does what is another's.

use trefoil_app::Asker;
use trefoil_app::families::door::door_view;
use trefoil_app::families::places::{place_write, places_view};
use trefoil_app::families::share::{share_make, share_recall};
use trefoil_app::families::strand::strand_view;
use trefoil_core::place::{PlaceKind, PlaceState};
use trefoil_core::strand::Aspect;

use super::seen::Seen;
use super::stage::{Stage, place};
use crate::wall::shares::terms;

async fn gives(stage: &Stage, by: &Asker, to: &Asker, aspect: Aspect, located: bool) -> bool {
    let scene = &stage.scene;
    let to = to.worker.as_ref().map(|facts| facts.worker);
    let (app, her, terms) = (scene.house.app(), scene.strand(2), terms(aspect, located));
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
    assert!(gives(stage, &scene.idva, helper, Aspect::Safety, false).await);
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
    let more = gives(stage, &closed, helper, Aspect::Full, true).await;
    seen.when(more, "places are given by whom they are closed to");
    let across = gives(
        stage,
        &scene.idva,
        &scene.perpetrator_worker,
        Aspect::Needs,
        false,
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
    seen
}
