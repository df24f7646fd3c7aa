//! Telling the police of many decisions at once: by their own reference alone, and of what was on the list that was handed over.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::follows::list::follows_view;
use trefoil_app::follows::police::{police_list, police_told};
use trefoil_core::follow::{FollowKind, FollowState, ToldHow};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::feed;

use super::to_do;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::wall::scene::decide;

on_both_engines! {
    the_police_are_told_of_many_at_once,
    the_pages_tell_the_police,
}

/// Families whose contacts of the police are decided.
async fn decided(house: &House, incidents: &[&str]) {
    for incident in incidents {
        house.kit.import(&feed(&family(incident, "Ashdown"))).await;
        let contact = house.contact(incident).await;
        decide(house, contact, trefoil_core::decision::Outcome::Referral).await;
    }
}

async fn the_police_are_told_of_many_at_once(on: Engine) {
    let house = House::on(on).await;
    let (app, me) = (house.app(), &house.staff.triage);
    decided(&house, &["P-1", "P-2"]).await;
    super::decide(&house, super::told(&house).await, "Lantern Quay").await;
    let list = police_list(app, me).await.unwrap();
    let references: Vec<&str> = list
        .lines
        .iter()
        .map(|one| one.reference.as_str())
        .collect();
    assert_eq!((references, list.without), (vec!["P-1", "P-2"], 0));
    let file = list.csv();
    assert!(
        file.starts_with("reference,received_at,decided_at,decision\r\nP-1,"),
        "{file}"
    );
    assert!(!file.contains("Ashdown"), "{file}");
    // What is decided after the list was made stays for the next.
    house.kit.world.pass(SignedDuration::from_mins(5));
    decided(&house, &["P-3"]).await;
    let how = Some(ToldHow::SecureMail);
    let silent = police_told(app, me, Some(list.until), None, " ").await;
    let Err(Refusal::Invalid(problems)) = silent else {
        panic!("{silent:?}")
    };
    let fields: Vec<&str> = problems.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["how", "note"]);
    assert_eq!(
        police_list(app, me).await.unwrap().lines.len(),
        3,
        "none is half told"
    );
    let theirs = police_told(
        app,
        &house.staff.custodian,
        Some(list.until),
        how,
        "The unit.",
    )
    .await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    let told = police_told(app, me, Some(list.until), how, "The unit.").await;
    assert_eq!(told, Ok(2));
    let again = police_told(app, me, Some(list.until), how, "The unit.").await;
    assert!(matches!(again, Err(Refusal::Conflict(_))));
    let left = police_list(app, me).await.unwrap();
    assert_eq!(left.lines[0].reference, "P-3");
    // The school's own is not theirs, and waits.
    let referrers = to_do(&house, me).await;
    let referrers = referrers
        .iter()
        .filter(|one| one.row.kind == FollowKind::Referrer);
    assert_eq!(referrers.count(), 2);
    assert!(
        follows_view(app, me)
            .await
            .unwrap()
            .to_do
            .iter()
            .all(|one| one.row.state == FollowState::ToDo)
    );
    let never = police_told(app, me, Some(Timestamp::MIN), how, "Nobody.").await;
    assert!(matches!(never, Err(Refusal::Conflict(_))));
}

async fn the_pages_tell_the_police(on: Engine) {
    let house = House::on(on).await;
    decided(&house, &["P-1", "=P-2"]).await;
    let mut browser = house.browser(&house.staff.triage).await;
    assert!(
        browser
            .open("/follow-ups")
            .await
            .body
            .contains("/follow-ups/police")
    );
    let page = browser.open("/follow-ups/police").await;
    assert!(page.words().contains("2 decisions"), "{}", page.words());
    let file = browser.get("/follow-ups/police.csv").await;
    assert_eq!(file.status, 200);
    assert!(file.body.contains("'=P-2,"), "no formula: {}", file.body);
    let form = page.form("/follow-ups/police", &[]).unwrap();
    let wrong = browser.submit(&form, &[("note", "The <unit>")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("The &#60;unit&#62;"));
    let right = [("how", "secure_mail"), ("note", "The unit.")];
    let answer = browser.submit(&form, &right).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let page = browser.open("/follow-ups/police").await;
    assert!(page.words().contains("The police wait to hear of nothing."));
}
