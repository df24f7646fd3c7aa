//! What his side may learn by writing: a place of hers is answered as any other, and warns her workers alone.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::note::note_write;
use trefoil_app::families::places::place_write;
use trefoil_app::families::signals::signals_view;
use trefoil_app::families::strand::strand_view;
use trefoil_app::outputs::draft::output_draft;
use trefoil_app::outputs::send::output_send;
use trefoil_app::outputs::view::output_view;
use trefoil_core::ids::OutputId;
use trefoil_core::place::{PlaceKind, PlaceState};
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::SignalKind;

use super::seen::Seen;
use super::stage::{Stage, place};
use crate::outputs::release::{letter, release};

async fn warned(stage: &Stage, asker: &Asker) -> usize {
    let all = signals_view(stage.scene.house.app(), asker).await.unwrap();
    let may_know = all
        .iter()
        .filter(|one| one.signal.kind == SignalKind::HeMayKnow);
    may_know.count()
}

async fn drafted(stage: &Stage, text: &str) -> Result<OutputId, Refusal> {
    let scene = &stage.scene;
    let app = scene.house.app();
    output_draft(
        app,
        &scene.perpetrator_worker,
        scene.strand(3),
        &letter(text),
    )
    .await
}

/// Warnings on the page of his strand.
async fn warnings_on_his(stage: &Stage) -> usize {
    let scene = &stage.scene;
    let (app, he) = (scene.house.app(), &scene.perpetrator_worker);
    let page = strand_view(app, he, scene.strand(3)).await.unwrap();
    page.warnings.len()
}

pub(super) async fn sees(stage: &mut Stage) -> Seen {
    let mut seen = Seen::default();
    let number = stage.fresh();
    let on_his = warnings_on_his(stage).await;
    let scene = &stage.scene;
    let (app, he, idva) = (scene.house.app(), &scene.perpetrator_worker, &scene.idva);
    for (text, warns) in [
        ("He was in 98 Birch Road.", 0),
        ("He was in Thistledown Lane.", 1),
    ] {
        let before = warned(stage, idva).await;
        // Later than a form that is sent again.
        scene.house.kit.world.pass(SignedDuration::from_mins(11));
        note_write(app, he, scene.strand(3), text).await.unwrap();
        let came = warned(stage, idva).await - before;
        seen.when(came != warns, format!("{came} warnings of {text}"));
    }
    let after = warnings_on_his(stage).await;
    seen.when(after != on_his, "his side is warned too");
    let waiting = drafted(stage, "She is in 9 Thistledown Lane.")
        .await
        .unwrap();
    let page = output_view(app, he, waiting).await.unwrap();
    seen.when(
        !page.facts.held.is_empty(),
        "its author is told why it waits",
    );
    for hers in ["9 Thistledown Lane", "Nettlebank Primary School"] {
        let id = drafted(stage, &format!("She goes to {hers}."))
            .await
            .unwrap();
        let came = release(scene, &scene.social_worker, id).await;
        seen.when(came.is_ok(), format!("{hers} is released to him"));
    }
    // She goes somewhere new after a letter that names it was released: it goes, he learns nothing, her worker does.
    let street = format!("Foxglove{number} Meadow");
    let id = drafted(stage, &format!("See you in {street}."))
        .await
        .unwrap();
    release(scene, &scene.social_worker, id).await.unwrap();
    let hers = place(PlaceKind::Venue, PlaceState::Current, &street, "");
    place_write(app, idva, scene.strand(2), &hers)
        .await
        .unwrap();
    let before = warned(stage, idva).await;
    let sent = output_send(app, he, id).await;
    seen.when(sent.is_err(), "he learns that she is there now");
    let came = warned(stage, idva).await - before;
    seen.when(
        sent.is_ok() && came != 1,
        format!("{came} warnings of what was sent to him"),
    );
    seen
}
