//! The way of somebody who has the database itself: any SQL, past the facade, its wall and its ledger.

use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgPool, Row};

use super::server::Server;

/// One stored value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Int(i64),
    Text(String),
    Blob(Option<Vec<u8>>),
}

/// A connection past the facade.
pub(crate) enum Raw {
    Sqlite(Mutex<Connection>),
    Postgres(PgPool),
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Blob(value) => value.as_deref().map_or(ValueRef::Null, ValueRef::Blob),
        }))
    }
}

impl Cell {
    fn of(value: Value, kind: &str) -> Self {
        match (value, kind) {
            (Value::Integer(value), "BIGINT") => Self::Int(value),
            (Value::Text(value), "TEXT") => Self::Text(value),
            (Value::Blob(value), "BLOB") => Self::Blob(Some(value)),
            (Value::Null, "BLOB") => Self::Blob(None),
            (value, kind) => panic!("{value:?} in a column of type {kind}: teach the tests"),
        }
    }
}

macro_rules! bound {
    ($sql:expr, $binds:expr) => {
        $binds.iter().fold(
            sqlx::query(AssertSqlSafe($sql.to_owned())),
            |query, cell| match cell {
                Cell::Int(value) => query.bind(*value),
                Cell::Text(value) => query.bind(value.clone()),
                Cell::Blob(value) => query.bind(value.clone()),
            },
        )
    };
}

macro_rules! cell {
    ($row:expr, $kind:expr) => {
        match $kind {
            "BIGINT" => Cell::Int($row.get(0)),
            "TEXT" => Cell::Text($row.get(0)),
            "BLOB" | "BYTEA" => Cell::Blob($row.get(0)),
            other => panic!("a column of type {other}: teach the tests to change it"),
        }
    };
}

impl Raw {
    /// Past the facade of a file.
    pub(crate) fn file(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .busy_timeout(std::time::Duration::from_secs(5))
            .unwrap();
        connection
            .execute_batch("PRAGMA synchronous = OFF")
            .unwrap();
        Self::Sqlite(Mutex::new(connection))
    }

    /// Past the facade of a server; its row-level wall still stands.
    pub(crate) async fn server(server: &Server) -> Self {
        let one = PgPoolOptions::new().max_connections(1);
        Self::Postgres(one.connect_with(server.options()).await.unwrap())
    }

    /// Runs a statement; the number of rows that it changed.
    pub(crate) async fn change(&self, sql: &str, binds: &[Cell]) -> u64 {
        match self {
            Self::Sqlite(file) => {
                let changed = locked(file).execute(sql, params_from_iter(binds)).unwrap();
                u64::try_from(changed).unwrap()
            }
            Self::Postgres(pool) => {
                let done = bound!(sql, binds).execute(pool).await.unwrap();
                done.rows_affected()
            }
        }
    }

    /// The one value that a query answers with.
    pub(crate) async fn cell(&self, kind: &str, sql: &str, binds: &[Cell]) -> Cell {
        match self {
            Self::Sqlite(file) => {
                let binds = params_from_iter(binds);
                let value = locked(file).query_row(sql, binds, |row| row.get(0));
                Cell::of(value.unwrap(), kind)
            }
            Self::Postgres(pool) => {
                let row = bound!(sql, binds).fetch_one(pool).await.unwrap();
                cell!(row, kind)
            }
        }
    }

    /// The values of a query with one column.
    pub(crate) async fn column(&self, kind: &str, sql: &str) -> Vec<Cell> {
        match self {
            Self::Sqlite(file) => {
                let file = locked(file);
                let mut statement = file.prepare(sql).unwrap();
                let values = statement.query_map([], |row| row.get(0)).unwrap();
                values.map(|value| Cell::of(value.unwrap(), kind)).collect()
            }
            Self::Postgres(pool) => {
                let rows = bound!(sql, [] as [Cell; 0]).fetch_all(pool).await.unwrap();
                rows.iter().map(|row| cell!(row, kind)).collect()
            }
        }
    }

    /// The columns of a table as the database itself lists them, with their types: none can be forgotten here.
    pub(crate) async fn columns(&self, table: &str) -> Vec<(String, String)> {
        let listed = match self {
            Self::Sqlite(_) => {
                format!("SELECT name || ' ' || type FROM pragma_table_info('{table}') ORDER BY cid")
            }
            Self::Postgres(_) => format!(
                "SELECT column_name || ' ' || upper(data_type) FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position"
            ),
        };
        let named = |cell: &Cell| {
            let Cell::Text(text) = cell else {
                panic!("a column without a name: {cell:?}")
            };
            let (name, kind) = text.split_once(' ').unwrap();
            (name.to_owned(), kind.to_owned())
        };
        self.column("TEXT", &listed)
            .await
            .iter()
            .map(named)
            .collect()
    }
}

fn locked(file: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    file.lock().unwrap()
}

/// Values that differ from this one: a little, in each way that its type allows.
pub(crate) fn others(cell: &Cell) -> Vec<Cell> {
    match cell {
        Cell::Int(value) => vec![Cell::Int(value + 1000), Cell::Int(-value - 1)],
        Cell::Text(text) => {
            let longer = Cell::Text(format!("{text} "));
            let shorter = text.get(1..).map(|rest| Cell::Text(rest.to_owned()));
            [Some(longer), shorter].into_iter().flatten().collect()
        }
        Cell::Blob(None) => vec![Cell::Blob(Some(Vec::new())), Cell::Blob(Some(vec![0]))],
        Cell::Blob(Some(bytes)) => {
            let flipped = |at: usize| {
                let mut bytes = bytes.clone();
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1;
                }
                Cell::Blob(Some(bytes))
            };
            let longer = Cell::Blob(Some([&bytes[..], &[0]].concat()));
            let bits = (0..bytes.len()).step_by(7).map(flipped);
            bits.chain([longer]).collect()
        }
    }
}
