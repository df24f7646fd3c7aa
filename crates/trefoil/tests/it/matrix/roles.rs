//! Walking the table: each role gets the answer that the table says, and every answer has the strict headers.

use super::scene::Scene;
use super::table::{ROLES, lines};
use crate::hub::browser::Answer;
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    each_role_is_answered_as_the_table_says,
}

/// What every answer carries, whoever asked for what.
const STRICT: [&str; 9] = [
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-embedder-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "x-robots-tag",
];

fn lacking(answer: &Answer) -> Vec<&'static str> {
    let mut lacking: Vec<&str> = STRICT
        .into_iter()
        .filter(|name| answer.header(name).is_none())
        .collect();
    if answer.header("cache-control") != Some("no-store") {
        lacking.push("cache-control: no-store");
    }
    lacking
}

async fn each_role_is_answered_as_the_table_says(on: Engine) {
    let scene = Scene::build(on).await;
    let mut wrong = Vec::new();
    for (role, name) in ROLES.iter().enumerate() {
        let mut browser = scene.browser(role).await;
        let token = browser.token().await;
        for (place, line) in lines().iter().enumerate() {
            let id = scene.id(place, line, role);
            let asking = scene.asking(line, &id, role).await;
            let answer = scene.ask(&mut browser, line, &asking, &token).await;
            let what = format!("{:?} {} ({}) as {name}", line.method, line.path, line.about);
            if answer.status != line.statuses[role] {
                wrong.push(format!(
                    "{what}: {} and not {}: {}",
                    answer.status,
                    line.statuses[role],
                    answer.words()
                ));
            }
            if !lacking(&answer).is_empty() {
                wrong.push(format!("{what} lacks {:?}", lacking(&answer)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
