//! What may not be seen is the same, to the byte, as what does not exist: status, headers, body; and leaves the same trace.

use trefoil_web::Method;

use super::scene::{Asking, NOTHING, Scene};
use super::table::{ROLES, lines};
use crate::hub::browser::Answer;
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    what_is_hidden_and_what_is_not_there_are_one_answer,
}

/// The answer with the asked id put out of it: it may stand nowhere, but if it did, only that would differ.
fn differences(hidden: &Answer, nothing: &Answer) -> Vec<&'static str> {
    let pairs = [
        ("status", hidden.status == nothing.status),
        ("headers", hidden.headers == nothing.headers),
        ("body", hidden.body == nothing.body),
    ];
    pairs
        .into_iter()
        .filter(|(_, same)| !same)
        .map(|(part, _)| part)
        .collect()
}

async fn what_is_hidden_and_what_is_not_there_are_one_answer(on: Engine) {
    let scene = Scene::build(on).await;
    let (mut compared, mut wrong) = (0, Vec::new());
    for (role, name) in ROLES.iter().enumerate() {
        let mut browser = scene.browser(role).await;
        let token = browser.token().await;
        for (place, line) in lines()
            .iter()
            .enumerate()
            .filter(|(_, line)| line.path.contains("{id}") && line.statuses[role] == 404)
        {
            let id = scene.id(place, line, role);
            let asking = scene.asking(line, &id, role).await;
            let before = scene.house.ledger_length().await;
            let hidden = scene.ask(&mut browser, line, &asking, &token).await;
            let middle = scene.house.ledger_length().await;
            // The same is sent: a refusal shows what was typed, and nothing else.
            let asking = Asking {
                fields: asking.fields,
                ..scene.asking(line, NOTHING, role).await
            };
            let middle_after = scene.house.ledger_length().await;
            let nothing = scene.ask(&mut browser, line, &asking, &token).await;
            let after = scene.house.ledger_length().await;
            let parts = differences(&hidden, &nothing);
            if !parts.is_empty() {
                wrong.push(format!(
                    "{:?} {} ({}) as {name}: {parts:?}",
                    line.method, line.path, line.about
                ));
            }
            assert_eq!(
                (middle - before, after - middle_after),
                (1, 1),
                "{:?} {} as {name}: one entry each",
                line.method,
                line.path
            );
            compared += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 30, "only {compared} were compared");
}

#[tokio::test]
async fn the_comparison_can_fail() {
    let scene = Scene::build(Engine::Sqlite).await;
    let custodian = ROLES.iter().position(|name| *name == "custodian").unwrap();
    let mut browser = scene.browser(custodian).await;
    let line = lines()
        .into_iter()
        .find(|line| line.method == Method::Get && line.about == "unseen")
        .unwrap();
    let there = browser
        .get(&line.path.replace("{id}", &scene.unseen.to_string()))
        .await;
    let nothing = browser.get(&line.path.replace("{id}", NOTHING)).await;
    assert_eq!(differences(&there, &nothing), ["status", "headers", "body"]);
}
