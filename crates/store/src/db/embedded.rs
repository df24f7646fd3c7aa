//! The embedded engine: connections that are lent to one transaction at a time, and what runs on them. A statement runs on the
//! thread that asks, since the answer is in this process: nothing waits for another thread to wake. What waits for a disk or
//! for another process, a commit and the beginning of a write, waits on a thread that is there for waiting.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::row::{Cells, Row};
use super::value::Value;
use crate::fault::Fault;

/// Prepared statements kept on a connection: more than the registry renders.
const STATEMENTS_KEPT: usize = 1024;

/// Connections to one file that are set alike.
pub(super) struct Shelf {
    path: PathBuf,
    /// What is said to each when it opens.
    pragmas: &'static str,
    patience: Duration,
    count: u32,
    turns: Arc<Semaphore>,
    free: Mutex<Vec<Connection>>,
}

impl Shelf {
    /// At most so many connections; each is opened when it is first needed.
    pub(super) fn new(
        path: &Path,
        count: u32,
        pragmas: &'static str,
        patience: Duration,
    ) -> Arc<Self> {
        Arc::new(Self {
            path: path.to_owned(),
            pragmas,
            patience,
            count,
            turns: Arc::new(Semaphore::new(count.try_into().unwrap_or(usize::MAX))),
            free: Mutex::default(),
        })
    }

    /// A connection, when one is free.
    ///
    /// # Errors
    /// `Unavailable` where none became free in time, or all are closed.
    pub(super) async fn take(self: &Arc<Self>) -> Result<Lent, Fault> {
        let turn = tokio::time::timeout(self.patience, self.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| Fault::Unavailable("every connection is in use".to_owned()))?;
        let turn = turn.map_err(|_| Fault::Unavailable("it is closed".to_owned()))?;
        let free = self.free().pop();
        Ok(Lent {
            connection: Some(match free {
                Some(connection) => connection,
                None => self.open()?,
            }),
            shelf: self.clone(),
            _turn: turn,
        })
    }

    fn free(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<Connection, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(self.patience)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // Planned once: not anew, a millisecond for a page of the queue, because another limit was bound.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.execute_batch(self.pragmas)?;
        Ok(connection)
    }

    /// Closes every connection, after the transactions that are on them.
    pub(super) async fn close(&self) {
        // That they are closed already is as good.
        let all = self.turns.acquire_many(self.count).await;
        self.turns.close();
        drop(all);
        self.free().clear();
    }
}

/// A connection, until it is dropped: then what was not committed is undone, and the connection goes back.
pub(super) struct Lent {
    connection: Option<Connection>,
    shelf: Arc<Shelf>,
    _turn: OwnedSemaphorePermit,
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        // One that cannot even undo is not used again.
        if connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok() {
            self.shelf.free().push(connection);
        }
    }
}

/// A transaction on the embedded engine.
pub(super) struct Embedded(Lent);

impl Embedded {
    /// A snapshot, as the file is at its first question.
    pub(super) async fn read(shelf: &Arc<Shelf>) -> Result<Self, Fault> {
        let mut tx = Self(shelf.take().await?);
        tx.run("BEGIN", std::iter::empty())?;
        Ok(tx)
    }

    /// One that writes: nobody else does from here on.
    pub(super) async fn write(shelf: &Arc<Shelf>) -> Result<Self, Fault> {
        let mut tx = Self(shelf.take().await?);
        waiting(move || {
            tx.script("BEGIN IMMEDIATE")?;
            Ok(tx)
        })
        .await
    }

    pub(super) async fn commit(mut self) -> Result<(), Fault> {
        waiting(move || self.script("COMMIT")).await
    }

    fn connection(&self) -> Result<&Connection, Fault> {
        let connection = self.0.connection.as_ref();
        connection.ok_or_else(|| Fault::Unavailable("the connection was given back".to_owned()))
    }

    fn bound(
        &mut self,
        sql: &str,
        values: impl Iterator<Item = Value>,
    ) -> Result<CachedStatement<'_>, Fault> {
        let mut statement = self.connection()?.prepare_cached(sql)?;
        for (place, value) in (1..).zip(values) {
            statement.raw_bind_parameter(place, value)?;
        }
        Ok(statement)
    }

    /// Runs a statement to its end; the number of rows it changed.
    pub(super) fn run(
        &mut self,
        sql: &str,
        values: impl Iterator<Item = Value>,
    ) -> Result<u64, Fault> {
        let mut statement = self.bound(sql, values)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        drop(rows);
        let writes = !statement.readonly();
        drop(statement);
        Ok(if writes {
            self.connection()?.changes()
        } else {
            0
        })
    }

    /// All rows of a statement.
    pub(super) fn all(
        &mut self,
        sql: &str,
        values: impl Iterator<Item = Value>,
    ) -> Result<Vec<Row>, Fault> {
        let mut statement = self.bound(sql, values)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Row::Sqlite(Cells::of(row, columns)?));
        }
        Ok(all)
    }

    /// Hands every row of a statement to `each`. It may be a whole table: others are not held up by this thread meanwhile.
    pub(super) fn each<E: From<Fault>>(
        &mut self,
        sql: &str,
        values: impl Iterator<Item = Value>,
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        long(|| {
            let mut statement = self.bound(sql, values)?;
            let columns = statement.column_count();
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next().map_err(Fault::from)? {
                each(Row::Sqlite(Cells::of(row, columns)?))?;
            }
            Ok(())
        })
    }

    /// Runs several statements without binds.
    pub(super) fn script(&mut self, sql: &str) -> Result<(), Fault> {
        Ok(self.connection()?.execute_batch(sql)?)
    }

    /// Checks that the engine can prepare a statement.
    pub(super) fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection()?.prepare(sql)?;
        Ok(())
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(value) => value.map_or(ValueRef::Null, ValueRef::Integer),
            Self::Text(value) => {
                let text = value.as_deref().map(str::as_bytes);
                text.map_or(ValueRef::Null, ValueRef::Text)
            }
            Self::Blob(value) => value.as_deref().map_or(ValueRef::Null, ValueRef::Blob),
            Self::Bool(value) => ValueRef::Integer(i64::from(*value)),
        }))
    }
}

/// What may wait for a disk or another process, on a thread for it. It goes on to its end though nobody waits for it any more.
async fn waiting<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|ended| Err(Fault::Broken(ended.to_string())))
}

/// Work that keeps this thread for long: where there are others, they take over what waits behind it.
fn long<T>(work: impl FnOnce() -> T) -> T {
    let flavor = Handle::try_current().map(|runtime| runtime.runtime_flavor());
    match flavor {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}
