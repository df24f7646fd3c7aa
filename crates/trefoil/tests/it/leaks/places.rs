//! Places: one lives in one place; where a refuge is, is nowhere; who may not see places is told nothing of them; and what is shown
//! of a strand names nobody where a browser remembers it.

use trefoil_app::families::places::{place_write, places_view};
use trefoil_core::place::{PlaceKind, PlaceState};

use super::seen::Seen;
use super::stage::{Stage, place};

pub(super) async fn sees(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let (app, sade, robin) = (scene.house.app(), &scene.social_worker, stage.hiding[1]);
    let quay = |state| place(PlaceKind::Address, state, "4 Quay Street", "TR6 6ZZ");
    let told = place_write(app, sade, robin, &quay(PlaceState::Refuge)).await;
    seen.when(told.is_ok(), "where a refuge is may be written");
    place_write(app, sade, robin, &quay(PlaceState::Current))
        .await
        .unwrap();
    let refuge = place(
        PlaceKind::Address,
        PlaceState::Refuge,
        "HARBOUR-7, PO Box 12",
        "",
    );
    place_write(app, sade, robin, &refuge).await.unwrap();
    let page = places_view(app, sade, robin).await.unwrap();
    let all = page.places.unwrap();
    let current = all.iter().filter(|one| one.until.is_none());
    let homes = current.filter(|one| one.kind == PlaceKind::Address).count();
    seen.when(homes != 1, format!("somebody lives in {homes} places"));
    let mut tired = scene.house.staff.duty.clone();
    tired.worker.as_mut().unwrap().stepped_up = false;
    let closed = [(&tired, 2), (&scene.perpetrator_worker, 3)];
    for (asker, strand) in closed {
        let page = places_view(app, asker, scene.strand(strand)).await.unwrap();
        seen.when(page.places.is_some(), format!("places of strand {strand}"));
    }
    // Leaks of the turns before may have left more than one home, which the next turn must not meet.
    for one in all
        .iter()
        .filter(|one| one.until.is_none() && one.state != PlaceState::Refuge)
    {
        let end = trefoil_app::families::places::place_end(app, sade, robin, one.place).await;
        end.unwrap();
    }
    let mut browser = scene.house.browser(&scene.idva).await;
    let page = browser.open(&format!("/strands/{}", scene.strand(2))).await;
    let title = page.body.split("</title>").next().unwrap_or_default();
    seen.words_in(title, &["Rosalind", "Ashdown"], "a title");
    seen
}
