//! Who is at high risk: put on by grade, by repeat and by judgement, on both engines; seen within the reach alone; off by two people.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop and say why"
)]

mod asked;
mod both_sides;
mod heard;
mod unproved;

use jiff::SignedDuration;
use trefoil_app::Asker;
use trefoil_app::clock_rules::{clock_rules_view, high_risk_rule_set};
use trefoil_app::high_risk::deal::high_risk_deal;
use trefoil_app::high_risk::list::{AtRisk, high_risk_one, high_risk_view};
use trefoil_app::high_risk::put::high_risk_put;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_app::matching::new::match_new;
use trefoil_core::high_risk::{HighRiskRule, HighRiskStep, HighRiskWhy};
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::{FeedRow, feed};

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::row;
use crate::interests::{called, identify};
use crate::wall::scene::Scene;

on_both_engines! {
    who_is_harmed_in_a_contact_graded_high_is_on_at_once,
    who_is_harmed_again_and_again_is_on,
    a_judgement_stands_alone_and_two_people_take_off,
    the_list_is_cut_by_the_reach,
    the_pages_put_on_and_take_off,
    the_authority_sets_the_rule,
}

/// A woman harmed at a grade; the contact.
async fn harmed(house: &House, incident: &str, grade: &str) -> ContactId {
    let wren = FeedRow {
        person: "p1",
        grade,
        ..row(incident, "victim", "Wren", "Birchwood", "1990-05-06")
    };
    house.kit.import(&feed(&[wren])).await;
    house.rest().await;
    house.contact(incident).await
}

async fn on(house: &House, who: &Asker) -> Vec<AtRisk> {
    high_risk_view(house.app(), who).await.unwrap().on
}

fn why(one: &AtRisk) -> Vec<HighRiskWhy> {
    one.reasons.iter().map(|one| one.on.why).collect()
}

async fn who_is_harmed_in_a_contact_graded_high_is_on_at_once(engine: Engine) {
    let house = House::on(engine).await;
    let me = &house.staff.triage;
    harmed(&house, "M", "medium").await;
    assert!(on(&house, me).await.is_empty());
    let contact = harmed(&house, "H", "high").await;
    let [one] = &on(&house, me).await[..] else {
        panic!("she is on");
    };
    assert_eq!(
        (one.name.words().as_str(), why(one)),
        ("Wren Birchwood", vec![HighRiskWhy::Graded])
    );
    assert_eq!(one.reasons[0].contact, contact);
    assert_eq!(one.reasons[0].by, "the system itself, by its rules");
    // Tuesday at ten: the meeting of Wednesday.
    assert_eq!(one.meeting, "2026-03-18T09:15:00Z".parse().unwrap());
    let page = high_risk_view(house.app(), me).await.unwrap();
    assert_eq!((page.counted[0].people, page.counted[0].week), (1, 1));
    // Once, however often it is looked at.
    house.rest().await;
    assert_eq!(on(&house, me).await[0].reasons.len(), 1);
    // Whom two people took off, the rule does not put on again by the same contact.
    let (app, second, root) = (house.app(), &house.staff.second, one.root);
    for (who, step) in [(me, HighRiskStep::Ask), (second, HighRiskStep::Agree)] {
        high_risk_deal(app, who, root, Some(step), "It was his sister.")
            .await
            .unwrap();
    }
    let page = house.page(me, contact).await;
    match_new(app, me, contact, page.people[0].row.sighting)
        .await
        .unwrap();
    house.rest().await;
    assert!(on(&house, me).await.is_empty());
}

/// The same woman in four contacts, matched one after the other: on the list from the third.
async fn who_is_harmed_again_and_again_is_on(engine: Engine) {
    let house = House::on(engine).await;
    let (app, me) = (house.app(), &house.staff.triage);
    let first = harmed(&house, "R1", "medium").await;
    let sighting = house.page(me, first).await.people[0].row.sighting;
    match_new(app, me, first, sighting).await.unwrap();
    house.rest().await;
    for (incident, expected) in [("R2", 0), ("R3", 1), ("R4", 1)] {
        let contact = harmed(&house, incident, "standard").await;
        let page = house.page(me, contact).await;
        let person = page.people[0].candidates[0].believed.person;
        let sighting = page.people[0].row.sighting;
        match_confirm(app, me, contact, sighting, person)
            .await
            .unwrap();
        house.rest().await;
        assert_eq!(on(&house, me).await.len(), expected, "{incident}");
    }
    // Each contact past the third is a reason more, of one person.
    let one = on(&house, me).await.remove(0);
    assert_eq!(why(&one), [HighRiskWhy::Repeat, HighRiskWhy::Repeat]);
    let page = high_risk_view(app, me).await.unwrap();
    assert_eq!(page.counted[0].people, 1);
}

