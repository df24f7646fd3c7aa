//! The way of what leaves, from draft to sent, tried at every turn where it must not go on.

use trefoil_app::Asker;
use trefoil_app::outputs::barred::{barred_add, barred_remove, barred_view};
use trefoil_app::outputs::decide::{output_refuse, output_release};
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::send::{output_collect, output_send};
use trefoil_app::outputs::view::output_view;
use trefoil_core::ids::OutputId;
use trefoil_core::output::OutputState;

use super::seen::Seen;
use super::stage::Stage;
use crate::outputs::release::{appointment, letter, outcome, release};

async fn drafted(stage: &Stage, by: &Asker, place: usize, draft: &Draft) -> OutputId {
    let scene = &stage.scene;
    output_draft(scene.house.app(), by, scene.strand(place), draft)
        .await
        .unwrap()
}

async fn state(stage: &Stage, id: OutputId) -> OutputState {
    let page = output_view(stage.scene.house.app(), &stage.custodian, id).await;
    page.unwrap().row.state
}

/// What goes on without a second person's release of those very bytes.
pub(super) async fn unreleased(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let (app, idva, other) = (scene.house.app(), &scene.idva, &scene.social_worker);
    let fixed = appointment_in(stage);
    for draft in [letter("You did well."), fixed] {
        let id = drafted(stage, idva, 2, &draft).await;
        let waits = state(stage, id).await == OutputState::Waiting;
        seen.when(!waits, format!("{} is free", draft.template));
        let early = output_collect(app, idva, id).await;
        seen.when(early.is_ok(), "its author holds what nobody released");
        seen.when(
            output_send(app, idva, id).await.is_ok(),
            "it is sent unreleased",
        );
    }
    let id = drafted(stage, idva, 2, &letter("You did well.")).await;
    let unseen = output_release(app, other, id, (&"0".repeat(64), "Unread.")).await;
    seen.when(unseen.is_ok(), "other bytes than were shown are released");
    let own = drafted(stage, other, 0, &letter("Well done.")).await;
    let came = release(scene, other, own).await;
    seen.when(came.is_ok(), "its author releases it");
    let refused = drafted(stage, idva, 2, &letter("Come at once.")).await;
    output_refuse(app, other, refused, "It names the neighbour.")
        .await
        .unwrap();
    let page = output_view(app, idva, refused).await.unwrap();
    seen.when(page.decided.is_some(), "its author reads why");
    seen.when(
        output_send(app, idva, refused).await.is_ok(),
        "it is sent though refused",
    );
    seen
}

/// An appointment that is still to come.
fn appointment_in(stage: &Stage) -> Draft {
    let day = jiff::SignedDuration::from_hours(24);
    Draft {
        meeting: stage.scene.house.app().now().checked_add(day).ok(),
        ..appointment()
    }
}

/// What goes to somebody to whom nothing goes.
pub(super) async fn barred(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let (app, sade, family) = (scene.house.app(), &scene.social_worker, scene.family);
    let before = drafted(stage, sade, 0, &outcome()).await;
    let entry = ("pc  dale", "", "He is the father's friend.");
    barred_add(app, &scene.idva, family, entry).await.unwrap();
    let sent = output_send(app, sade, before).await;
    seen.when(sent.is_ok(), "what was released before is sent");
    let after = drafted(stage, sade, 0, &outcome()).await;
    let waits = state(stage, after).await == OutputState::Waiting;
    seen.when(!waits, "what is barred does not wait");
    for one in barred_view(app, sade, family).await.unwrap() {
        barred_remove(app, sade, family, one.barred).await.unwrap();
    }
    seen
}
