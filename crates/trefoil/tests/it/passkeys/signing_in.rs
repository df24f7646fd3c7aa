//! Signing in: the right key in the right place at the right time, and nothing else; whoever is refused is not told why.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use totp_rs::Totp;
use trefoil_app::accounts::workers::{NewAccount, worker_create};
use trefoil_core::act::Act;
use trefoil_core::principal::Role;
use trefoil_testkit::console;

use super::key::{Key, Says};
use super::scene::{SIGN_IN, Scene, asked, worker};
use crate::hub::browser::Browser;
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    a_passkey_signs_its_owner_in,
    a_passkey_that_does_not_fit_signs_nobody_in,
    a_question_is_answered_once_in_time_and_for_what_it_was_asked,
    the_password_can_be_asked_for_too,
}

async fn a_passkey_signs_its_owner_in(on: Engine) {
    let scene = Scene::new(on).await;
    let mut key = scene.key_of(scene.triage(), 1, false).await;
    let page = scene.house.stranger().open("/sign-in").await;
    assert!(page.words().contains("Sign in with a passkey"));
    let page = scene.house.stranger().open(SIGN_IN).await;
    let question = asked(&page, SIGN_IN).unwrap().asked;
    assert_eq!(
        question["allowCredentials"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(question["userVerification"], "required");
    assert_eq!(question["rpId"], "trefoil.test");
    let from = scene.house.ledger_length().await;
    let (mut browser, answer) = scene.signs_in(&mut key, &Says::default()).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/account"),
        "{}",
        answer.words()
    );
    assert!(
        browser
            .open("/account")
            .await
            .words()
            .contains("Farida Lomas")
    );
    let entries = scene.house.entries_from(from).await;
    let came = entries.iter().find(|one| one.act == Act::SignIn.code());
    let came = came.map(|one| (one.principal.clone(), one.purpose.clone()));
    let me = worker(scene.triage()).to_string();
    assert_eq!(came, Some((me, "passkey".to_owned())));
    let page = browser.open("/account/passkeys").await;
    assert!(page.words().contains("last used"), "{}", page.words());
}

/// What a key may say wrongly, and what the ledger calls it.
fn wrong(key: &Key, other: String) -> Vec<(Key, Says, &'static str)> {
    type Change = fn(&mut Says);
    let [origin, party, nobody, challenge, signature] = [
        "passkey: origin",
        "passkey: relying party",
        "passkey: nobody showed the key who they are",
        "passkey: challenge",
        "passkey: signature",
    ];
    let changes: [(Change, &str); 11] = [
        (|says| says.origin = "https://trefoil.example", origin),
        (|says| says.origin = "http://trefoil.test", origin),
        (|says| says.origin = "https://trefoil.test:8443", origin),
        (|says| says.origin = "https://a.trefoil.test", origin),
        (|says| says.cross_origin = true, origin),
        (|says| says.relying_party = "test", party),
        (|says| says.flags = 0b001, nobody),
        (|says| says.flags = 0b100, nobody),
        (|says| says.kind = Some("webauthn.create"), challenge),
        (|says| says.challenge = Some("AAAA".to_owned()), challenge),
        (|says| says.bent = true, signature),
    ];
    let unknown = "passkey: not one of an account";
    let theirs = Says {
        user: Some(other),
        ..Says::default()
    };
    let told = changes.into_iter().map(|(change, why)| {
        let mut says = Says::default();
        change(&mut says);
        (key.clone(), says, why)
    });
    let others = [
        (key.forged(), Says::default(), signature),
        (key.clone(), theirs, unknown),
        (Key::new(50, false), Says::default(), unknown),
    ];
    told.chain(others).collect()
}

async fn a_passkey_that_does_not_fit_signs_nobody_in(on: Engine) {
    let scene = Scene::new(on).await;
    let key = scene.key_of(scene.triage(), 1, false).await;
    let theirs = worker(&scene.house.staff.second);
    let other = URL_SAFE_NO_PAD.encode(theirs.uuid().as_bytes());
    let mut told = Vec::new();
    for (mut key, says, why) in wrong(&key, other) {
        let from = scene.house.ledger_length().await;
        let (mut browser, answer) = scene.signs_in(&mut key, &says).await;
        assert_eq!(answer.status, 422, "{why}");
        assert_eq!(scene.why(Act::SignInRefused, from).await, [why]);
        assert_eq!(browser.get("/account").await.status, 303, "{why}");
        told.push(answer.words());
    }
    told.dedup();
    assert_eq!(
        told.len(),
        1,
        "whoever is refused is not told why: {told:?}"
    );
    let (_, answer) = scene.signs_in(&mut key.clone(), &Says::default()).await;
    assert_eq!(answer.status, 303, "the right one");
}

async fn a_question_is_answered_once_in_time_and_for_what_it_was_asked(on: Engine) {
    let scene = Scene::new(on).await;
    let mut key = scene.key_of(scene.triage(), 1, false).await;
    let mut browser = scene.house.stranger();
    let first = asked(&browser.open(SIGN_IN).await, SIGN_IN).unwrap();
    let said = key.said(&first.asked, &Says::default());
    let from = scene.house.ledger_length().await;
    assert_eq!(first.send(&mut browser, &said, &[]).await.status, 303);
    let mut thief = scene.house.stranger();
    assert_eq!(
        first.send(&mut thief, &said, &[]).await.status,
        422,
        "again"
    );
    // Written down otherwise it is the same question.
    let mut shouted = first.form.clone();
    for (_, value) in shouted
        .fields
        .iter_mut()
        .filter(|(name, _)| name == "question")
    {
        *value = value.to_uppercase();
    }
    let answer = thief.submit(&shouted, &[("said", &said)]).await;
    assert_eq!(answer.status, 422, "again, in capitals");
    let late = asked(&browser.open(SIGN_IN).await, SIGN_IN).unwrap();
    let said = key.said(&late.asked, &Says::default());
    scene.house.kit.world.pass(SignedDuration::from_mins(10));
    assert_eq!(late.send(&mut thief, &said, &[]).await.status, 422, "late");
    // A question to show again who one is signs nobody in.
    let mut signed_in = scene.house.browser(scene.triage()).await;
    let page = signed_in.open("/account/confirm").await;
    let mut other = asked(&page, "/account/confirm/passkey").unwrap();
    let said = key.said(&other.asked, &Says::default());
    SIGN_IN.clone_into(&mut other.form.action);
    assert_eq!(other.send(&mut thief, &said, &[]).await.status, 422);
    let why = scene.why(Act::SignInRefused, from).await;
    let [used, asked] = [
        "passkey: question used before",
        "passkey: not to a question of this page, or too late",
    ];
    assert_eq!(why, [used, used, asked, asked]);
}

async fn types(browser: &mut Browser, key: &mut Key, password: &str) -> u16 {
    let asked = asked(&browser.open(SIGN_IN).await, SIGN_IN).unwrap();
    let said = key.said(&asked.asked, &Says::default());
    let typed = [("passkey-password", password)];
    asked.send(browser, &said, &typed).await.status
}

async fn the_password_can_be_asked_for_too(on: Engine) {
    const PASSWORD: &str = "copper kettle umbrella";
    let scene = Scene::new(on).await;
    let account = NewAccount {
        name: "Robin Hale".to_owned(),
        email: "robin@trefoil.example".to_owned(),
        role: Role::Triage,
        team: None,
        password: Some(PASSWORD.to_owned()),
    };
    let app = scene.house.app();
    let made = worker_create(app, &console(), account).await.unwrap();
    let now = u64::try_from(app.now().as_second()).unwrap();
    let code = Totp::from_url(made.totp_uri).unwrap().generate(now);
    let fields = [
        ("email", "robin@trefoil.example".to_owned()),
        ("password", PASSWORD.to_owned()),
        ("code", code.to_string()),
    ];
    let mut browser = scene.house.stranger();
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    assert_eq!(browser.post("/sign-in", &fields).await.status, 303);
    let mut key = scene.key_in(browser, 1, false).await;
    let page = scene.strict().open(SIGN_IN).await;
    assert!(page.words().contains("Password, beside the passkey"));
    for wrong in ["", "copper kettle", "copper kettle Umbrella", "x", "y"] {
        let from = scene.house.ledger_length().await;
        assert_eq!(types(&mut scene.strict(), &mut key, wrong).await, 422);
        let why = scene.why(Act::SignInRefused, from).await;
        assert_eq!(why, ["passkey: password"], "{wrong}");
    }
    let waits = types(&mut scene.strict(), &mut key, PASSWORD).await;
    assert_eq!(waits, 422, "five wrong ones, and the account waits");
    scene.house.kit.world.pass(SignedDuration::from_mins(6));
    assert_eq!(types(&mut scene.strict(), &mut key, PASSWORD).await, 303);
    // The same passkey, where it is enough.
    let (_, answer) = scene.signs_in(&mut key, &Says::default()).await;
    assert_eq!(answer.status, 303);
    // Without a password there is nothing to type.
    let mut other = scene.key_of(scene.triage(), 2, false).await;
    assert_eq!(types(&mut scene.strict(), &mut other, "").await, 422);
}
