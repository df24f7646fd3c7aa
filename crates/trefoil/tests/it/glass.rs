//! Breaking the glass, and its review: the same answer match or none, one strand for four hours, fixed at the start, never past an
//! interest, never from the other side, and never without somebody else looking.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod access;
mod reviews;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::families::note::note_write;
use trefoil_app::families::strand::strand_view;
use trefoil_app::families::view::family_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::glass::open::glass_view;
use trefoil_app::glass::{GlassAsked, GlassReason};
use trefoil_app::reviews::list::reviews_view;
use trefoil_app::reviews::view::review_view;
use trefoil_core::glass::{GlassFound, ReviewKind};
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{gareth, identify};
use crate::wall::scene::Scene;

on_both_engines! {
    it_opens_one_strand_for_four_hours_and_nothing_else,
    the_answer_is_the_same_match_or_none,
    each_pair_of_identifiers_finds_who_it_says,
    it_opens_nothing_past_an_interest_or_from_the_other_side,
    breaking_it_again_changes_nothing_that_was_fixed,
}

/// Somebody who is nowhere.
pub(crate) fn emergency() -> GlassAsked {
    GlassAsked {
        given: "Zola".to_owned(),
        surname: "Nobody".to_owned(),
        birth: Some("1981-01-01".parse().unwrap()),
        reason: Some(GlassReason::Danger),
        text: "A neighbour rang: there are screams.".to_owned(),
        ..GlassAsked::default()
    }
}

/// The mother of the family that the wall's scene tells of.
pub(crate) fn rosalind() -> GlassAsked {
    GlassAsked {
        given: "Rosalind".to_owned(),
        surname: "Ashdown".to_owned(),
        birth: Some("1991-04-02".parse().unwrap()),
        ..emergency()
    }
}

async fn opens(house: &House, asker: &Asker, strand: StrandId) -> bool {
    match strand_view(house.app(), asker, strand).await {
        Ok(_) => true,
        Err(refusal) => {
            assert_eq!(refusal, Refusal::NotFound);
            false
        }
    }
}

/// What the last broken glass met, as its reviewer is told.
async fn met(house: &House) -> GlassFound {
    let custodian = &house.staff.custodian;
    let page = reviews_view(house.app(), custodian).await.unwrap();
    let glass = page
        .open
        .iter()
        .filter(|one| one.row.kind == ReviewKind::Glass);
    let last = glass
        .max_by_key(|one| (one.row.first_at, one.row.review))
        .unwrap();
    let page = review_view(house.app(), custodian, last.row.review)
        .await
        .unwrap();
    page.glass.unwrap().0.found
}

async fn it_opens_one_strand_for_four_hours_and_nothing_else(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, triage) = (&scene.house, &scene.house.staff.triage);
    let (app, victim) = (house.app(), scene.strand(2));
    assert!(!opens(house, triage, victim).await);
    note_write(app, &scene.idva, victim, "She has a panic button.")
        .await
        .unwrap();
    glass_break(app, triage, &rosalind()).await.unwrap();
    let page = strand_view(app, triage, victim).await.unwrap();
    assert_eq!(page.notes.len(), 1, "what is needed is there");
    for place in 0..4 {
        let strand = scene.strand(place);
        assert_eq!(opens(house, triage, strand).await, place == 2, "{place}");
        assert!(
            !opens(house, &house.staff.second, strand).await,
            "theirs alone"
        );
    }
    let whole = family_view(app, triage, scene.family).await;
    assert_eq!(whole.err(), Some(Refusal::NotFound));
    let open = glass_view(app, triage).await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(
        open[0].until.duration_since(app.now()),
        SignedDuration::from_hours(4)
    );
    // Its worker is told on the strand's page, and its manager sees nothing by it.
    house
        .kit
        .world
        .pass(SignedDuration::from_hours(4) - SignedDuration::from_secs(1));
    assert!(opens(house, triage, victim).await);
    house.kit.world.pass(SignedDuration::from_secs(1));
    assert!(!opens(house, triage, victim).await, "expired is nothing");
    assert!(glass_view(app, triage).await.unwrap().is_empty());
}

