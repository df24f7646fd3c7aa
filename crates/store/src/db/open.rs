//! Opening a database: pools, pragmas, and the transactions that begin on them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions};
use trefoil_core::ids::AuthorityId;

use super::embedded::{Embedded, Shelf};
use super::tx::Tx;
use super::{roles, way};
use crate::fault::Fault;

/// Where a database is.
#[derive(Debug, Clone)]
pub enum Place {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL address.
    Server(String),
}

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// One database: a writer and readers.
#[derive(Clone)]
pub struct Db(Pools);

#[derive(Clone)]
enum Pools {
    Sqlite {
        writer: Arc<Shelf>,
        readers: Arc<Shelf>,
    },
    Postgres(PgPool),
}

/// Readers of the embedded engine; more than the cores of a small server brings nothing.
const READERS: u32 = 4;
/// Connections to a server: the readers and the writer.
const CONNECTIONS: u32 = 9;
/// How long to wait for a connection or a lock before saying so.
const PATIENCE: Duration = Duration::from_secs(5);
/// Prepared statements kept on a connection to a server: more than the registry renders.
const STATEMENTS_KEPT: usize = 1024;
/// A server plans a statement once for a connection, and not anew for what is bound: to plan one of those that the wall cuts takes it longer
/// than to answer.
const PLANNED_ONCE: &str = "SET plan_cache_mode = force_generic_plan";
/// FULL: an acknowledged commit survives a power cut, not only the end of the process.
const WRITES: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536";
const READS: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -16384";

impl Db {
    /// Opens the database; the file of an embedded one is made where it is missing.
    pub async fn open(place: &Place) -> Result<Self, Fault> {
        match place {
            Place::File(path) => Self::open_file(path).await,
            Place::Server(url) => Self::open_server(url).await,
        }
    }

    async fn open_file(path: &std::path::Path) -> Result<Self, Fault> {
        let writer = Shelf::new(path, 1, WRITES, PATIENCE);
        // The first makes the file where it is missing, and says how it is kept.
        drop(writer.take().await?);
        let readers = Shelf::new(path, READERS, READS, PATIENCE);
        Ok(Self::embedded(writer, readers))
    }

    async fn open_server(url: &str) -> Result<Self, Fault> {
        let options = way::options(url)?
            .statement_cache_capacity(STATEMENTS_KEPT)
            .disable_statement_logging();
        let steps_down = roles::steps_down(&options).await?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    sqlx::raw_sql(PLANNED_ONCE)
                        .execute(&mut *connection)
                        .await?;
                    if steps_down {
                        roles::step_down(connection).await?;
                    }
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self(Pools::Postgres(pool)))
    }

    /// An embedded one of these connections.
    pub(super) fn embedded(writer: Arc<Shelf>, readers: Arc<Shelf>) -> Self {
        Self(Pools::Sqlite { writer, readers })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A snapshot: every read through it sees one state.
    pub async fn read(&self, authority: AuthorityId) -> Result<Tx, Fault> {
        match &self.0 {
            Pools::Sqlite { readers, .. } => Ok(Tx::sqlite(Embedded::read(readers).await?).still()),
            Pools::Postgres(pool) => {
                let begin = format!(
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {}",
                    row_wall(authority)
                );
                let tx = pool.begin_with(AssertSqlSafe(begin)).await?;
                Ok(Tx::postgres(tx, true))
            }
        }
    }

    /// A snapshot across authorities, for what is of all of them: on a server it shows no authority's rows until it stands in one.
    pub(crate) async fn read_across(&self) -> Result<Tx, Fault> {
        match &self.0 {
            Pools::Sqlite { readers, .. } => Ok(Tx::sqlite(Embedded::read(readers).await?).still()),
            Pools::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Ok(Tx::postgres(pool.begin_with(begin).await?, true))
            }
        }
    }

    /// A write transaction. Only the scribe and migrations begin one.
    pub(crate) async fn write(&self, authority: AuthorityId) -> Result<Tx, Fault> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => Ok(Tx::sqlite(Embedded::write(writer).await?)),
            Pools::Postgres(pool) => {
                let wall = row_wall(authority);
                let begin = format!("BEGIN; {wall}; SET LOCAL trefoil.reader = '*'");
                let tx = pool.begin_with(AssertSqlSafe(begin)).await?;
                Ok(Tx::postgres(tx, false))
            }
        }
    }

    /// A write transaction across authorities, for migrations and for making an authority.
    pub(crate) async fn write_schema(&self) -> Result<Tx, Fault> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => Ok(Tx::sqlite(Embedded::write(writer).await?)),
            Pools::Postgres(pool) => {
                Ok(Tx::postgres(pool.begin_with(roles::AS_OWNER).await?, false))
            }
        }
    }

    /// Closes every connection, so that the embedded engine folds its log into the file.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// The second wall: PostgreSQL cuts every row of another authority. `SET LOCAL` and never `set_config`, which a
/// sharding coordinator does not pass on. The literal is a number of three digits, so it cannot be anything else.
pub(super) fn row_wall(authority: AuthorityId) -> String {
    format!("SET LOCAL trefoil.authority = '{}'", authority.code())
}
