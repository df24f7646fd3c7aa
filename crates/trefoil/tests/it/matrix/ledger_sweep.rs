//! The audit sweep: every route of the router, walked as every role, leaves its entry before its answer has come: done
//! where it was answered, refused where it was not, by the one who asked; and what names no act leaves none.

use trefoil_core::act::{Act, ActOutcome};
use trefoil_store::ledger::EntryRow;
use trefoil_web::{Route, routes};

use super::scene::Scene;
use super::table::{Line, ROLES, lines};
use crate::hub::house::{Engine, on_both_engines};

on_both_engines! {
    every_route_leaves_its_entry,
    a_person_who_may_not_be_seen_cannot_be_linked_to_and_trying_is_recorded,
}

/// What the entries after a request lack; nothing where all is well.
fn finding(
    entries: &[EntryRow],
    act: Option<&str>,
    outcome: ActOutcome,
    worker: Option<&str>,
) -> Option<String> {
    let Some(act) = act else {
        return (!entries.is_empty())
            .then(|| format!("{} entries of what has no act", entries.len()));
    };
    let its = |entry: &&EntryRow| {
        entry.act == act
            && entry.outcome == outcome.code()
            && worker.is_none_or(|worker| entry.principal == worker)
    };
    let found = entries.iter().filter(its).count();
    (found == 0).then(|| format!("no entry {act} {}: {entries:?}", outcome.code()))
}

fn route_of(line: &Line) -> &'static Route {
    routes()
        .iter()
        .find(|route| route.method == line.method && route.path == line.path)
        .unwrap()
}

/// The act and the outcome that the ledger must hold; `None` where the answer was made before anybody was known.
fn wanted(line: &Line, status: u16) -> Option<(Option<&'static str>, ActOutcome)> {
    let act = route_of(line).act.map(Act::code);
    match (line.path, status) {
        // A system without a token is refused what it asked for, and that is recorded.
        (path, 401) if path.starts_with("/api/") => Some((act, ActOutcome::Refused)),
        // Sent to sign in, or a link that is none: nobody was there to act.
        (_, 303) if line.method == trefoil_web::Method::Get => Some((None, ActOutcome::Done)),
        // A key adult without a code is nobody yet.
        (_, 401)
        | ("/assets/{hash}/{name}", _)
        | (
            "/notice" | "/notice/acknowledge" | "/notice/answer" | "/notice/copy" | "/notice/turn",
            404,
        ) => Some((None, ActOutcome::Done)),
        (
            "/sign-in"
            | "/sign-in/link/{token}"
            | "/sign-in/passkey"
            | "/notice/open/{token}"
            | "/school-codes/{token}",
            410 | 422,
        ) => Some((Some("sign_in_refused"), ActOutcome::Refused)),
        // The form alone holds nothing; but who may not make accounts is refused, and that is recorded.
        ("/workers/new", 403) => Some((Some("workers_view"), ActOutcome::Refused)),
        // Nothing was changed: what is shown again is the agency, or the account.
        (path, 422) if path.starts_with("/agencies/") => {
            Some((Some("agencies_view"), ActOutcome::Done))
        }
        // Nobody was put beside anybody: what is shown again is the list.
        ("/duplicates", 422) => Some((Some("pairs_view"), ActOutcome::Done)),
        // Nobody was told: what is shown again is the list.
        ("/follow-ups/police", 422) => Some((Some("follows_view"), ActOutcome::Done)),
        // Nothing was linked: what is shown again is the account.
        ("/workers/{id}/work" | "/workers/{id}/link", 422) => {
            Some((Some("workers_view"), ActOutcome::Done))
        }
        // Who may not take a contact in is refused that, before anything that they began is looked for.
        ("/contacts/new", 403) => Some((Some("contact_import"), ActOutcome::Refused)),
        // Nothing was taken in yet: what is shown again is the form, with what was begun before.
        ("/contacts/new", 422) => Some((Some("draft_view"), ActOutcome::Done)),
        // Nothing was changed: what is shown again is the school, or the contact.
        (path, 422) if path.starts_with("/schools") => {
            Some((Some("schools_view"), ActOutcome::Done))
        }
        ("/contacts/{id}/school" | "/contacts/{id}/checks" | "/contacts/{id}/high-risk", 422) => {
            Some((Some("contact_view"), ActOutcome::Done))
        }
        // Leave was given, and the act itself could not be done any more: it changed nothing.
        (_, 409) => None,
        // A password, or a passkey, that is not the worker's is refused, and told at its box.
        (path, 422) if path.starts_with("/account/") => Some((act, ActOutcome::Refused)),
        // Whoever closes an account must say that they are sure.
        ("/workers/{id}/close", 422) | (_, 403 | 404) => Some((act, ActOutcome::Refused)),
        _ => Some((act, ActOutcome::Done)),
    }
}

