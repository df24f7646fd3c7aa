//! Every statement of the store, at every length that it is rendered at, is understood by both engines.

use trefoil_core::ids::AuthorityId;
use trefoil_store::db::{Shape, Statement};
use trefoil_store::statements;

use super::ground::{Ground, grounds};

/// What the engine says against the statement, at any of its lengths; and at how many lengths it was asked.
async fn refused(ground: &Ground, statement: &Statement) -> (Vec<String>, usize) {
    let mut said = Vec::new();
    for length in statement.lengths() {
        // A transaction each: PostgreSQL takes nothing more from one in which something failed.
        let mut tx = ground
            .db
            .read(AuthorityId::new(890).unwrap())
            .await
            .unwrap();
        if let Err(fault) = tx.prepare(statement, *length).await {
            let (engine, name) = (ground.name(), statement.name);
            said.push(format!("{engine}: {name} at {length}: {fault}"));
        }
    }
    (said, statement.lengths().len())
}

#[tokio::test]
async fn every_statement_is_prepared_at_every_length() {
    for ground in grounds().await {
        let (mut said, mut asked) = (Vec::new(), 0);
        for statement in statements::all() {
            let (more, lengths) = refused(&ground, statement).await;
            said.extend(more);
            asked += lengths;
        }
        assert_eq!(said, [] as [String; 0]);
        assert!(asked > 200, "only {asked} texts on {}", ground.name());
    }
}

#[tokio::test]
async fn a_broken_statement_is_refused() {
    let broken = [
        ("NO_TABLE", "SELECT name FROM authorities", Shape::Plain),
        ("NO_COLUMN", "SELECT nam FROM authority", Shape::Plain),
        (
            "NO_SQL",
            "SELECT name FROM authority WHERE authority_id IN {list}",
            Shape::List(1),
        ),
    ];
    for ground in grounds().await {
        for (name, sql, shape) in broken {
            let statement = Statement { name, sql, shape };
            let (said, asked) = refused(&ground, &statement).await;
            assert_eq!(said.len(), asked, "{name} on {}", ground.name());
        }
    }
}
