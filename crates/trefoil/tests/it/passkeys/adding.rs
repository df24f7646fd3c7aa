//! Adding and removing: by whoever has shown who they are, each key once, and every one of them can be taken off again.

use jiff::SignedDuration;
use trefoil_core::act::Act;

use super::key::{Key, Says};
use super::scene::{OWN, Scene, asked};
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    a_passkey_is_added_and_removed_and_then_opens_nothing,
    a_passkey_that_does_not_fit_is_not_added,
    nobody_adds_one_who_has_not_shown_who_they_are,
    an_account_has_ten_at_the_most_and_none_twice,
}

async fn a_passkey_is_added_and_removed_and_then_opens_nothing(on: Engine) {
    let scene = Scene::new(on).await;
    let (mut here, mut key) = (
        scene.house.browser(scene.triage()).await,
        Key::new(1, false),
    );
    let page = here.open("/account").await;
    assert!(page.words().contains("Your passkeys"), "{}", page.words());
    let question = asked(&here.open(OWN).await, OWN).unwrap().asked;
    let chosen = &question["authenticatorSelection"];
    assert_eq!(chosen["residentKey"], "required");
    assert_eq!(chosen["userVerification"], "required");
    assert_eq!(question["rp"]["id"], "trefoil.test");
    assert_eq!(question["attestation"], "none");
    let from = scene.house.ledger_length().await;
    let answer = scene.add(&mut here, &mut key, &Says::default()).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/account/passkeys?done=add")
    );
    let entries = scene.house.entries_from(from).await;
    assert!(entries.iter().any(|one| one.act == Act::PasskeyAdd.code()));
    let page = here.open(OWN).await;
    assert!(page.words().contains("Work laptop"), "{}", page.words());
    assert!(page.words().contains("not used yet"), "{}", page.words());
    let again = asked(&page, OWN).unwrap().asked;
    assert_eq!(again["excludeCredentials"][0]["id"], key.credential());
    let form = page.form("/remove", &[]).unwrap();
    let mut other = scene.house.browser(&scene.house.staff.second).await;
    let mut theirs = form.clone();
    let token = other.token().await;
    theirs.fields.retain(|(name, _)| name != "csrf");
    let answer = other.submit(&theirs, &[("csrf", &token)]).await;
    assert_eq!(answer.status, 404, "somebody else's is not there");
    assert_eq!(
        scene.signs_in(&mut key, &Says::default()).await.1.status,
        303
    );
    let from = scene.house.ledger_length().await;
    let answer = here.submit(&form, &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/account/passkeys?done=remove")
    );
    let entries = scene.house.entries_from(from).await;
    assert!(
        entries
            .iter()
            .any(|one| one.act == Act::PasskeyRemove.code())
    );
    assert!(
        here.open(OWN)
            .await
            .words()
            .contains("You have no passkey yet.")
    );
    let (_, answer) = scene.signs_in(&mut key, &Says::default()).await;
    assert_eq!(answer.status, 422, "removed");
    assert_eq!(
        here.submit(&form, &[]).await.status,
        404,
        "and not there any more"
    );
}

