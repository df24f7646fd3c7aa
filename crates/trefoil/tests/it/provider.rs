//! Signing in through an identity provider that the test plays itself, so that it can answer wrongly in every way: other keys, other
//! times, other questions, answers sent twice; groups; being signed out from there. A real one is in the browser's journeys.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde_json::{Value, json};
use trefoil_core::act::Act;
use trefoil_core::principal::Role;

use self::played::{ISSUER, SUBJECT, Scene, signed};
use crate::hub::house::{Engine, on_both_engines};

mod played;

on_both_engines! {
    a_linked_worker_signs_in_and_a_stranger_is_told_whom_to_ask,
    an_answer_is_good_once_and_in_its_own_browser_alone,
    a_token_that_does_not_fit_signs_nobody_in,
    a_key_that_is_new_is_asked_for_and_a_forged_one_is_not_believed,
    groups_give_roles_and_take_them,
    the_provider_ends_its_sessions_and_nobody_elses,
}

async fn a_linked_worker_signs_in_and_a_stranger_is_told_whom_to_ask(on: Engine) {
    let scene = Scene::new(on, &[]).await;
    let mut browser = scene.browser();
    let page = browser.open("/sign-in").await;
    assert!(
        page.words().contains("Sign in with your Council account"),
        "{}",
        page.words()
    );
    let answer = scene.signs_in(&mut browser, &json!({})).await;
    assert_eq!(answer.status, 403);
    assert!(answer.words().contains(SUBJECT), "{}", answer.words());
    // An e-mail address that somebody here has makes nobody of them.
    let email = json!({ "email": "triage@trefoil.example", "email_verified": true });
    assert_eq!(scene.signs_in(&mut browser, &email).await.status, 403);
    assert_eq!(
        scene.link().await.location(),
        format!("/workers/{}?done=link", scene.worker())
    );
    let from = scene.house.ledger_length().await;
    let answer = scene.signs_in(&mut browser, &json!({})).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/account"),
        "{}",
        answer.words()
    );
    assert_eq!(browser.open("/account").await.status, 200);
    let entries = scene.house.entries_from(from).await;
    let came = entries
        .iter()
        .find(|one| one.act == Act::SignIn.code())
        .unwrap();
    assert_eq!(
        (came.principal.as_str(), came.purpose.as_str()),
        (&*scene.worker().to_string(), "provider")
    );
    let other = json!({ "sub": "f3a9-78" });
    assert_eq!(
        scene.signs_in(&mut scene.browser(), &other).await.status,
        403
    );
}

async fn an_answer_is_good_once_and_in_its_own_browser_alone(on: Engine) {
    let scene = Scene::new(on, &[]).await;
    scene.link().await;
    let (mut mine, mut his) = (scene.browser(), scene.browser());
    let back = scene.went(&mut mine, &json!({})).await;
    let from = scene.house.ledger_length().await;
    assert_eq!(
        his.get(&back).await.status,
        403,
        "a browser that did not ask"
    );
    scene.went(&mut his, &json!({})).await;
    assert_eq!(
        his.get(&back).await.status,
        403,
        "a browser that asked something else"
    );
    let back = scene.went(&mut mine, &json!({})).await;
    let again = mine.clone();
    assert_eq!(mine.get(&back).await.status, 303);
    assert_eq!(again.clone().get(&back).await.status, 403, "a second time");
    let refused = mine
        .clone()
        .get(&back.replace("code=good&", "error=access_denied&"))
        .await;
    assert_eq!(refused.status, 403);
    let mine_again = scene.went(&mut mine, &json!({})).await;
    let other = mine.get(&mine_again.replace("id.test", "other.test")).await;
    assert_eq!(other.status, 403, "another issuer says that it answers");
    let why = scene.why(from).await;
    assert_eq!(why.len(), 5, "{why:?}");
    assert!(why.contains(&"provider: used before".to_owned()), "{why:?}");
}

async fn a_token_that_does_not_fit_signs_nobody_in(on: Engine) {
    let scene = Scene::new(on, &[]).await;
    scene.link().await;
    let mut browser = scene.browser();
    let now = scene.house.app().now().as_second();
    let mut answers = Vec::new();
    let check = [
        (json!({ "nonce": "another" }), "provider: nonce"),
        (json!({ "iss": "https://id.test/" }), "provider: issuer"),
        (json!({ "aud": "another" }), "provider: audience"),
        (json!({ "exp": now - 61 }), "provider: time"),
        (json!({ "iat": now + 90 }), "provider: time"),
        (json!({ "sub": "" }), "provider: subject"),
    ];
    for (change, why) in check {
        let from = scene.house.ledger_length().await;
        let answer = scene.signs_in(&mut browser, &change).await;
        assert_eq!(answer.status, 403, "{change}");
        assert_eq!(scene.why(from).await, [why], "{change}");
        answers.push(answer.body);
    }
    for kinds in [
        ("alg", "none"),
        ("alg", "HS256"),
        ("alg", "RS256"),
        ("kid", "unknown"),
        ("forged", ""),
    ] {
        scene.tell(|told| told.kinds = BTreeMap::from([kinds]));
        let from = scene.house.ledger_length().await;
        let answer = scene.signs_in(&mut browser, &json!({})).await;
        assert_eq!(answer.status, 403, "{kinds:?}");
        assert_eq!(scene.why(from).await, ["provider: signature"], "{kinds:?}");
        answers.push(answer.body);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "whoever is refused is not told why");
    scene.tell(|told| told.kinds.clear());
    assert_eq!(
        scene.signs_in(&mut browser, &json!({})).await.status,
        303,
        "the right one"
    );
}

