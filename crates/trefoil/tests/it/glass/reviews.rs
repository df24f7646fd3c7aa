//! Reviews: every use of a right that reaches all families waits for somebody else, goes red when it is late, and is decided once.

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::reviews::decide::review_decide;
use trefoil_app::reviews::list::{Waiting, reviews_view};
use trefoil_core::clock::Standing;
use trefoil_core::glass::{ReviewKind, ReviewOutcome};
use trefoil_core::ids::ReviewId;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;

use super::rosalind;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{gareth, identify};
use crate::wall::scene::{Scene, team, worker};

on_both_engines! {
    each_wide_use_waits_for_somebody_else,
    a_review_is_decided_once_and_goes_red_when_late,
    what_is_closed_to_the_reviewer_is_not_there,
}

async fn open(house: &House, asker: &Asker) -> Vec<Waiting> {
    reviews_view(house.app(), asker).await.unwrap().open
}

fn kinds(open: &[Waiting], by: &Asker) -> Vec<ReviewKind> {
    let worker = by.worker.as_ref().unwrap().worker;
    let theirs = open.iter().filter(|one| one.row.worker == worker);
    let mut kinds: Vec<ReviewKind> = theirs.map(|one| one.row.kind).collect();
    kinds.dedup();
    kinds
}

async fn custodian(house: &House) -> Asker {
    let office = team(house, "Council", "Second office").await;
    worker(house, "Abe Stone", Role::Custodian, office).await
}

async fn each_wide_use_waits_for_somebody_else(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, staff) = (&scene.house, &scene.house.staff);
    let other = custodian(house).await;
    for asker in [&staff.custodian, &staff.duty, &staff.manager, &scene.idva] {
        let mut browser = house.browser(asker).await;
        browser.get(&format!("/strands/{}", scene.strand(2))).await;
        browser.get(&format!("/families/{}", scene.family)).await;
    }
    let waiting = open(house, &other).await;
    assert_eq!(kinds(&waiting, &staff.custodian), [ReviewKind::Custodian]);
    assert_eq!(kinds(&waiting, &staff.duty), [ReviewKind::EmergencyDuty]);
    assert_eq!(kinds(&waiting, &scene.idva), [], "her own work");
    let own = open(house, &staff.custodian).await;
    assert_eq!(
        kinds(&own, &staff.custodian),
        [],
        "nobody reviews their own"
    );
    let twice = waiting
        .iter()
        .filter(|one| one.row.kind == ReviewKind::Custodian);
    assert_eq!(
        twice.count(),
        2,
        "the strand and the family, each once a day"
    );
    let mut browser = house.browser(&staff.custodian).await;
    let mine = waiting
        .iter()
        .find(|one| one.row.kind == ReviewKind::Custodian);
    let mine = mine.unwrap().row.review;
    let nothing = "019cf9b0-7c80-7000-8000-0000deadbeef";
    let hidden = browser.get(&format!("/reviews/{mine}")).await;
    assert_eq!(hidden.status, 404);
    assert_eq!(hidden, browser.get(&format!("/reviews/{nothing}")).await);
}

async fn a_review_is_decided_once_and_goes_red_when_late(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, triage) = (&scene.house, &scene.house.staff.triage);
    let (app, custodian) = (house.app(), &house.staff.custodian);
    glass_break(app, triage, &rosalind()).await.unwrap();
    let first: Waiting = open(house, custodian).await.swap_remove(0);
    assert!(matches!(first.standing, Standing::InTime(_)));
    house.kit.world.pass(SignedDuration::from_hours(24 * 3));
    let late = open(house, custodian).await.swap_remove(0);
    assert!(
        matches!(late.standing, Standing::Overdue(_)),
        "two working days are over"
    );
    // Late or not, the next emergency is not kept waiting.
    glass_break(app, triage, &rosalind()).await.unwrap();
    let review: ReviewId = first.row.review;
    let empty = review_decide(app, custodian, review, None, " ").await;
    let Err(Refusal::Invalid(problems)) = empty else {
        unreachable!("{empty:?}");
    };
    assert_eq!(problems.len(), 2);
    let in_order = Some(ReviewOutcome::InOrder);
    review_decide(app, custodian, review, in_order, "I rang them.")
        .await
        .unwrap();
    let again = review_decide(app, custodian, review, in_order, "Too.").await;
    assert!(matches!(again, Err(Refusal::Conflict(_))), "{again:?}");
    let mut browser = house.browser(custodian).await;
    let page = browser.open(&format!("/reviews/{review}")).await;
    for words in [
        "Farida Lomas",
        "there are screams",
        "It opened a record",
        "I rang them.",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.words());
    }
    for identifier in ["Rosalind", "Ashdown", "1991"] {
        assert!(!page.body.contains(identifier), "{identifier}");
    }
}

async fn what_is_closed_to_the_reviewer_is_not_there(on: Engine) {
    let scene = Scene::build(on).await;
    let house = &scene.house;
    let other = custodian(house).await;
    glass_break(house.app(), &house.staff.triage, &rosalind())
        .await
        .unwrap();
    assert!(!open(house, &other).await.is_empty());
    identify(house, &other, &gareth("Ashdown")).await;
    let left = open(house, &other).await;
    assert!(
        left.is_empty(),
        "everything here touches that family: {left:?}"
    );
}
