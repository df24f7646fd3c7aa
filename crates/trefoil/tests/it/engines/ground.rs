//! Empty, migrated databases to test on: a SQLite file always, and a fresh PostgreSQL database where a server is named.
//! Both go when the ground is dropped, a failed test's too.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Mutex, Once};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tempfile::TempDir;
use trefoil_core::chance::Chance;
use trefoil_store::{Db, Place, migrate};

/// Where the tests are told of a server.
const SERVER: &str = "TREFOIL_TEST_POSTGRES";

/// Said once in a run.
static LEFT_OUT: Once = Once::new();

/// Past the harness's capture: who reads the run must know what it left out.
fn say_left_out() {
    let said = writeln!(
        std::io::stderr(),
        "PostgreSQL checks were left out: {SERVER} is not set"
    );
    said.unwrap();
}

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

/// A database of our own on the server.
pub(super) struct Server {
    base: PgConnectOptions,
    name: String,
}

impl Server {
    /// The options of a connection to it.
    pub(super) fn options(&self) -> PgConnectOptions {
        self.base.clone().database(&self.name)
    }
}

impl Ground {
    /// The engine's name, for messages.
    pub(super) fn name(&self) -> &'static str {
        match self.at {
            At::File(_) => "SQLite",
            At::Server(_) => "PostgreSQL",
        }
    }

    async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::File(file_in(folder.path()));
        let db = Db::open(&place).await.unwrap();
        migrate::migrate(&db).await.unwrap();
        let at = At::File(folder);
        Self { db, at }
    }

    /// A fresh database on the server; `None`, and a word about it, where no server is named.
    pub(super) async fn postgres() -> Option<Self> {
        let Some(base) = server_named() else {
            LEFT_OUT.call_once(say_left_out);
            return None;
        };
        let name = format!(
            "trefoil_it_{:016x}",
            RandomState::new().build_hasher().finish()
        );
        let base = PgConnectOptions::from_str(&base).unwrap();
        say(&base, &format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        let server = Server { base, name };
        let url = server.options().to_url_lossy().to_string();
        let db = Db::open(&Place::Server(url)).await.unwrap();
        migrate::migrate(&db).await.unwrap();
        let at = At::Server(Box::new(server));
        Some(Self { db, at })
    }
}

/// Every engine's ground.
pub(super) async fn grounds() -> Vec<Ground> {
    let sqlite = Ground::sqlite().await;
    [Some(sqlite), Ground::postgres().await]
        .into_iter()
        .flatten()
        .collect()
}

/// The database file in its folder.
pub(super) fn file_in(folder: &Path) -> PathBuf {
    folder.join("trefoil.db")
}

#[expect(
    clippy::disallowed_methods,
    reason = "where the test server is can only be told from outside"
)]
fn server_named() -> Option<String> {
    std::env::var(SERVER).ok()
}

async fn say(base: &PgConnectOptions, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = base.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

impl Drop for Server {
    fn drop(&mut self) {
        let (base, name) = (self.base.clone(), self.name.clone());
        // A runtime of its own, because this runs inside the test's; FORCE, because the test's pool is still open.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(say(&base, &format!("DROP DATABASE {name} WITH (FORCE)")))
        });
        let dropped = dropping.join();
        if !std::thread::panicking() {
            dropped.unwrap().unwrap();
        }
    }
}
