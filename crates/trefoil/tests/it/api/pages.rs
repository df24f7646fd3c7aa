//! An administrator's page of an agency: a token is made, shown once, and revoked.

use serde_json::json;

use super::{System, json_of};
use crate::hub::house::{Engine, House, on_both_engines};

on_both_engines! {
    a_token_is_made_on_a_page_shown_once_and_revoked,
    the_document_is_served_to_anybody,
}

async fn a_token_is_made_on_a_page_shown_once_and_revoked(on: Engine) {
    let house = House::on(on).await;
    let mut browser = house.browser(&house.staff.administrator).await;
    let list = browser.open("/agencies").await;
    let form = list.form("/agencies", &[]).unwrap();
    let none = browser.submit(&form, &[("name", " ")]).await;
    assert_eq!(none.status, 422);
    let added = browser.submit(&form, &[("name", "Larch Trust")]).await;
    assert_eq!(added.status, 303, "{}", added.words());
    let twice = browser.submit(&form, &[("name", "larch trust")]).await;
    assert_eq!(twice.status, 422);
    let page = browser.open(added.location()).await;
    let form = page.form("/tokens", &[]).unwrap();
    let unnamed = browser
        .submit(&form, &[("system", ""), ("days", "30")])
        .await;
    assert_eq!(unnamed.status, 422);
    let made = browser
        .submit(&form, &[("system", "Cases"), ("days", "30")])
        .await;
    assert_eq!(made.status, 200, "{}", made.words());
    let (_, rest) = made.body.split_once("<code>trefoil_").unwrap();
    let secret = format!("trefoil_{}", rest.split('<').next().unwrap());
    let page = browser.open(added.location()).await;
    let words = page.words();
    assert!(!page.body.contains(&secret), "shown once");
    for expect in ["Cases", "Good until", "Never used", "16 April 2026"] {
        assert!(words.contains(expect), "{expect}: {words}");
    }
    let agency = added.location().trim_start_matches("/agencies/");
    let agency = agency.split('?').next().unwrap().parse().unwrap();
    let system = System {
        agency,
        secret,
        browser: house.stranger(),
    };
    assert_eq!(system.tell(&json!({}), None).await.status, 201);
    let page = browser.open(added.location()).await;
    assert!(page.words().contains("Last used"));
    let revoke = page.form("/revoke", &[]).unwrap();
    assert_eq!(browser.submit(&revoke, &[]).await.status, 303);
    assert_eq!(browser.submit(&revoke, &[]).await.status, 409, "once");
    assert_eq!(system.tell(&json!({}), None).await.status, 401);
    let words = browser.open(added.location()).await.words();
    assert!(
        words.contains("Revoked") && words.contains("by "),
        "{words}"
    );
    assert_eq!(system.agency, agency);
}

async fn the_document_is_served_to_anybody(on: Engine) {
    let house = House::on(on).await;
    let answer = house.stranger().open("/api/openapi.json").await;
    let document = json_of(&answer);
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["paths"]["/api/v1/contacts"]["post"].is_object());
    assert!(!answer.body.contains("http://") && !answer.body.contains("https://"));
}
