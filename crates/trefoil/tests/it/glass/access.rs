//! Who can see a strand, why, and who opened it; covers; and why something cannot be seen: the same for everybody.

use trefoil_app::Asker;
use trefoil_app::families::access::{AccessPage, access_view};
use trefoil_app::glass::break_glass::glass_break;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Aspect;

use super::rosalind;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{gareth, identify};
use crate::wall::scene::Scene;

on_both_engines! {
    everybody_who_can_see_is_told_and_nobody_who_cannot,
    who_opened_it_is_told_to_its_worker,
    a_cover_is_set_and_ended_on_its_page,
    what_cannot_be_seen_says_the_same_to_everybody,
}

async fn access(house: &House, asker: &Asker, scene: &Scene, place: usize) -> AccessPage {
    access_view(house.app(), asker, scene.strand(place))
        .await
        .unwrap()
}

fn aspect(page: &AccessPage, name: &str) -> Aspect {
    let one = page.can.iter().find(|one| one.name == name);
    one.map_or(Aspect::None, |one| one.aspect)
}

async fn everybody_who_can_see_is_told_and_nobody_who_cannot(on: Engine) {
    let scene = Scene::build(on).await;
    let house = &scene.house;
    glass_break(house.app(), &house.staff.triage, &rosalind())
        .await
        .unwrap();
    let page = access(house, &scene.idva, &scene, 2).await;
    let table = [
        ("Ruchi Patel", Aspect::Full),
        ("Sade Okoro", Aspect::Full),
        ("Ngozi Eze", Aspect::Full),
        ("Priya Shah", Aspect::Full),
        ("Farida Lomas", Aspect::Full),
        ("Morgan Hughes", Aspect::None),
        ("Pat Quill", Aspect::None),
        ("Li Wei", Aspect::None),
        ("Owen Price", Aspect::None),
    ];
    for (name, expect) in table {
        // What was released alone is not a sight of the strand.
        let seen = aspect(&page, name);
        assert_eq!(
            seen.max(Aspect::Released),
            expect.max(Aspect::Released),
            "{name}"
        );
    }
    let why = |name: &str| {
        page.can
            .iter()
            .find(|one| one.name == name)
            .map(|one| one.why)
    };
    assert_eq!(
        why("Farida Lomas"),
        Some("You broke the glass; it will be reviewed")
    );
    // On the perpetrator's side, who works on the other is not told: but the custodian is.
    let theirs = access(house, &scene.their_manager, &scene, 3).await;
    for name in ["Ruchi Patel", "Sade Okoro"] {
        assert_eq!(aspect(&theirs, name), Aspect::None, "{name}");
    }
    assert_eq!(aspect(&theirs, "Morgan Hughes"), Aspect::Full);
    assert!(theirs.opened.is_none());
    let all = access(house, &house.staff.custodian, &scene, 3).await;
    assert_eq!(aspect(&all, "Sade Okoro"), Aspect::Full);
    for asker in [&scene.perpetrator_worker, &scene.team_mate] {
        let seen = access_view(house.app(), asker, scene.strand(2)).await;
        assert_eq!(seen.err(), Some(Refusal::NotFound));
    }
    // Somebody with an interest is not there, and no word says why.
    identify(house, &house.staff.triage, &gareth("Ashdown")).await;
    let page = access(house, &scene.idva, &scene, 2).await;
    assert_eq!(aspect(&page, "Farida Lomas"), Aspect::None);
    let mut browser = house.browser(&scene.idva).await;
    let shown = browser
        .open(&format!("/strands/{}/access", scene.strand(2)))
        .await;
    assert!(shown.body.contains("Ruchi Patel") && !shown.body.contains("nterest"));
}