async fn the_answer_is_the_same_match_or_none(on: Engine) {
    let scene = Scene::build(on).await;
    let mut browser = scene.house.browser(&scene.house.staff.triage).await;
    let token = browser.token().await;
    let mut answers = Vec::new();
    for (given, surname, day) in [("Rosalind", "Ashdown", "2"), ("Zola", "Nobody", "3")] {
        let fields = [
            ("csrf", token.as_str()),
            ("given", given),
            ("surname", surname),
            ("birth-day", day),
            ("birth-month", "4"),
            ("birth-year", "1991"),
            ("reason", "danger"),
            ("text", "A neighbour rang."),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let sent = browser.post("/glass", &fields).await;
        let to = sent.location().to_owned();
        answers.push((sent, browser.get(&to).await));
    }
    assert_eq!((answers[0].0.status, answers[0].1.status), (303, 200));
    assert_eq!(answers[0], answers[1]);
    let open = browser.open("/glass/open").await;
    assert_eq!(
        open.body.matches("/strands/").count(),
        1,
        "one of the two opened"
    );
    // What is missing is told, and what was typed stays.
    let page = browser.open("/glass").await;
    let form = page.form("/glass", &[]).unwrap();
    let answer = browser
        .submit(&form, &[("given", "Ro<se"), ("birth-day", "40")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Ro&#60;se"), "{}", answer.words());
    assert!(
        answer.body.contains("The birth date must have"),
        "{}",
        answer.words()
    );
}

async fn each_pair_of_identifiers_finds_who_it_says(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, triage) = (&scene.house, &scene.house.staff.triage);
    let check = async |asked: GlassAsked, expect: GlassFound, why: &str| {
        house.kit.world.pass(SignedDuration::from_secs(7));
        glass_break(house.app(), triage, &asked).await.unwrap();
        assert_eq!(met(house).await, expect, "{why}");
    };
    let at_home = |surname: &str| GlassAsked {
        birth: None,
        surname: surname.to_owned(),
        address: "12 Larch Rd".to_owned(),
        postcode: "fy14aa".to_owned(),
        ..rosalind()
    };
    check(rosalind(), GlassFound::Open, "name and birth date").await;
    check(at_home("Ashdown"), GlassFound::Open, "name and address").await;
    check(at_home("Quince"), GlassFound::Nothing, "another name there").await;
    check(emergency(), GlassFound::Nothing, "nobody").await;
    let day_off = GlassAsked {
        birth: Some("1991-04-03".parse().unwrap()),
        ..rosalind()
    };
    check(day_off, GlassFound::Nothing, "another birth date").await;
}

async fn it_opens_nothing_past_an_interest_or_from_the_other_side(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, second) = (&scene.house, &scene.house.staff.second);
    identify(house, second, &gareth("Ashdown")).await;
    glass_break(house.app(), second, &rosalind()).await.unwrap();
    assert!(!opens(house, second, scene.strand(2)).await);
    assert_eq!(met(house).await, GlassFound::Closed);
    let refused = glass_break(house.app(), &scene.perpetrator_worker, &rosalind()).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    // Their manager may break it, and is on his side too.
    house.kit.world.pass(SignedDuration::from_secs(7));
    glass_break(house.app(), &scene.their_manager, &rosalind())
        .await
        .unwrap();
    assert!(!opens(house, &scene.their_manager, scene.strand(2)).await);
    assert_eq!(met(house).await, GlassFound::Closed);
    // An early help worker who is with the perpetrator breaks it, and it opens nothing on the other side.
    let helper = scene.helper_covers().await;
    house.kit.world.pass(SignedDuration::from_secs(7));
    glass_break(house.app(), &helper, &rosalind())
        .await
        .unwrap();
    assert!(!opens(house, &helper, scene.strand(2)).await);
    assert_eq!(met(house).await, GlassFound::Closed);
    // An interest that is found while it is open closes it.
    let triage = &house.staff.triage;
    glass_break(house.app(), triage, &rosalind()).await.unwrap();
    assert!(opens(house, triage, scene.strand(2)).await);
    identify(house, triage, &gareth("Ashdown")).await;
    assert!(!opens(house, triage, scene.strand(2)).await);
}

async fn breaking_it_again_changes_nothing_that_was_fixed(on: Engine) {
    let scene = Scene::build(on).await;
    let (house, triage) = (&scene.house, &scene.house.staff.triage);
    glass_break(house.app(), triage, &rosalind()).await.unwrap();
    let ends = glass_view(house.app(), triage).await.unwrap()[0].until;
    house.kit.world.pass(SignedDuration::from_hours(3));
    for _ in 0..2 {
        glass_break(house.app(), triage, &emergency())
            .await
            .unwrap();
    }
    assert_eq!(
        glass_view(house.app(), triage).await.unwrap()[0].until,
        ends
    );
    // Each is reviewed, however often: none waits for another, and none hides behind another.
    let page = reviews_view(house.app(), &house.staff.custodian)
        .await
        .unwrap();
    let glass = page
        .open
        .iter()
        .filter(|one| one.row.kind == ReviewKind::Glass);
    assert_eq!(glass.count(), 3);
}