async fn every_route_leaves_its_entry(on: Engine) {
    let scene = Scene::build(on).await;
    let mut wrong = Vec::new();
    for (role, name) in ROLES.iter().enumerate() {
        let mut browser = scene.browser(role).await;
        let token = browser.token().await;
        let worker = scene
            .asker(role)
            .and_then(|asker| asker.worker.as_ref())
            .map(|facts| facts.worker.to_string());
        for (place, line) in lines().iter().enumerate() {
            let id = scene.id(place, line, role);
            let asking = scene.asking(line, &id, role).await;
            let before = scene.house.ledger_length().await;
            let answer = scene.ask(&mut browser, line, &asking, &token).await;
            let entries = scene.house.entries_from(before).await;
            let Some((act, outcome)) = wanted(line, answer.status) else {
                continue;
            };
            let before = [
                "/sign-in",
                "/notice/open/",
                "/school-codes/",
                "/tell",
                "/api/",
            ];
            // Before a sign-in has worked nobody is known, so the entry is not the worker's; nor is it where nobody need sign in.
            let by = worker
                .as_deref()
                .filter(|_| !before.iter().any(|first| line.path.starts_with(first)));
            if let Some(found) = finding(&entries, act, outcome, by) {
                wrong.push(format!(
                    "{:?} {} ({}) as {name}, {}: {found}",
                    line.method, line.path, line.about, answer.status
                ));
            }
            // An upload goes on behind its page: its entries are not the next request's.
            scene.house.rest().await;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_sweep_finds_what_is_missing() {
    let scene = Scene::build(Engine::Sqlite).await;
    let role = 0;
    let mut browser = scene.browser(role).await;
    let before = scene.house.ledger_length().await;
    assert_eq!(browser.get("/queue").await.status, 200);
    let entries = scene.house.entries_from(before).await;
    let worker = scene
        .asker(role)
        .unwrap()
        .worker
        .as_ref()
        .unwrap()
        .worker
        .to_string();
    let done = ActOutcome::Done;
    assert_eq!(
        finding(&entries, Some("queue_view"), done, Some(&worker)),
        None
    );
    assert!(
        finding(&[], Some("queue_view"), done, Some(&worker)).is_some(),
        "no entry"
    );
    assert!(
        finding(&entries, Some("person_view"), done, Some(&worker)).is_some(),
        "another act"
    );
    assert!(
        finding(
            &entries,
            Some("queue_view"),
            ActOutcome::Refused,
            Some(&worker)
        )
        .is_some(),
        "another outcome"
    );
    assert!(
        finding(&entries, Some("queue_view"), done, Some("somebody else")).is_some(),
        "another worker"
    );
    assert!(
        finding(&entries, None, done, None).is_some(),
        "an entry of what has no act"
    );
}

async fn a_person_who_may_not_be_seen_cannot_be_linked_to_and_trying_is_recorded(on: Engine) {
    let scene = Scene::build(on).await;
    let role = ROLES.iter().position(|name| *name == "triage").unwrap();
    let mut browser = scene.browser(role).await;
    let token = browser.token().await;
    let (place, line) = lines()
        .into_iter()
        .enumerate()
        .find(|(_, line)| line.path.ends_with("/match/confirm"))
        .unwrap();
    let mut asking = scene
        .asking(&line, &scene.id(place, &line, role), role)
        .await;
    let mut answers = Vec::new();
    for person in [scene.unseen.to_string(), super::scene::NOTHING.to_owned()] {
        asking
            .fields
            .iter_mut()
            .filter(|(name, _)| name == "person")
            .for_each(|(_, value)| value.clone_from(&person));
        let before = scene.house.ledger_length().await;
        answers.push(scene.ask(&mut browser, &line, &asking, &token).await);
        let entries = scene.house.entries_from(before).await;
        assert_eq!(
            finding(&entries, Some("match_confirm"), ActOutcome::Refused, None),
            None
        );
    }
    assert_eq!(answers[0].status, 404);
    assert_eq!(answers[0], answers[1]);
}
