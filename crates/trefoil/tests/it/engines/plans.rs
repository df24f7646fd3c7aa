//! How SQLite means to run each question: none reads a whole table of an authority, but those that are meant to.

use rusqlite::Connection;
use trefoil_store::Engine;
use trefoil_store::db::{Shape, Statement};
use trefoil_store::statements;

use super::ground::{At, file_in, grounds};

/// Questions that are about all of a table, and of small tables.
const WHOLE: &[&str] = &[
    "ADULTS_ALL",
    "AGENCIES",
    "AGENCIES_ASKED",
    "AUTHORITIES",
    "AUTHORITY_READ",
    // Of what nobody has answered yet: a few days.
    "CHECKS_AWAITED",
    "CHECKS_MAILED",
    "COMMITMENTS",
    "COVERS_OF_TEAM",
    "ENTRIES",
    "GONE",
    "HEADS",
    // What has been countersigned is proved from every leaf.
    "LEAVES",
    "HEAD_READ",
    // Identities kept apart: a few.
    "KEPT_APART",
    // Who is on the list now, which a meeting reads to its end.
    "HIGH_RISK_COUNT",
    "HIGH_RISK_ON",
    "HIGH_RISK_TO_AGREE",
    "HIGH_RISK_RULES",
    "HOLIDAYS",
    "HOLIDAYS_KNOWN",
    // As the register of disclosures, below.
    "NOTICES_LEFT",
    "NOTICES_LEFT_COUNT",
    "PAYLOADS",
    "QUARANTINE_COUNT",
    "QUARANTINE_OPEN",
    // Newest first, to the end of a page; and how many pages there are.
    "REGISTER",
    "REGISTER_COUNT",
    "RING_READ",
    "RULES",
    "RUNS_LAST",
    "RUNS_UNFINISHED",
    "SCHEMA_AT",
    "SETTINGS",
    "SETTING_HISTORY",
    // As the settings themselves.
    "TELLING_SET",
    "TOUCHED",
    "TEAMS",
    "WORKERS_ALL",
    "WORKERS_HUB",
    // Asked once, when a demonstration is made.
    "GRADED_SINCE",
    "WORK_SINCE",
];

/// What a statement gathered itself, within its bounds, by the names that statements give it: it is read whole.
const GATHERED: &[&str] = &["SCAN w", "SCAN a", "SCAN (subquery-"];

/// The steps by which a statement would be answered.
fn steps(file: &Connection, statement: &Statement) -> Vec<String> {
    let sql = statement.rendered(Engine::Sqlite, 16);
    let mut plan = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = plan.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    steps
}

/// Steps of the plan that are bound by nothing but the authority.
fn unbound(file: &Connection, statement: &Statement) -> Vec<String> {
    let gathers = statement.sql.starts_with("WITH");
    let told = steps(file, statement).into_iter();
    // The families of an interest and those tied to them: what the statement gathered, wherever it stands in it.
    let told = told.filter(|step| step != "SCAN kin");
    told.filter(|step| step.contains("(authority_id=?)") || step.starts_with("SCAN"))
        .filter(|step| !step.contains("CONSTANT ROW"))
        .filter(|step| !gathers || !GATHERED.iter().any(|one| step.starts_with(one)))
        .map(|step| format!("{}: {step}", statement.name))
        .collect()
}

async fn sqlite() -> (super::ground::Ground, Connection) {
    for ground in grounds().await {
        if let At::File(folder) = &ground.at {
            let file = Connection::open(file_in(folder.path())).unwrap();
            return (ground, file);
        }
    }
    panic!("there is always a ground on SQLite");
}

#[tokio::test]
async fn no_question_reads_a_whole_table_unless_it_is_meant_to() {
    let (_ground, file) = sqlite().await;
    let mut said = Vec::new();
    let asks = |one: &&Statement| {
        ["SELECT", "WITH"]
            .iter()
            .any(|word| one.sql.starts_with(word))
    };
    let asked = statements::all().filter(asks);
    for statement in asked.filter(|one| !WHOLE.contains(&one.name)) {
        said.extend(unbound(&file, statement));
    }
    assert_eq!(said, [] as [String; 0]);
}

#[tokio::test]
async fn who_waits_is_looked_for_by_their_keys() {
    let (_ground, file) = sqlite().await;
    let asked = statements::all().find(|one| one.name == "WAITING_BY_KEYS");
    let steps = steps(&file, asked.unwrap());
    let first = &steps[0];
    assert!(first.starts_with("SEARCH k "), "{first}");
}

#[tokio::test]
async fn one_that_does_is_found() {
    let (_ground, file) = sqlite().await;
    let statement = Statement {
        name: "BY_ROLE",
        sql: "SELECT contact_id FROM sighting WHERE authority_id = $1 AND role = $2",
        shape: Shape::Plain,
    };
    assert_eq!(unbound(&file, &statement).len(), 1);
}
