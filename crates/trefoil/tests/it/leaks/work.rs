//! Work: who may be given it, what it opens while it lasts, and who is kept out of it.

use trefoil_app::Asker;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::close::strand_close;
use trefoil_app::families::places::place_write;
use trefoil_app::families::strand::strand_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_core::interest::IdentityTyped;
use trefoil_core::place::{PlaceKind, PlaceTyped};
use trefoil_testkit::feed;

use super::seen::Seen;
use super::stage::Stage;
use crate::glass::rosalind;
use crate::hub::house::{Engine, House};
use crate::hub::people::family;
use crate::interests::{called, identify};
use crate::wall::scene::Scene;
use crate::wall::work::both_roles;

async fn allocated(scene: &Scene, place: usize, to: &Asker) -> bool {
    let (app, duty) = (scene.house.app(), &scene.house.staff.duty);
    let to = to.worker.as_ref().map(|facts| facts.worker);
    strand_allocate(app, duty, scene.strand(place), to)
        .await
        .is_ok()
}

/// What a worker is given, and keeps.
pub(super) async fn given() -> Seen {
    let mut seen = Seen::default();
    let scene = Scene::build(Engine::Sqlite).await;
    let (app, either) = (scene.house.app(), &both_roles(&scene).await);
    let triage = &scene.house.staff.triage;
    glass_break(app, triage, &rosalind()).await.unwrap();
    let also = strand_view(app, triage, scene.strand(0)).await;
    seen.when(also.is_ok(), "broken glass opens a child's strand too");
    assert!(allocated(&scene, 1, either).await);
    let both = allocated(&scene, 3, either).await;
    seen.when(both, "one works for both sides");
    if !both {
        assert!(allocated(&scene, 1, &scene.child_adviser).await);
        let formerly = allocated(&scene, 3, either).await;
        seen.when(formerly, "one works for the side opposite to their last");
    }
    let manager = &scene.their_manager;
    if !both
        && strand_close(app, manager, scene.strand(3), "He moved away.")
            .await
            .is_ok()
    {
        let after = strand_view(app, &scene.perpetrator_worker, scene.strand(3)).await;
        seen.when(after.is_ok(), "closed work stays open");
    }
    let mail = "rosa.a@harbour.example";
    let typed = IdentityTyped {
        email: mail.to_owned(),
        ..called("Una", "Quince", "1970-01-02")
    };
    identify(&scene.house, &scene.social_worker, &typed).await;
    let place = PlaceTyped {
        kind: Some(PlaceKind::Email),
        value: mail.to_owned(),
        ..PlaceTyped::default()
    };
    place_write(app, &scene.idva, scene.strand(2), &place)
        .await
        .unwrap();
    let sees = strand_view(app, &scene.social_worker, scene.strand(0)).await;
    seen.when(sees.is_ok(), "her e-mail address is a worker's own");
    seen
}

/// Whether a worker with an interest may be given the family's work.
pub(super) async fn interested(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let came = allocated(scene, 1, &stage.kin).await;
    seen.when(came, "the father's work is his own family");
    if came {
        assert!(allocated(scene, 1, &scene.child_adviser).await);
    }
    seen
}

/// Whether a worker sees a contact about themselves, or about their kin.
pub(super) async fn closed() -> Seen {
    let mut seen = Seen::default();
    let house = House::sqlite().await;
    let second = &house.staff.second;
    let kin = IdentityTyped {
        kin: "Gareth Ashdown, 21 11 1988".to_owned(),
        ..called("Una", "Quince", "1970-01-02")
    };
    identify(&house, second, &kin).await;
    house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
    house.kit.import(&feed(&family("B", "Birchwood"))).await;
    let page = queue_view(house.app(), second, &QueueFilter::default())
        .await
        .unwrap();
    let shown = page.rows.len();
    seen.when(
        shown != 1,
        format!("{shown} contacts where one is of their kin"),
    );
    seen
}
