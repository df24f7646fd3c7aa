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
    Migration {
        number: 12,
        name: "contacts that are typed: what is typed and not sent yet",
        shared: include_str!("migrations/0012_channels.sql"),
        sqlite: include_str!("migrations/0012_channels_sqlite.sql"),
        postgres: include_str!("migrations/0012_channels_postgres.sql"),
    },
    Migration {
        number: 13,
        name: "schools, and what they are told",
        shared: include_str!("migrations/0013_school.sql"),
        sqlite: include_str!("migrations/0013_school_sqlite.sql"),
        postgres: include_str!("migrations/0013_school_postgres.sql"),
    },
    Migration {
        number: 14,
        name: "the hub's own hours: levels of contacts, and the authority's rule",
        shared: include_str!("migrations/0014_rag.sql"),
        sqlite: include_str!("migrations/0014_rag_sqlite.sql"),
        postgres: include_str!("migrations/0014_rag_postgres.sql"),
    },
    Migration {
        number: 15,
        name: "what agencies are asked about a contact, and what follows its decision",
        shared: include_str!("migrations/0015_after.sql"),
        sqlite: include_str!("migrations/0015_after_sqlite.sql"),
        postgres: include_str!("migrations/0015_after_postgres.sql"),
    },
    Migration {
        number: 16,
        name: "contacts told without an account: their receipts",
        shared: include_str!("migrations/0016_receipt.sql"),
        sqlite: include_str!("migrations/0016_receipt_sqlite.sql"),
        postgres: include_str!("migrations/0016_receipt_postgres.sql"),
    },
    Migration {
        number: 17,
        name: "tokens of agencies' systems, and what each told",
        shared: include_str!("migrations/0017_token.sql"),
        sqlite: include_str!("migrations/0017_token_sqlite.sql"),
        postgres: include_str!("migrations/0017_token_postgres.sql"),
    },
    Migration {
        number: 18,
        name: "agencies and teams end, and what is changed of them is kept",
        shared: include_str!("migrations/0018_change.sql"),
        sqlite: include_str!("migrations/0018_change_sqlite.sql"),
        postgres: include_str!("migrations/0018_change_postgres.sql"),
    },
    Migration {
        number: 19,
        name: "one's own work, and rows that ask once about a family",
        shared: include_str!("migrations/0019_work.sql"),
        sqlite: include_str!("migrations/0019_work_sqlite.sql"),
        postgres: include_str!("migrations/0019_work_postgres.sql"),
    },
    Migration {
        number: 20,
        name: "files that came with a contact",
        shared: include_str!("migrations/0020_attachment.sql"),
        sqlite: include_str!("migrations/0020_attachment_sqlite.sql"),
        postgres: include_str!("migrations/0020_attachment_postgres.sql"),
    },
    Migration {
        number: 21,
        name: "what is looked at under the custodian's sight",
        shared: include_str!("migrations/0021_custody.sql"),
        sqlite: include_str!("migrations/0021_custody_sqlite.sql"),
        postgres: include_str!("migrations/0021_custody_postgres.sql"),
    },
    Migration {
        number: 22,
        name: "who is at high risk",
        shared: include_str!("migrations/0022_high_risk.sql"),
        sqlite: include_str!("migrations/0022_high_risk_sqlite.sql"),
        postgres: include_str!("migrations/0022_high_risk_postgres.sql"),
    },
    Migration {
        number: 23,
        name: "who is talked of in a daily meeting",
        shared: include_str!("migrations/0023_talked_of.sql"),
        sqlite: include_str!("migrations/0023_talked_of_sqlite.sql"),
        postgres: include_str!("migrations/0023_talked_of_postgres.sql"),
    },
    Migration {
        number: 24,
        name: "mail to those who answer for an agency",
        shared: include_str!("migrations/0024_check_mail.sql"),
        sqlite: include_str!("migrations/0024_check_mail_sqlite.sql"),
        postgres: include_str!("migrations/0024_check_mail_postgres.sql"),
    },
    Migration {
        number: 25,
        name: "on the list of high risk again",
        shared: include_str!("migrations/0025_on_again.sql"),
        sqlite: include_str!("migrations/0025_on_again_sqlite.sql"),
        postgres: include_str!("migrations/0025_on_again_postgres.sql"),
    },
    Migration {
        number: 26,
        name: "contacts of which nobody has proved who sent them",
        shared: include_str!("migrations/0026_unproved.sql"),
        sqlite: include_str!("migrations/0026_unproved_sqlite.sql"),
        postgres: include_str!("migrations/0026_unproved_postgres.sql"),
    },
    Migration {
        number: 27,
        name: "what is typed of a contact that somebody decides",
        shared: include_str!("migrations/0027_overtaken.sql"),
        sqlite: include_str!("migrations/0027_overtaken_sqlite.sql"),
        postgres: include_str!("migrations/0027_overtaken_postgres.sql"),
    },
    Migration {
        number: 28,
        name: "persons who may be one, what was said of them, and identities kept apart",
        shared: include_str!("migrations/0028_pair.sql"),
        sqlite: include_str!("migrations/0028_pair_sqlite.sql"),
        postgres: include_str!("migrations/0028_pair_postgres.sql"),
    },
    Migration {
        number: 29,
        name: "of which kinds of places a share gives",
        shared: include_str!("migrations/0029_share_places.sql"),
        sqlite: include_str!("migrations/0029_share_places_sqlite.sql"),
        postgres: include_str!("migrations/0029_share_places_postgres.sql"),
    },
    Migration {
        number: 30,
        name: "what became of notices to schools, for reports",
        shared: include_str!("migrations/0030_notice_step.sql"),
        sqlite: include_str!("migrations/0030_notice_step_sqlite.sql"),
        postgres: include_str!("migrations/0030_notice_step_postgres.sql"),
    },
];

