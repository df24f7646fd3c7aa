//! The work itself: a decision opens every side, each worker is shown what the table grants (T13), and nothing else.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::accounts::work::{Work, worker_change};
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::close::strand_close;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::list::strands_view;
use trefoil_app::families::note::note_write;
use trefoil_app::families::shared::{shared_opt_in, shared_write};
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::scene::{Scene, worker};
use crate::hub::house::{Engine, now, on_both_engines};

on_both_engines! {
    a_decision_opens_each_side_once,
    each_worker_sees_what_the_table_grants,
    what_is_tried_on_the_other_side_is_as_on_nothing,
    what_is_shared_crosses_one_item_at_a_time,
    nobody_works_for_both_sides,
    a_cover_and_a_manager_see_as_the_worker_does,
    closing_ends_the_sight,
    a_note_that_is_sent_twice_is_kept_once,
}

async fn a_decision_opens_each_side_once(on: Engine) {
    use CompartmentKind::{Child, Perpetrator, Victim};
    let scene = Scene::build(on).await;
    let kinds: Vec<CompartmentKind> = scene.strands.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Child, Child, Victim, Perpetrator]);
}

/// How much of each strand a worker sees, as the family's page says and the strand's page confirms.
async fn aspects(scene: &Scene, asker: &Asker) -> Vec<Aspect> {
    let mut all = Vec::new();
    for (_, strand) in &scene.strands {
        let seen = strand_view(scene.house.app(), asker, *strand).await;
        all.push(match seen {
            Ok(page) => page.aspect,
            Err(Refusal::NotFound) => Aspect::None,
            Err(other) => panic!("{other}"),
        });
    }
    all
}

async fn each_worker_sees_what_the_table_grants(on: Engine) {
    use Aspect::{Full, None, Safety};
    let scene = Scene::build(on).await;
    scene.allocate(1, &scene.child_adviser).await;
    let table = [
        (
            "social worker",
            &scene.social_worker,
            [Full, Full, Full, Full],
        ),
        (
            "child's adviser",
            &scene.child_adviser,
            [None, Full, Safety, None],
        ),
        (
            "victim's adviser",
            &scene.idva,
            [Safety, Safety, Full, None],
        ),
        (
            "perpetrator's worker",
            &scene.perpetrator_worker,
            [None, None, None, Full],
        ),
        (
            "their manager",
            &scene.their_manager,
            [None, None, None, Full],
        ),
        (
            "their team-mate",
            &scene.team_mate,
            [None, None, None, None],
        ),
        (
            "triage, once decided",
            &scene.house.staff.triage,
            [None, None, None, None],
        ),
        (
            "hub's manager, once allocated",
            &scene.house.staff.manager,
            [None, None, None, None],
        ),
        (
            "emergency duty",
            &scene.house.staff.duty,
            [Full, Full, Full, Full],
        ),
        (
            "custodian",
            &scene.house.staff.custodian,
            [Full, Full, Full, Full],
        ),
        (
            "returns officer",
            &scene.house.staff.returns,
            [None, None, None, None],
        ),
        (
            "administrator",
            &scene.house.staff.administrator,
            [None, None, None, None],
        ),
    ];
    for (who, asker, expect) in table {
        assert_eq!(aspects(&scene, asker).await, expect, "{who}");
    }
}

async fn what_is_tried_on_the_other_side_is_as_on_nothing(on: Engine) {
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let nothing = "019cf9b0-7c80-7000-8000-0000deadbeef".parse().unwrap();
    let other_side = [
        (&scene.perpetrator_worker, scene.strand(0)),
        (&scene.perpetrator_worker, scene.strand(2)),
        (&scene.idva, scene.strand(3)),
    ];
    for (asker, strand) in other_side {
        for id in [strand, nothing] {
            let note = note_write(app, asker, id, "They rang.").await;
            assert_eq!(note, Err(Refusal::NotFound));
            let allocate = strand_allocate(app, asker, id, None).await;
            assert_eq!(allocate, Err(Refusal::NotFound));
            let close = strand_close(app, asker, id, "Done.").await;
            assert_eq!(close, Err(Refusal::NotFound));
        }
    }
}

