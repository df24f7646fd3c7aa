//! A database of one test's own on the PostgreSQL server that `TREFOIL_TEST_POSTGRES` names; dropped with it.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Write;
use std::str::FromStr;
use std::sync::Once;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

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

/// An empty database.
pub(crate) struct Server {
    base: PgConnectOptions,
    name: String,
}

impl Server {
    /// Whether a server is named; a word about it, once, where none is.
    pub(crate) fn is_named() -> bool {
        if named().is_none() {
            LEFT_OUT.call_once(say_left_out);
        }
        named().is_some()
    }

    /// A fresh one; `None`, and a word about it, where no server is named.
    pub(crate) async fn fresh() -> Option<Self> {
        if !Self::is_named() {
            return None;
        }
        let base = named()?;
        // In the clear: what is encrypted is tested where it is asked for (engines/way.rs).
        let base = PgConnectOptions::from_str(&base)
            .unwrap()
            .ssl_mode(PgSslMode::Disable);
        let name = format!(
            "trefoil_hub_{:016x}",
            RandomState::new().build_hasher().finish()
        );
        say(&base, &format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        Some(Self { base, name })
    }

    /// Where the server listens.
    pub(crate) fn address(&self) -> std::net::SocketAddr {
        format!("{}:{}", self.base.get_host(), self.base.get_port())
            .parse()
            .unwrap()
    }

    /// Its address, through something that stands between.
    pub(crate) fn url_at(&self, between: std::net::SocketAddr) -> String {
        let options = self
            .base
            .clone()
            .database(&self.name)
            .host("127.0.0.1")
            .port(between.port());
        options.to_url_lossy().to_string()
    }

    /// The options of a connection to it.
    pub(crate) fn options(&self) -> PgConnectOptions {
        self.base.clone().database(&self.name)
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        self.options().to_url_lossy().to_string()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "where the test server is can only be told from outside"
)]
fn named() -> Option<String> {
    std::env::var(SERVER).ok()
}

async fn say(base: &PgConnectOptions, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = base.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

/// How often the server is asked to drop a database whose connections are slow to go.
const DROP_TRIES: usize = 3;

/// Drops a database. On a busy machine its connections may outlast the server's patience, so it is asked again; what stays goes
/// with the server's folder, and is no fault of the test.
async fn drop_database(base: &PgConnectOptions, name: &str) {
    for _ in 0..DROP_TRIES {
        match say(base, &format!("DROP DATABASE {name} WITH (FORCE)")).await {
            Ok(()) => return,
            Err(left) => eprintln!("{name} stays for now: {left}"),
        }
    }
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
            runtime.block_on(drop_database(&base, &name));
        });
        let dropped = dropping.join();
        if !std::thread::panicking() {
            dropped.unwrap();
        }
    }
}
