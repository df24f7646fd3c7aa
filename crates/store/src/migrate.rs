//! Migrations: forward only, embedded, one text for both engines and what each needs beside it.

use crate::db::{Db, Engine, Tx, statement};
use crate::fault::Fault;

/// One step of the schema.
pub struct Migration {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// What it does.
    pub name: &'static str,
    shared: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// Every step, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "the house: ledger, sealed versions, hub",
        shared: include_str!("migrations/0001_house.sql"),
        sqlite: include_str!("migrations/0001_house_sqlite.sql"),
        postgres: include_str!("migrations/0001_house_postgres.sql"),
    },
    Migration {
        number: 2,
        name: "the hub: contacts in a year, states as they were known, sessions of a worker",
        shared: include_str!("migrations/0002_hub.sql"),
        sqlite: include_str!("migrations/0002_hub_sqlite.sql"),
        postgres: include_str!("migrations/0002_hub_postgres.sql"),
    },
    Migration {
        number: 3,
        name: "published reports",
        shared: include_str!("migrations/0003_publication.sql"),
        sqlite: include_str!("migrations/0003_publication_sqlite.sql"),
        postgres: include_str!("migrations/0003_publication_postgres.sql"),
    },
    Migration {
        number: 4,
        name: "strands of family work, and who works on them",
        shared: include_str!("migrations/0004_strands.sql"),
        sqlite: include_str!("migrations/0004_strands_sqlite.sql"),
        postgres: include_str!("migrations/0004_strands_postgres.sql"),
    },
    Migration {
        number: 5,
        name: "places, releases, signals and shares",
        shared: include_str!("migrations/0005_door.sql"),
        sqlite: include_str!("migrations/0005_door_sqlite.sql"),
        postgres: include_str!("migrations/0005_door_postgres.sql"),
    },
    Migration {
        number: 6,
        name: "interests of workers, broken glass and its review",
        shared: include_str!("migrations/0006_interest.sql"),
        sqlite: include_str!("migrations/0006_interest_sqlite.sql"),
        postgres: include_str!("migrations/0006_interest_postgres.sql"),
    },
    Migration {
        number: 7,
        name: "outputs, their release and the disclosure register",
        shared: include_str!("migrations/0007_output.sql"),
        sqlite: include_str!("migrations/0007_output_sqlite.sql"),
        postgres: include_str!("migrations/0007_output_postgres.sql"),
    },
    Migration {
        number: 8,
        name: "identity providers, keys and witnesses",
        shared: include_str!("migrations/0008_identity.sql"),
        sqlite: include_str!("migrations/0008_identity_sqlite.sql"),
        postgres: include_str!("migrations/0008_identity_postgres.sql"),
    },
    Migration {
        number: 9,
        name: "the second wall within an authority",
        shared: include_str!("migrations/0009_wall.sql"),
        sqlite: include_str!("migrations/0009_wall_sqlite.sql"),
        postgres: include_str!("migrations/0009_wall_postgres.sql"),
    },
    Migration {
        number: 10,
        name: "passkeys, and the end of accounts",
        shared: include_str!("migrations/0010_passkeys.sql"),
        sqlite: include_str!("migrations/0010_passkeys_sqlite.sql"),
        postgres: include_str!("migrations/0010_passkeys_postgres.sql"),
    },
    Migration {
        number: 11,
        name: "meetings, who takes part and which families are listed",
        shared: include_str!("migrations/0011_meeting.sql"),
        sqlite: include_str!("migrations/0011_meeting_sqlite.sql"),
        postgres: include_str!("migrations/0011_meeting_postgres.sql"),
    },
];

const SCHEMA_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)";

statement! {
    SCHEMA_AT = "SELECT COALESCE(MAX(number), 0) FROM schema_version";
    SCHEMA_STEP = "INSERT INTO schema_version (number, name) VALUES ($1, $2)";
}

/// The steps that this database still lacks, without applying them.
pub async fn pending(db: &Db) -> Result<Vec<&'static Migration>, Fault> {
    let mut tx = db.write_schema().await?;
    pending_in(&mut tx).await
}

async fn pending_in(tx: &mut Tx) -> Result<Vec<&'static Migration>, Fault> {
    tx.script(SCHEMA_TABLE).await?;
    let at = tx.one(&SCHEMA_AT, &[]).await?.int(0)?;
    Ok(MIGRATIONS.iter().filter(|step| step.number > at).collect())
}

/// Applies every step that is lacking, all or none; the number of steps applied.
pub async fn migrate(db: &Db) -> Result<usize, Fault> {
    let mut tx = db.write_schema().await?;
    let steps = pending_in(&mut tx).await?;
    for step in &steps {
        match db.engine() {
            Engine::Sqlite => {
                tx.script(step.shared).await?;
                tx.script(step.sqlite).await?;
            }
            Engine::Postgres => {
                tx.script(&step.shared.replace(" BLOB", " BYTEA")).await?;
                tx.script(step.postgres).await?;
            }
        }
        tx.run(&SCHEMA_STEP, &[step.number.into(), step.name.into()])
            .await?;
    }
    tx.commit().await?;
    Ok(steps.len())
}