async fn a_judgement_stands_alone_and_two_people_take_off(engine: Engine) {
    let house = House::on(engine).await;
    let (app, staff) = (house.app(), &house.staff);
    let contact = harmed(&house, "J", "standard").await;
    let root = house.page(&staff.triage, contact).await.people[0].row.root;
    let silent = high_risk_put(app, &staff.triage, contact, Some(root), " ").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))));
    let nobody = high_risk_put(app, &staff.triage, contact, None, "She is afraid.").await;
    assert!(matches!(nobody, Err(Refusal::Invalid(_))));
    high_risk_put(app, &staff.triage, contact, Some(root), "She is afraid.")
        .await
        .unwrap();
    let again = high_risk_put(app, &staff.second, contact, Some(root), "She is afraid.").await;
    assert!(matches!(again, Err(Refusal::Conflict(_))));
    let deal = async |who: &Asker, step, reason: &str| {
        high_risk_deal(app, who, root, Some(step), reason).await
    };
    let alone = deal(&staff.triage, HighRiskStep::Agree, "It is over.").await;
    assert!(matches!(alone, Err(Refusal::Conflict(_))), "nobody asked");
    deal(&staff.triage, HighRiskStep::Ask, "He has left the country.")
        .await
        .unwrap();
    let alone = deal(&staff.triage, HighRiskStep::Agree, "It is over.").await;
    assert!(matches!(alone, Err(Refusal::Conflict(_))), "a second look");
    let custodian = deal(&staff.custodian, HighRiskStep::Agree, "It is over.").await;
    assert!(matches!(custodian, Err(Refusal::NotAllowed(_))));
    deal(&staff.second, HighRiskStep::Keep, "He can come back.")
        .await
        .unwrap();
    assert_eq!(on(&house, &staff.triage).await[0].asked, None);
    deal(&staff.second, HighRiskStep::Ask, "He is in prison.")
        .await
        .unwrap();
    // What comes after it was asked keeps her on.
    let page = high_risk_one(app, &staff.triage, root).await.unwrap();
    let said: Vec<(&str, &str)> = page
        .said
        .iter()
        .map(|(one, by)| (one.reason.as_str(), by.as_str()))
        .collect();
    let by = |asker: &Asker| asker.worker.as_ref().unwrap().name.clone();
    let (first, second) = (by(&staff.triage), by(&staff.second));
    let expected = [
        ("She is afraid.", first.as_str()),
        ("He has left the country.", first.as_str()),
        ("He can come back.", second.as_str()),
        ("He is in prison.", second.as_str()),
    ];
    assert_eq!(said, expected, "all of it stays, with who wrote it");
    assert_eq!(page.steps, [HighRiskStep::Agree, HighRiskStep::Keep]);
    deal(&staff.triage, HighRiskStep::Agree, "I rang the prison.")
        .await
        .unwrap();
    assert!(on(&house, &staff.triage).await.is_empty());
    let page = high_risk_view(app, &staff.triage).await.unwrap();
    assert_eq!(page.off.len(), 1);
    assert_eq!(page.off[0].off.as_ref().unwrap().1, "Farida Lomas");
    // A judgement puts her on again; what was written stays with it. The rule, which put nobody on, still does not.
    house.kit.world.pass(SignedDuration::from_mins(1));
    high_risk_put(app, &staff.triage, contact, Some(root), "He is back.")
        .await
        .unwrap();
    let page = high_risk_one(app, &staff.second, root).await.unwrap();
    assert_eq!(page.one.off, None);
    assert_eq!(
        (page.said.len(), page.said[5].0.reason.as_str()),
        (6, "He is back.")
    );
    house.rest().await;
    assert_eq!(on(&house, &staff.triage).await[0].reasons.len(), 1);
}

async fn the_list_is_cut_by_the_reach(engine: Engine) {
    let scene = Scene::build(engine).await;
    let (house, app) = (&scene.house, scene.house.app());
    let staff = &house.staff;
    let rosalind = put(&scene).await;
    // Her contact is decided, and she is still at risk: the hub has her, and so have those who work with her and with her children.
    for who in [
        &staff.triage,
        &staff.manager,
        &staff.duty,
        &staff.custodian,
        &scene.idva,
        &scene.social_worker,
    ] {
        let all = on(house, who).await;
        assert_eq!(all.len(), 1);
        assert!(high_risk_one(app, who, rosalind).await.is_ok());
    }
    let hub = high_risk_one(app, &staff.triage, rosalind).await.unwrap();
    assert!(hub.opens.is_empty() && hub.families.is_empty(), "decided");
    let hers = high_risk_one(app, &scene.idva, rosalind).await.unwrap();
    assert_eq!(hers.families[0].0, scene.family);
    for who in [
        &scene.perpetrator_worker,
        &scene.team_mate,
        &staff.returns,
        &staff.administrator,
    ] {
        let seen = high_risk_view(app, who).await;
        assert!(matches!(seen, Err(Refusal::NotAllowed(_))), "{seen:?}");
    }
    // The other side's manager manages nobody who works with her.
    assert!(on(house, &scene.their_manager).await.is_empty());
    identify(
        house,
        &scene.idva,
        &called("Rosalind", "Ashdown", "1991-04-02"),
    )
    .await;
    assert!(on(house, &scene.idva).await.is_empty());
}