async fn a_passkey_that_does_not_fit_is_not_added(on: Engine) {
    let scene = Scene::new(on).await;
    let mut here = scene.house.browser(scene.triage()).await;
    let says = Says::default;
    let check = [
        (
            Says {
                origin: "https://trefoil.example",
                ..says()
            },
            "passkey: origin",
        ),
        (
            Says {
                relying_party: "trefoil.example",
                ..says()
            },
            "passkey: relying party",
        ),
        (
            Says {
                flags: 0b001,
                ..says()
            },
            "passkey: nobody showed the key who they are",
        ),
        (
            Says {
                kind: Some("webauthn.get"),
                ..says()
            },
            "passkey: challenge",
        ),
        (
            Says {
                challenge: Some("AAAA".to_owned()),
                ..says()
            },
            "passkey: challenge",
        ),
        // An algorithm that was not offered.
        (
            Says {
                algorithm: -8,
                ..says()
            },
            "passkey: signature",
        ),
    ];
    for (says, why) in check {
        let from = scene.house.ledger_length().await;
        let answer = scene.add(&mut here, &mut Key::new(1, false), &says).await;
        assert_eq!(answer.status, 422, "{why}");
        assert_eq!(scene.why(Act::PasskeyAdd, from).await, [why]);
    }
    // Of another session, though of the same worker.
    let page = here.open(OWN).await;
    let mut elsewhere = scene.house.browser(scene.triage()).await;
    let mut question = asked(&page, OWN).unwrap();
    let token = elsewhere.token().await;
    question.form.fields.retain(|(name, _)| name != "csrf");
    let said = Key::new(1, false).made(&question.asked, &says());
    let typed = [("csrf", token.as_str()), ("name", "Mine")];
    assert_eq!(
        question.send(&mut elsewhere, &said, &typed).await.status,
        422
    );
    // Without a name it cannot be told from the next.
    let question = asked(&here.open(OWN).await, OWN).unwrap();
    let said = Key::new(1, false).made(&question.asked, &says());
    let answer = question.send(&mut here, &said, &[("name", " ")]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.words().contains("Give the passkey a name"),
        "{}",
        answer.words()
    );
    assert!(
        here.open(OWN)
            .await
            .words()
            .contains("You have no passkey yet.")
    );
}

async fn nobody_adds_one_who_has_not_shown_who_they_are(on: Engine) {
    let scene = Scene::new(on).await;
    scene.key_of(scene.triage(), 1, false).await;
    let mut here = scene.house.browser(scene.triage()).await;
    let page = here.open(OWN).await;
    let (question, remove) = (
        asked(&page, OWN).unwrap(),
        page.form("/remove", &[]).unwrap(),
    );
    scene.house.kit.world.pass(SignedDuration::from_mins(9));
    let page = here.open(OWN).await;
    assert!(asked(&page, OWN).is_some(), "nine minutes after signing in");
    scene.house.kit.world.pass(SignedDuration::from_mins(7));
    let page = here.open(OWN).await;
    assert!(asked(&page, OWN).is_none());
    assert!(page.form("/remove", &[]).is_none());
    assert!(
        page.words().contains("Show again who you are"),
        "{}",
        page.words()
    );
    let from = scene.house.ledger_length().await;
    let said = Key::new(2, false).made(&question.asked, &Says::default());
    let answer = question.send(&mut here, &said, &[("name", "Mine")]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(scene.why(Act::PasskeyAdd, from).await, [""]);
    assert_eq!(here.submit(&remove, &[]).await.status, 422);
    assert_eq!(scene.why(Act::PasskeyRemove, from).await, [""]);
    assert!(here.open(OWN).await.words().contains("Work laptop"));
}

async fn an_account_has_ten_at_the_most_and_none_twice(on: Engine) {
    let scene = Scene::new(on).await;
    let mut here = scene.house.browser(scene.triage()).await;
    let first = Key::new(1, false);
    for seed in 1..=9 {
        let answer = scene
            .add(&mut here, &mut Key::new(seed, false), &Says::default())
            .await;
        assert_eq!(answer.status, 303, "{seed}");
    }
    let mut other = scene.house.browser(&scene.house.staff.second).await;
    let answer = scene
        .add(&mut other, &mut first.clone(), &Says::default())
        .await;
    assert_eq!(answer.status, 422, "the same, to another account");
    let waiting = asked(&here.open(OWN).await, OWN).unwrap();
    let answer = scene
        .add(&mut here, &mut Key::new(10, false), &Says::default())
        .await;
    assert_eq!(answer.status, 303);
    let page = here.open(OWN).await;
    assert!(asked(&page, OWN).is_none());
    assert!(
        page.words().contains("can have no more"),
        "{}",
        page.words()
    );
    let said = Key::new(11, false).made(&waiting.asked, &Says::default());
    let answer = waiting
        .send(&mut here, &said, &[("name", "One more")])
        .await;
    assert_eq!(answer.status, 422);
}