async fn a_key_that_is_new_is_asked_for_and_a_forged_one_is_not_believed(on: Engine) {
    let scene = Scene::new(on, &[]).await;
    scene.link().await;
    assert_eq!(
        scene
            .signs_in(&mut scene.browser(), &json!({}))
            .await
            .status,
        303
    );
    scene.tell(|told| (told.key, told.kid) = (2, "two"));
    let answer = scene.signs_in(&mut scene.browser(), &json!({})).await;
    assert_eq!(answer.status, 403, "asked again at most once a minute");
    scene.house.kit.world.pass(SignedDuration::from_secs(61));
    assert_eq!(
        scene
            .signs_in(&mut scene.browser(), &json!({}))
            .await
            .status,
        303
    );
    scene.tell(|told| (told.key, told.kid) = (1, "one"));
    for _ in 0..5 {
        assert_eq!(
            scene
                .signs_in(&mut scene.browser(), &json!({}))
                .await
                .status,
            403
        );
    }
    assert_eq!(scene.played.0.lock().unwrap().asked_for_keys, 2);
}

async fn groups_give_roles_and_take_them(on: Engine) {
    let groups = [
        ("hub", Role::Triage),
        ("numbers", Role::ReturnsOfficer),
        ("root", Role::Administrator),
    ];
    let scene = Scene::new(on, &groups).await;
    scene.link().await;
    let mut browser = scene.browser();
    assert_eq!(scene.signs_in(&mut browser, &json!({})).await.status, 303);
    assert_eq!(browser.get("/queue").await.status, 200);
    let from = scene.house.ledger_length().await;
    let change = json!({ "groups": ["numbers", "root", "unheard-of"] });
    let mut browser = scene.browser();
    assert_eq!(scene.signs_in(&mut browser, &change).await.status, 303);
    assert_eq!(browser.get("/queue").await.status, 403, "no longer triage");
    assert_eq!(
        browser.get("/workers").await.status,
        403,
        "a group makes no administrator"
    );
    assert_eq!(browser.get("/reports/scrutiny").await.status, 200);
    let entries = scene.house.entries_from(from).await;
    assert!(entries.iter().any(|one| one.act == Act::RolesSet.code()));
    let from = scene.house.ledger_length().await;
    let mut browser = scene.browser();
    let none = json!({ "groups": ["unheard-of"] });
    assert_eq!(scene.signs_in(&mut browser, &none).await.status, 403);
    assert_eq!(scene.why(from).await, ["provider: no group gives a role"]);
    scene.house.kit.world.pass(SignedDuration::from_secs(1));
    assert_eq!(scene.signs_in(&mut browser, &json!({})).await.status, 303);
    assert_eq!(browser.get("/queue").await.status, 200, "triage again");
}

async fn the_provider_ends_its_sessions_and_nobody_elses(on: Engine) {
    let scene = Scene::new(on, &[]).await;
    scene.link().await;
    let (mut one, mut two) = (scene.browser(), scene.browser());
    scene.signs_in(&mut one, &json!({})).await;
    scene.signs_in(&mut two, &json!({ "sid": "s2" })).await;
    let mut by_link = scene.house.browser(&scene.house.staff.triage).await;
    let now = scene.house.app().now().as_second();
    let event = json!({ "http://schemas.openid.net/event/backchannel-logout": {} });
    let token = |change: Value, by: u8| {
        let mut claims = json!({
            "iss": ISSUER, "aud": "trefoil", "iat": now, "exp": now + 120, "jti": "j1",
            "sub": SUBJECT, "sid": "s1", "events": event,
        });
        for (name, value) in change.as_object().unwrap() {
            let all = claims.as_object_mut().unwrap();
            all.insert(name.clone(), value.clone());
        }
        let head = json!({ "alg": "EdDSA", "kid": "one", "typ": "logout+jwt" });
        signed(by, &head, &claims)
    };
    let sends = async |token: String| {
        let fields = [("logout_token".to_owned(), token)];
        scene
            .browser()
            .post("/sign-in/provider/logout", &fields)
            .await
            .status
    };
    assert_eq!(sends(token(json!({}), 9)).await, 400, "forged");
    assert_eq!(
        sends(token(json!({ "nonce": "n" }), 1)).await,
        400,
        "an ID token"
    );
    assert_eq!(sends(token(json!({ "aud": "another" }), 1)).await, 400);
    assert_eq!(sends(token(json!({ "iat": now - 1000 }), 1)).await, 400);
    assert_eq!(sends("nonsense".to_owned()).await, 400);
    assert_eq!(one.get("/account").await.status, 200, "nothing was ended");
    assert_eq!(sends(token(json!({}), 1)).await, 200);
    assert_eq!(
        one.get("/account").await.status,
        303,
        "the session that was named"
    );
    assert_eq!(
        two.get("/account").await.status,
        200,
        "another one of theirs"
    );
    assert_eq!(sends(token(json!({}), 1)).await, 400, "a second time");
    let all = json!({ "jti": "j2", "sid": null });
    assert_eq!(sends(token(all, 1)).await, 200);
    assert_eq!(two.get("/account").await.status, 303, "every one of theirs");
    assert_eq!(
        by_link.get("/account").await.status,
        200,
        "not begun with the provider"
    );
}