/// Steps that go over rows that are there already; any other makes tables and indexes that are empty yet, and takes a moment.
const COSTS: &[(i64, &str)] = &[
    (2, "goes over every sighting once, and writes it anew"),
    (5, "goes over the released facts once"),
    (6, "goes over every entry of the ledger once, for an index"),
    (12, "goes over every entry of the ledger once, for an index"),
    (29, "goes over every share once"),
    (30, "goes over every notice once"),
];

impl Migration {
    /// What it costs, in words.
    pub fn costs(&self) -> &'static str {
        let found = COSTS.iter().find(|(number, _)| *number == self.number);
        found.map_or("takes a moment, however much there is", |(_, words)| words)
    }
}

const SCHEMA_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)";

statement! {
    SCHEMA_AT = "SELECT COALESCE(MAX(number), 0) FROM schema_version";
    SCHEMA_STEP = "INSERT INTO schema_version (number, name) VALUES ($1, $2)";
}

/// The steps that this database still lacks, without applying them; nothing is written, and no writer is kept waiting.
pub async fn pending(db: &Db) -> Result<Vec<&'static Migration>, Fault> {
    let mut tx = db.read_across().await?;
    let at = match schema_at(&mut tx).await {
        Err(Fault::NoTable) => 0,
        at => at?,
    };
    Ok(after(at))
}

/// Makes the whole schema where there is none at all.
///
/// # Errors
/// `Older` where there is one, of an earlier program: it is changed by who asks for that alone.
pub async fn make(db: &Db) -> Result<(), Fault> {
    let lacking = pending(db).await?;
    if lacking.len() == MIGRATIONS.len() {
        return migrate(db).await.map(drop);
    }
    up_to_date(&lacking)
}

/// That nothing is lacking.
///
/// # Errors
/// `Older` where something is.
pub async fn is_current(db: &Db) -> Result<(), Fault> {
    up_to_date(&pending(db).await?)
}

fn up_to_date(lacking: &[&Migration]) -> Result<(), Fault> {
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(Fault::Older)
    }
}

fn after(at: i64) -> Vec<&'static Migration> {
    MIGRATIONS.iter().filter(|step| step.number > at).collect()
}

async fn pending_in(tx: &mut Tx) -> Result<Vec<&'static Migration>, Fault> {
    tx.script(SCHEMA_TABLE).await?;
    schema_at(tx).await.map(after)
}

/// The number of the last step that was applied.
pub(crate) async fn schema_at(tx: &mut Tx) -> Result<i64, Fault> {
    tx.one(&SCHEMA_AT, &[]).await?.int(0)
}

/// Whether the schema is this program's.
pub async fn is_newest(tx: &mut Tx) -> Result<bool, Fault> {
    Ok(schema_at(tx).await? == newest())
}

/// The number of the last step that this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |step| step.number)
}

/// Applies every step that is lacking, all or none; the number of steps applied.
pub async fn migrate(db: &Db) -> Result<usize, Fault> {
    migrate_until(db, newest()).await
}

/// The same up to one of the steps: the database is then as an earlier program left it.
pub async fn migrate_until(db: &Db, last: i64) -> Result<usize, Fault> {
    let mut tx = db.write_schema().await?;
    let applied = migrate_to(&mut tx, last).await?;
    tx.commit().await?;
    Ok(applied)
}

/// Applies the steps that are lacking up to one of them; the number of steps applied.
pub(crate) async fn migrate_to(tx: &mut Tx, last: i64) -> Result<usize, Fault> {
    let mut steps = pending_in(tx).await?;
    steps.retain(|step| step.number <= last);
    for step in &steps {
        match tx.engine() {
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
    Ok(steps.len())
}
