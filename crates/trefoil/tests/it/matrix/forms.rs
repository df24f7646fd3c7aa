//! A form without its token, or with that of another visit, changes nothing: not a record, not even the ledger.

use trefoil_web::Method;

use super::scene::Scene;
use super::table::{ROLES, lines};
use crate::hub::house::{Engine, on_both_engines};

/// Sent by nobody who is signed in: the forms before, the provider's word, which bears its signature, and a key adult's, whose visit and
/// token are others (`schools::key_adult`); and by programs, which have a token of another kind (`api`).
const BEFORE_A_VISIT: [&str; 11] = [
    "/sign-in",
    "/sign-in/link/{token}",
    "/sign-in/passkey",
    "/sign-in/provider/logout",
    "/notice/open/{token}",
    "/notice/acknowledge",
    "/notice/answer",
    "/notice/turn",
    "/school-codes/{token}",
    "/tell",
    "/api/v1/contacts",
];

on_both_engines! {
    forms_without_the_right_token_change_nothing,
}

async fn forms_without_the_right_token_change_nothing(on: Engine) {
    let scene = Scene::build(on).await;
    let role = ROLES.iter().position(|name| *name == "duty").unwrap();
    let mut browser = scene.browser(role).await;
    let other = scene.browser(role).await.token().await;
    let mut sent = 0;
    for (place, line) in lines()
        .iter()
        .enumerate()
        .filter(|(_, line)| line.method == Method::Post && !BEFORE_A_VISIT.contains(&line.path))
    {
        let id = scene.id(place, line, role);
        let asking = scene.asking(line, &id, role).await;
        for token in ["", "x", &other] {
            let before = scene.house.ledger_length().await;
            let answer = scene.ask(&mut browser, line, &asking, token).await;
            assert_eq!(answer.status, 403, "{}: {}", line.path, answer.words());
            assert!(answer.body.contains("Nothing was saved"), "{}", line.path);
            assert_eq!(scene.house.ledger_length().await, before, "{}", line.path);
            sent += 1;
        }
    }
    assert!(sent > 30, "only {sent} were sent");
    // The same form with its own token goes through, so it was the token that was wanting.
    let token = browser.token().await;
    let (place, line) = lines()
        .into_iter()
        .enumerate()
        .find(|(_, line)| line.path.ends_with("/take"))
        .unwrap();
    let asking = scene
        .asking(&line, &scene.id(place, &line, role), role)
        .await;
    assert_eq!(
        scene.ask(&mut browser, &line, &asking, &token).await.status,
        303
    );
}
