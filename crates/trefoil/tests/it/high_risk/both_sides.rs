//! Somebody who is worked with as one who harms comes in as harmed: who may know is told, and nobody is offered a route of whoever is harmed
//! until a person has said who harms whom.

use trefoil_app::matching::confirm::match_confirm;
use trefoil_core::ids::ContactId;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_testkit::{FeedRow, feed};

use crate::hub::house::{Engine, on_both_engines};
use crate::hub::people::row;
use crate::interests::{called, identify};
use crate::wall::scene::Scene;

on_both_engines! {
    whoever_harms_elsewhere_has_no_route_until_somebody_says_who_harms_whom,
    who_may_not_know_is_shown_nothing_of_it,
}

const DOUBT: &str = "Known as harmed and as one who harms";

/// He comes in as harmed, and is matched.
async fn his(scene: &Scene) -> ContactId {
    let house = &scene.house;
    let known = house.page(&house.staff.duty, scene.contact).await;
    let mut known = known.people.iter();
    let him = known.find(|one| one.row.role == IncidentRole::Perpetrator);
    let him = him.unwrap().link.as_ref().unwrap().person;
    let gareth = FeedRow {
        person: "p8",
        ..row("HIS", "victim", "Gareth", "Ashdown", "1988-11-20")
    };
    house.kit.import(&feed(&[gareth])).await;
    house.rest().await;
    let (contact, me) = (house.contact("HIS").await, &house.staff.triage);
    let sighting = house.page(me, contact).await.people[0].row.sighting;
    match_confirm(house.app(), me, contact, sighting, him)
        .await
        .unwrap();
    contact
}

async fn whoever_harms_elsewhere_has_no_route_until_somebody_says_who_harms_whom(engine: Engine) {
    let scene = Scene::build(engine).await;
    let house = &scene.house;
    let contact = his(&scene).await;
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&format!("/contacts/{contact}")).await;
    let words = page.words();
    assert!(words.contains(DOUBT), "{words}");
    assert!(words.contains("Morgan Hughes"), "his worker: {words}");
    assert!(words.contains("Who harms whom?"), "{words}");
    for route in ["victim_adviser", "disclosure", "marac"] {
        assert!(
            !page.body.contains(&format!("value=\"{route}\"")),
            "{route}"
        );
    }
    let form = page.form("/decide", &[]).unwrap();
    let hers = [
        ("outcome-0", "adult_route"),
        ("reason-0", "He asked."),
        ("route-0", "marac"),
    ];
    let unsaid = browser.submit(&form, &hers).await;
    assert_eq!(unsaid.status, 422);
    assert!(
        unsaid.words().contains("Say first who harms whom"),
        "{}",
        unsaid.words()
    );
    // Said, and kept: the routes are there.
    let draft = format!("/drafts/{}", form.field("draft").unwrap());
    let keeps = page.form(&draft, &[]).unwrap();
    let kept = browser
        .submit(&keeps, &[("harm-0", "harmed"), ("reason-0", "He asked.")])
        .await;
    assert_eq!(kept.status, 303, "{}", kept.words());
    let page = browser.open(&format!("/contacts/{contact}")).await;
    assert!(page.body.contains("value=\"marac\""), "{}", page.words());
    let form = page.form("/decide", &[]).unwrap();
    let said = [&hers[..], &[("harm-0", "harmed")]].concat();
    let answer = browser.submit(&form, &said).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
}

/// Whoever has an interest in her is kept out of his contact with the rest: nothing of it is told by what is left.
async fn who_may_not_know_is_shown_nothing_of_it(engine: Engine) {
    let scene = Scene::build(engine).await;
    let house = &scene.house;
    let contact = his(&scene).await;
    let second = &house.staff.second;
    let path = format!("/contacts/{contact}");
    let mut browser = house.browser(second).await;
    assert!(browser.open(&path).await.words().contains(DOUBT));
    identify(house, second, &called("Rosalind", "Ashdown", "1991-04-02")).await;
    let page = browser.get(&path).await;
    assert_eq!(page.status, 404, "{}", page.words());
    // Another contact of theirs says nothing of him.
    let stranger = FeedRow {
        person: "p7",
        ..row("OTHER", "victim", "Wren", "Birchwood", "1990-05-06")
    };
    house.kit.import(&feed(&[stranger])).await;
    house.rest().await;
    let other = house.contact("OTHER").await;
    let page = browser.open(&format!("/contacts/{other}")).await;
    assert!(!page.words().contains(DOUBT), "{}", page.words());
    assert!(page.body.contains("value=\"marac\""), "{}", page.words());
}