async fn who_opened_it_is_told_to_its_worker(on: Engine) {
    let scene = Scene::build(on).await;
    let house = &scene.house;
    let path = format!("/strands/{}", scene.strand(2));
    house.browser(&house.staff.duty).await.open(&path).await;
    house
        .browser(&scene.perpetrator_worker)
        .await
        .get(&path)
        .await;
    glass_break(house.app(), &house.staff.triage, &rosalind())
        .await
        .unwrap();
    let page = access(house, &scene.idva, &scene, 2).await;
    let told: Vec<&str> = page
        .opened
        .iter()
        .flatten()
        .map(|one| one.act.code())
        .collect();
    assert_eq!(
        told.iter().filter(|one| **one == "strand_view").count(),
        1,
        "{told:?}"
    );
    assert_eq!(
        told.iter().filter(|one| **one == "glass_break").count(),
        1,
        "{told:?}"
    );
    assert!(
        page.opened.iter().flatten().all(|one| one.name.is_none()),
        "roles, not names"
    );
    let named = access(house, &house.staff.custodian, &scene, 2).await;
    let names: Vec<_> = named
        .opened
        .unwrap()
        .iter()
        .filter_map(|one| one.name.clone())
        .collect();
    assert!(names.contains(&"Ngozi Eze".to_owned()), "{names:?}");
    let mut browser = house.browser(&scene.idva).await;
    let strand = browser.open(&path).await;
    assert!(
        strand.body.contains("/access"),
        "the way to it is on its page"
    );
}

async fn a_cover_is_set_and_ended_on_its_page(on: Engine) {
    let scene = Scene::build(on).await;
    let house = &scene.house;
    let of = |asker: &Asker| asker.worker.as_ref().unwrap().worker.to_string();
    let mut browser = house.browser(&scene.their_manager).await;
    let page = browser.open("/covers").await;
    let form = page.form("/covers", &["covered"]).unwrap();
    let empty = browser.submit(&form, &[]).await;
    assert_eq!(empty.status, 422);
    for words in [
        "Choose who is away.",
        "Choose who covers for them.",
        "Enter the last day",
    ] {
        assert!(empty.body.contains(words), "{words}");
    }
    let (covered, cover) = (of(&scene.perpetrator_worker), of(&scene.team_mate));
    let token = browser.token().await;
    let fields = [
        ("csrf", token.as_str()),
        ("covered", &covered),
        ("cover", &cover),
        ("until-day", "20"),
        ("until-month", "3"),
        ("until-year", "2026"),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(browser.post("/covers", &fields).await.status, 303);
    let mate = format!("/strands/{}", scene.strand(3));
    assert_eq!(
        house
            .browser(&scene.team_mate)
            .await
            .get(&mate)
            .await
            .status,
        200
    );
    let page = browser.open("/covers").await;
    assert!(
        page.body.contains("Dee Lang covers for Morgan Hughes"),
        "{}",
        page.words()
    );
    house.kit.world.pass(jiff::SignedDuration::from_secs(7));
    assert_eq!(browser.post("/covers/end", &fields).await.status, 303);
    assert_eq!(
        house
            .browser(&scene.team_mate)
            .await
            .get(&mate)
            .await
            .status,
        404
    );
    assert_eq!(browser.post("/covers/end", &fields).await.status, 409);
    // Another team's is not theirs to end.
    let other = house
        .browser(&house.staff.manager)
        .await
        .post("/covers/end", &fields)
        .await;
    assert_eq!(other.status, 403, "without its own token nothing is done");
}

async fn what_cannot_be_seen_says_the_same_to_everybody(on: Engine) {
    let scene = Scene::build(on).await;
    let house = &scene.house;
    let nothing = "019cf9b0-7c80-7000-8000-0000deadbeef";
    let mut answers = Vec::new();
    for asker in [&scene.perpetrator_worker, &house.staff.triage] {
        let mut browser = house.browser(asker).await;
        for id in [scene.strand(2).to_string(), nothing.to_owned()] {
            answers.push(browser.get(&format!("/strands/{id}")).await);
            answers.push(browser.get(&format!("/strands/{id}/access")).await);
        }
    }
    assert!(answers.iter().all(|one| *one == answers[0]));
    assert_eq!(answers[0].status, 404);
    assert!(answers[0].body.contains("/help/leave"));
    let leave = house.stranger().open("/help/leave").await;
    assert!(
        leave
            .body
            .contains("It may not exist, or it may not be yours to see.")
    );
}
