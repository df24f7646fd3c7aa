//! Visits as a browser has them: each sign-in begins a new one and ends the one before; one that is not used ends, and so does one that is
//! old; the cookie goes where it is meant to; and nothing answers to a method that it has no use for.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

use jiff::SignedDuration;
use trefoil_app::accounts::link::link_make;
use trefoil_core::sign_in_link::Lost;
use trefoil_web::{Method, State, routes};

use crate::hub::browser::{Answer, Browser};
use crate::hub::house::{House, state_of};

/// Signs the triage worker in by a link, in this browser.
async fn sign_in(house: &House, browser: &mut Browser) -> Answer {
    let worker = house.staff.triage.worker.as_ref().unwrap().worker;
    let link = link_make(house.app(), worker, Lost::Password)
        .await
        .unwrap();
    let answer = browser.get(&format!("/sign-in/link/{link}")).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == 200
}

#[tokio::test]
async fn signing_in_again_ends_the_visit_before() {
    let house = House::sqlite().await;
    let mut browser = house.stranger();
    let first = sign_in(&house, &mut browser).await;
    let kept = first.header("set-cookie").unwrap();
    let secret = kept.split(['=', ';']).nth(1).unwrap();
    let mut copied = Browser::with_session(house.router.clone(), secret);
    assert!(is_in(&mut copied).await);
    sign_in(&house, &mut browser).await;
    assert!(is_in(&mut browser).await);
    assert!(
        !is_in(&mut copied).await,
        "a copy of the old cookie opens nothing"
    );
}

#[tokio::test]
async fn a_visit_ends_when_it_is_not_used_and_when_it_is_old() {
    let house = House::sqlite().await;
    let mut browser = house.browser(&house.staff.triage).await;
    for _ in 0..12 {
        house.kit.world.pass(SignedDuration::from_mins(59));
        assert!(is_in(&mut browser).await, "used within the hour");
    }
    house.kit.world.pass(SignedDuration::from_mins(13));
    assert!(!is_in(&mut browser).await, "twelve hours after it began");
    let mut browser = house.browser(&house.staff.triage).await;
    house.kit.world.pass(SignedDuration::from_mins(61));
    assert!(!is_in(&mut browser).await, "an hour after it was used");
}

#[tokio::test]
async fn the_cookie_goes_to_this_host_alone_and_by_https_alone() {
    let house = House::sqlite().await;
    let mut plain = house.stranger();
    let answer = sign_in(&house, &mut plain).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("trefoil=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"));
    let https = State {
        secure: true,
        ..state_of(house.app())
    };
    let mut https = Browser::new(trefoil_web::router(https));
    let answer = sign_in(&house, &mut https).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-trefoil="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn no_route_answers_to_a_method_that_it_has_no_use_for() {
    let house = House::sqlite().await;
    let browser = house.stranger();
    let before = house.ledger_length().await;
    let mut wrong = Vec::new();
    for route in routes() {
        for method in ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT"] {
            let answer = browser.program((method, route.path), &[], "").await;
            if answer.status != 405 {
                wrong.push((method, route.path, answer.status));
            }
        }
        let reads = routes()
            .iter()
            .any(|one| one.path == route.path && one.method == Method::Get);
        if !reads {
            let answer = browser.program(("GET", route.path), &[], "").await;
            wrong.extend((answer.status != 405).then_some(("GET", route.path, answer.status)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(house.ledger_length().await, before);
}
