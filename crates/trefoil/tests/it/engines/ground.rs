//! Empty, migrated databases to test on: a SQLite file always, and a fresh PostgreSQL database where a server is named.
//! Both go when the ground is dropped, a failed test's too.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tempfile::TempDir;
use trefoil_core::chance::Chance;
use trefoil_store::{Db, Place, migrate};

use crate::hub::raw::Raw;
use crate::hub::server::Server;

/// Randomness from a seed.
pub(super) struct Seeded(Mutex<ChaCha8Rng>);

impl Seeded {
    pub(super) fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha8Rng::seed_from_u64(seed)))
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(bytes);
    }
}

/// One migrated database.
pub(super) struct Ground {
    /// As the application sees it.
    pub(super) db: Db,
    /// Where it is, for those who go behind the application's back.
    pub(super) at: At,
}

/// Where a database is.
pub(super) enum At {
    File(TempDir),
    Server(Box<Server>),
}

impl Ground {
    /// The engine's name, for messages.
    pub(super) fn name(&self) -> &'static str {
        match self.at {
            At::File(_) => "SQLite",
            At::Server(_) => "PostgreSQL",
        }
    }

    async fn sqlite(schema: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::File(file_in(folder.path()));
        let db = Db::open(&place).await.unwrap();
        migrate::migrate_until(&db, schema).await.unwrap();
        let at = At::File(folder);
        Self { db, at }
    }

    /// A fresh database on the server; `None`, and a word about it, where no server is named.
    pub(super) async fn postgres() -> Option<Self> {
        Self::postgres_as_of(migrate::newest()).await
    }

    async fn postgres_as_of(schema: i64) -> Option<Self> {
        let server = Server::fresh().await?;
        let db = Db::open(&Place::Server(server.url())).await.unwrap();
        migrate::migrate_until(&db, schema).await.unwrap();
        let at = At::Server(Box::new(server));
        Some(Self { db, at })
    }
}

impl Ground {
    /// As the owner of the tables, who on PostgreSQL first takes the row-level wall down for themselves.
    pub(super) async fn behind(&self) -> Raw {
        match &self.at {
            At::File(folder) => Raw::file(&file_in(folder.path())),
            At::Server(server) => {
                let raw = Raw::server(server).await;
                for table in ["ledger_entry", "ledger_head", "version", "sighting"] {
                    let sql = format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY");
                    raw.change(&sql, &[]).await;
                }
                raw
            }
        }
    }
}

/// Every engine's ground.
pub(super) async fn grounds() -> Vec<Ground> {
    grounds_as_of(migrate::newest()).await
}

/// Every engine's ground as an earlier program left it, by the number of its schema.
pub(super) async fn grounds_as_of(schema: i64) -> Vec<Ground> {
    let sqlite = Ground::sqlite(schema).await;
    [Some(sqlite), Ground::postgres_as_of(schema).await]
        .into_iter()
        .flatten()
        .collect()
}

/// The database file in its folder.
pub(super) fn file_in(folder: &Path) -> PathBuf {
    folder.join("trefoil.db")
}