async fn what_is_shared_crosses_one_item_at_a_time(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, family) = (scene.house.app(), scene.family);
    shared_write(app, &scene.idva, family, "The order ends in May.")
        .await
        .unwrap();
    scene.house.kit.world.pass(SignedDuration::from_secs(1));
    shared_write(app, &scene.social_worker, family, "School knows.")
        .await
        .unwrap();
    let words = async |asker: &Asker| {
        let page = family_view(app, asker, family).await.unwrap();
        let released = page.released.iter().map(|one| one.text.clone());
        let all = page.shared.iter().map(|one| one.text.clone());
        let texts: Vec<String> = if page.name.is_some() {
            all.collect()
        } else {
            released.collect()
        };
        (page.name, texts)
    };
    let (name, all) = words(&scene.social_worker).await;
    assert_eq!(name.as_deref(), Some("Ashdown family"));
    assert_eq!(all, ["School knows.", "The order ends in May."]);
    assert_eq!(words(&scene.perpetrator_worker).await, (None, Vec::new()));
    let page = family_view(app, &scene.idva, family).await.unwrap();
    let order = page
        .shared
        .iter()
        .find(|one| one.text.contains("order"))
        .unwrap()
        .note;
    let refused = shared_opt_in(app, &scene.perpetrator_worker, (family, order), "He asked.").await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    shared_opt_in(app, &scene.idva, (family, order), "He must keep to it.")
        .await
        .unwrap();
    let twice = shared_opt_in(app, &scene.idva, (family, order), "Again.").await;
    assert!(matches!(twice, Err(Refusal::Conflict(_))), "{twice:?}");
    let (_, through) = words(&scene.perpetrator_worker).await;
    assert_eq!(through, ["The order ends in May."]);
    let page = family_view(app, &scene.perpetrator_worker, family)
        .await
        .unwrap();
    assert!(page.shared.is_empty(), "who wrote it is not told");
}

/// A worker whose roles fit a side each.
pub(crate) async fn both_roles(scene: &Scene) -> Asker {
    let team = scene.idva.worker.as_ref().unwrap().team;
    let house = &scene.house;
    let one = worker(house, "Una Wold", Role::ChildAdviser, team.unwrap()).await;
    let facts = one.worker.unwrap();
    let roles = vec![Role::ChildAdviser, Role::PerpetratorWorker];
    let work = Work {
        team,
        roles: roles.clone(),
    };
    let administrator = &house.staff.administrator;
    worker_change(house.app(), administrator, facts.worker, work)
        .await
        .unwrap();
    Asker::worker(WorkerFacts { roles, ..facts })
}

async fn nobody_works_for_both_sides(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, duty) = (scene.house.app(), &scene.house.staff.duty);
    let of = |asker: &Asker| asker.worker.as_ref().unwrap().worker;
    let unfit = strand_allocate(app, duty, scene.strand(1), Some(of(&scene.idva))).await;
    assert!(matches!(unfit, Err(Refusal::Invalid(_))), "{unfit:?}");
    // Nor a role that would see nothing of it.
    let helper = of(&scene.early_help);
    let blind = strand_allocate(app, duty, scene.strand(3), Some(helper)).await;
    assert_eq!(blind, unfit);
    let page = strand_view(app, duty, scene.strand(3)).await.unwrap();
    let offered: Vec<&str> = page
        .could
        .iter()
        .map(|(_, name, _)| name.as_str())
        .collect();
    assert!(!offered.contains(&"Tamsin Rowe"), "{offered:?}");
    let helper = of(&both_roles(&scene).await);
    strand_allocate(app, duty, scene.strand(1), Some(helper))
        .await
        .unwrap();
    let both = strand_allocate(app, duty, scene.strand(3), Some(helper)).await;
    assert!(matches!(both, Err(Refusal::Invalid(_))), "{both:?}");
    assert_ne!(both, unfit);
    // Nor soon after: what they know does not leave with the allocation.
    strand_allocate(app, duty, scene.strand(1), Some(of(&scene.child_adviser)))
        .await
        .unwrap();
    let formerly = strand_allocate(app, duty, scene.strand(3), Some(helper)).await;
    assert_eq!(both, formerly);
}

