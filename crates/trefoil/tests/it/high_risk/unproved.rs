//! Whom a stranger's form puts on the list: protected as anybody, and said to be unproved until somebody at the hub says who sent it.

use trefoil_app::Asker;
use trefoil_app::high_risk::deal::high_risk_deal;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_core::high_risk::{HighRiskStep, UNPROVED};
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::SignalKind;

use super::heard::{ended_by, told};
use super::on;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::telling::{number, tell};
use crate::wall::scene::Scene;

on_both_engines! {
    a_strangers_grade_is_on_at_once_and_says_that_nobody_proved_it,
}

/// What somebody reads of it: the list, and the page of her contact.
async fn says(house: &House, who: &Asker, paths: &[&str]) -> Vec<bool> {
    let mut browser = house.browser(who).await;
    let mut each = Vec::new();
    for path in paths {
        let page = browser.open(path).await;
        assert_eq!(page.status, 200, "{path}");
        each.push(page.words().contains(UNPROVED));
    }
    each
}

async fn a_strangers_grade_is_on_at_once_and_says_that_nobody_proved_it(engine: Engine) {
    let scene = Scene::build(engine).await;
    let (house, app) = (&scene.house, scene.house.app());
    let me = &house.staff.triage;
    let rosalind = [
        ("grade", "high"),
        ("domestic_abuse", "yes"),
        ("p0-role", "victim"),
        ("p0-given", "Rosalind"),
        ("p0-family", "Ashdown"),
        ("p0-birth", "2 April 1991"),
    ];
    let sent = tell(&mut house.stranger(), &rosalind).await;
    house.rest().await;
    let [one] = &on(house, me).await[..] else {
        panic!("she is on, whoever sent it");
    };
    let contact = house.contact(&number(&sent)).await;
    let page = house.page(me, contact).await;
    let (sighting, person) = (
        page.people[0].row.sighting,
        page.people[0].candidates[0].believed.person,
    );
    match_confirm(app, me, contact, sighting, person)
        .await
        .unwrap();
    house.rest().await;
    let (hers, its) = (
        format!("/high-risk/{}", one.root),
        format!("/contacts/{contact}"),
    );
    let paths = ["/high-risk", &hers, &its];
    assert_eq!(says(house, me, &paths).await, [true; 3]);
    assert_eq!(says(house, &scene.idva, &["/signals"]).await, [true]);

    // Somebody at the hub rang back: it says so everywhere, and whoever was warned hears it once, in the place of the first.
    let prove = async |reason: &str| {
        high_risk_deal(app, me, one.root, Some(HighRiskStep::Prove), reason).await
    };
    let silent = prove(" ").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))), "{silent:?}");
    prove("I rang the office of Larch School.").await.unwrap();
    assert_eq!(says(house, me, &paths).await, [false; 3]);
    let again = prove("I rang the school.").await;
    assert!(matches!(again, Err(Refusal::Conflict(_))), "{again:?}");
    let mut browser = house.browser(me).await;
    let words = browser.open(&its).await.words();
    assert!(
        words.contains("who sent this, and how that is proved"),
        "{words}"
    );
    assert!(!words.contains("who sent it is not proved"), "{words}");
    let heard = told(house, &scene.idva, SignalKind::HighRisk).await;
    let waits = heard.iter().filter(|one| ended_by(one).is_none());
    let [now] = &waits.collect::<Vec<_>>()[..] else {
        panic!("one of them waits: {heard:?}");
    };
    assert!(!now.text.contains(UNPROVED), "{}", now.text);
    assert_eq!(heard.len(), 2);
    assert_eq!(on(house, me).await.len(), 1, "she stays on");
}
