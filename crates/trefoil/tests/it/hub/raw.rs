//! The way of somebody who has the database itself: any SQL, past the facade, its wall and its ledger.

use std::path::Path;

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, PgPool, Row, SqlitePool};

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
    Sqlite(SqlitePool),
    Postgres(PgPool),
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
    pub(crate) async fn file(path: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .synchronous(SqliteSynchronous::Off);
        let one = SqlitePoolOptions::new().max_connections(1);
        Self::Sqlite(one.connect_with(options).await.unwrap())
    }

    /// Past the facade of a server; its row-level wall still stands.
    pub(crate) async fn server(server: &Server) -> Self {
        let one = PgPoolOptions::new().max_connections(1);
        Self::Postgres(one.connect_with(server.options()).await.unwrap())
    }

    /// Runs a statement; the number of rows that it changed.
    pub(crate) async fn change(&self, sql: &str, binds: &[Cell]) -> u64 {
        match self {
            Self::Sqlite(pool) => {
                let done = bound!(sql, binds).execute(pool).await.unwrap();
                done.rows_affected()
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
            Self::Sqlite(pool) => {
                let row = bound!(sql, binds).fetch_one(pool).await.unwrap();
                cell!(row, kind)
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
            Self::Sqlite(pool) => {
                let rows = bound!(sql, [] as [Cell; 0]).fetch_all(pool).await.unwrap();
                rows.iter().map(|row| cell!(row, kind)).collect()
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