async fn a_cover_and_a_manager_see_as_the_worker_does(on: Engine) {
    use Aspect::{Full, None};
    let scene = Scene::build(on).await;
    let app = scene.house.app();
    let of = |asker: &Asker| asker.worker.as_ref().unwrap().worker;
    let (covered, cover) = (of(&scene.perpetrator_worker), of(&scene.team_mate));
    let until = now() + SignedDuration::from_hours(48);
    let not_theirs = cover_set(app, &scene.their_manager, (of(&scene.idva), cover), until).await;
    assert!(
        matches!(not_theirs, Err(Refusal::Invalid(_))),
        "{not_theirs:?}"
    );
    let nobody = cover_set(app, &scene.idva, (covered, cover), until).await;
    assert!(matches!(nobody, Err(Refusal::NotAllowed(_))), "{nobody:?}");
    assert!(
        strands_view(app, &scene.team_mate)
            .await
            .unwrap()
            .is_empty()
    );
    cover_set(app, &scene.their_manager, (covered, cover), until)
        .await
        .unwrap();
    assert_eq!(strands_view(app, &scene.team_mate).await.unwrap().len(), 1);
    assert_eq!(
        aspects(&scene, &scene.team_mate).await,
        [None, None, None, Full]
    );
    scene.house.kit.world.pass(SignedDuration::from_hours(48));
    assert!(
        strands_view(app, &scene.team_mate)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(aspects(&scene, &scene.team_mate).await, [None; 4]);
}

async fn closing_ends_the_sight(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, strand) = (scene.house.app(), scene.strand(3));
    let refused = strand_close(app, &scene.perpetrator_worker, strand, "Done.").await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let silent = strand_close(app, &scene.their_manager, strand, " ").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))), "{silent:?}");
    strand_close(app, &scene.their_manager, strand, "He moved away.")
        .await
        .unwrap();
    let page = strand_view(app, &scene.social_worker, strand)
        .await
        .unwrap();
    assert_eq!(page.closing.unwrap().text, "He moved away.");
    assert_eq!(
        aspects(&scene, &scene.perpetrator_worker).await,
        [Aspect::None; 4]
    );
    let late = note_write(app, &scene.perpetrator_worker, strand, "Rang him.").await;
    assert_eq!(late, Err(Refusal::NotFound));
}

async fn a_note_that_is_sent_twice_is_kept_once(on: Engine) {
    let scene = Scene::build(on).await;
    let (app, hers) = (scene.house.app(), scene.strand(2));
    let count = async || {
        let page = strand_view(app, &scene.idva, hers).await.unwrap();
        page.notes.len()
    };
    for text in ["She rang.", " She rang. ", "She rang again."] {
        note_write(app, &scene.idva, hers, text).await.unwrap();
    }
    assert_eq!(count().await, 2);
    // Later it is said again, and on another strand it is another note.
    scene.house.kit.world.pass(SignedDuration::from_mins(11));
    note_write(app, &scene.idva, hers, "She rang.")
        .await
        .unwrap();
    assert_eq!(count().await, 3);
    for strand in [scene.strand(0), scene.strand(1)] {
        note_write(app, &scene.house.staff.duty, strand, "She rang.")
            .await
            .unwrap();
        let page = strand_view(app, &scene.house.staff.duty, strand).await;
        assert_eq!(page.unwrap().notes.len(), 1);
    }
}
