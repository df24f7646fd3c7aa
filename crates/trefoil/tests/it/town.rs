//! A town comes in whole on both engines, in parts that are made ready ahead: whoever is met in two parts, or twice in one, is
//! one person, whose row, newest card and links say the same.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

use jiff::SignedDuration;
use jiff::civil::date;
use std::collections::HashSet;
use trefoil_app::Place;
use trefoil_app::ledger::ledger_verify;
use trefoil_testkit::{TestApp, console};
use trefoil_town::{Plan, Seed, Town, fill};

use crate::hub::raw::{Cell, Raw};
use crate::hub::server::Server;

async fn count(raw: &Raw, sql: &str) -> i64 {
    match raw.cell("BIGINT", sql, &[]).await {
        Cell::Int(count) => count,
        other => panic!("{sql}: {other:?}"),
    }
}

async fn comes_in_whole(kit: &TestApp, server: Option<&Server>, town: &Town) {
    let staff = kit.staffed().await;
    let filled = fill(&kit.app, &staff.triage, town, |_, _| {})
        .await
        .unwrap();
    let verified = ledger_verify(&kit.app, &console(), None).await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    let raw = match (&kit.place, server) {
        (Place::File(path), _) => Raw::file(path),
        (Place::Server(_), server) => Raw::server(server.unwrap()).await,
    };
    if server.is_some() {
        for table in [
            "person",
            "version",
            "link",
            "sighting",
            "person_key",
            "family_member",
        ] {
            let sql = format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY");
            raw.change(&sql, &[]).await;
        }
    }
    let decided = town.happenings().filter(|one| one.decision.is_some());
    let truths: Vec<u64> = decided
        .flat_map(|one| one.truth.into_iter().map(|person| person.0))
        .collect();
    let people: HashSet<u64> = truths.iter().copied().collect();
    assert!(truths.len() > people.len() * 3 / 2, "nobody comes back");
    assert_eq!(filled.persons, people.len() as u64);
    let told = i64::try_from(truths.len()).unwrap();
    let persons = i64::try_from(people.len()).unwrap();
    for (sql, expected) in [
        ("SELECT COUNT(*) FROM person", persons),
        ("SELECT COUNT(*) FROM link", told),
        ("SELECT COUNT(DISTINCT person_id) FROM link", persons),
        (
            "SELECT COUNT(*) FROM sighting s JOIN link l ON l.sighting_id = s.sighting_id AND l.person_id = s.person_id",
            told,
        ),
        // A card for each time that somebody was met, and the row says which is the last.
        ("SELECT CAST(SUM(version) AS BIGINT) FROM person", told),
        (
            "SELECT COUNT(*) FROM person p WHERE p.version = (SELECT MAX(v.version) FROM version v WHERE v.record_id = p.person_id)",
            persons,
        ),
        (
            "SELECT COUNT(*) FROM person p WHERE EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = p.person_id)",
            persons,
        ),
    ] {
        assert_eq!(count(&raw, sql).await, expected, "{sql}");
    }
    let findable = "SELECT COUNT(DISTINCT person_id) FROM person_key";
    assert!(count(&raw, findable).await >= i64::try_from(named(town)).unwrap());
}

/// How many people are told of with both names at least once, and so can be found.
fn named(town: &Town) -> usize {
    let decided = town.happenings().filter(|one| one.decision.is_some());
    let people = decided.flat_map(|one| {
        let seen = one.draft().people.into_iter();
        let named = seen.map(|seen| {
            let name = seen.described.name;
            !name.given.is_empty() && !name.surname.is_empty()
        });
        one.truth.clone().into_iter().zip(named.collect::<Vec<_>>())
    });
    let named: HashSet<u64> = people
        .filter(|(_, named)| *named)
        .map(|(person, _)| person.0)
        .collect();
    named.len()
}

#[tokio::test]
async fn a_town_comes_in_whole() {
    let until = Town::end_of(date(2026, 3, 31));
    let town = Town::planned(Seed(7), Plan::for_contacts(600, 1_400, until));
    let now = until + SignedDuration::from_secs(1);
    comes_in_whole(&TestApp::sqlite(now).await, None, &town).await;
    if let Some(server) = Server::fresh().await {
        let kit = TestApp::server(&server.url(), now).await;
        comes_in_whole(&kit, Some(&server), &town).await;
    }
}