/// The mother of the scene's family, by a contact that came in graded high and was matched and decided.
async fn put(scene: &Scene) -> SightingId {
    let house = &scene.house;
    let rosalind = FeedRow {
        person: "p9",
        grade: "high",
        ..row("LATER", "victim", "Rosalind", "Ashdown", "1991-04-02")
    };
    house.kit.import(&feed(&[rosalind])).await;
    house.rest().await;
    let contact = house.contact("LATER").await;
    let page = house.page(&house.staff.duty, contact).await;
    let (row, person) = (
        &page.people[0].row,
        page.people[0].candidates[0].believed.person,
    );
    let duty = &house.staff.duty;
    match_confirm(house.app(), duty, contact, row.sighting, person)
        .await
        .unwrap();
    house.rest().await;
    assert_eq!(
        on(house, &house.staff.triage).await.len(),
        1,
        "it waits in the hub"
    );
    let answer = trefoil_core::decision::Answer {
        child: None,
        outcome: trefoil_core::decision::Outcome::InformationAndAdvice,
        reason: "Her adviser knows.".to_owned(),
        service: None,
    };
    trefoil_app::contacts::decide::contact_decide(house.app(), duty, contact, vec![answer])
        .await
        .unwrap();
    house.rest().await;
    row.root
}

async fn the_pages_put_on_and_take_off(engine: Engine) {
    let house = House::on(engine).await;
    let contact = harmed(&house, "P", "standard").await;
    let root = house.page(&house.staff.triage, contact).await.people[0]
        .row
        .root;
    let mut browser = house.browser(&house.staff.triage).await;
    let page = browser.open(&format!("/contacts/{contact}")).await;
    let form = page.form("/high-risk", &[]).unwrap();
    let wrong = browser
        .submit(&form, &[("risk-reason", "She <fears> him")])
        .await;
    assert_eq!(wrong.status, 422);
    let right = [
        ("risk-who", root.to_string()),
        ("risk-reason", "She fears him.".to_owned()),
    ];
    let right = [
        ("risk-who", right[0].1.as_str()),
        ("risk-reason", right[1].1.as_str()),
    ];
    let answer = browser.submit(&form, &right).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let list = browser.open("/high-risk").await;
    assert!(list.words().contains("Wren Birchwood"), "{}", list.words());
    assert!(list.words().contains("Next daily meeting"));
    let path = format!("/high-risk/{root}");
    let page = browser.open(&path).await;
    assert!(page.words().contains("She fears him."));
    let form = page.form(&path, &[]).unwrap();
    let wrong = browser.submit(&form, &[("reason", "It <is> over")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("It &#60;is&#62; over"));
    let answer = browser
        .submit(&form, &[("step", "ask"), ("reason", "It is over.")])
        .await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let list = browser.open("/high-risk").await;
    assert!(list.words().contains("Needs a second look"));
}

async fn the_authority_sets_the_rule(engine: Engine) {
    let house = House::on(engine).await;
    let (app, staff) = (house.app(), &house.staff);
    let rule = |repeats| HighRiskRule {
        repeats,
        ..HighRiskRule::default()
    };
    let triage = high_risk_rule_set(app, &staff.triage, rule(2)).await;
    assert!(matches!(triage, Err(Refusal::NotAllowed(_))));
    let one = high_risk_rule_set(app, &staff.administrator, rule(1)).await;
    assert!(matches!(one, Err(Refusal::Invalid(_))));
    high_risk_rule_set(app, &staff.administrator, rule(2))
        .await
        .unwrap();
    let rules = clock_rules_view(app, &staff.administrator).await.unwrap();
    assert_eq!((rules.risk.repeats, rules.risk_history.len()), (2, 1));
    let first = harmed(&house, "S1", "medium").await;
    let sighting = house.page(&staff.triage, first).await.people[0]
        .row
        .sighting;
    match_new(app, &staff.triage, first, sighting)
        .await
        .unwrap();
    let second = harmed(&house, "S2", "medium").await;
    let page = house.page(&staff.triage, second).await;
    let person = page.people[0].candidates[0].believed.person;
    let sighting = page.people[0].row.sighting;
    match_confirm(app, &staff.triage, second, sighting, person)
        .await
        .unwrap();
    house.rest().await;
    assert_eq!(
        why(&on(&house, &staff.triage).await[0]),
        [HighRiskWhy::Repeat]
    );
}
