//! A transaction on either engine, and the four ways to run a statement on it.

use futures_util::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

use super::open::Engine;
use super::row::Row;
use super::statement::{LIST_SIZES, ROW_SIZES, Shape, Statement};
use super::value::Value;
use crate::fault::Fault;

/// A transaction; dropped without `commit`, it is undone.
pub struct Tx(Inner);

enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

macro_rules! bind_all {
    ($query:expr, $values:expr) => {
        $values.fold($query, |query, value| match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Blob(value) => query.bind(value),
            Value::Bool(value) => query.bind(value),
        })
    };
}

fn for_sqlite(
    statement: &Statement,
    length: usize,
    values: impl Iterator<Item = Value>,
) -> Query<'static, Sqlite, SqliteArguments> {
    bind_all!(
        sqlx::query(statement.rendered(Engine::Sqlite, length)),
        values
    )
}

fn for_postgres(
    statement: &Statement,
    length: usize,
    values: impl Iterator<Item = Value>,
) -> Query<'static, Postgres, PgArguments> {
    bind_all!(
        sqlx::query(statement.rendered(Engine::Postgres, length)),
        values
    )
}

impl Tx {
    pub(super) fn sqlite(tx: Transaction<'static, Sqlite>) -> Self {
        Self(Inner::Sqlite(tx))
    }

    fn engine(&self) -> Engine {
        match &self.0 {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    pub(super) fn postgres(tx: Transaction<'static, Postgres>) -> Self {
        Self(Inner::Postgres(tx))
    }

    /// Runs a plain statement; the number of rows it changed.
    pub async fn run(&mut self, statement: &Statement, values: &[Value]) -> Result<u64, Fault> {
        self.run_at(statement, 1, values.iter().cloned()).await
    }

    async fn run_at(
        &mut self,
        statement: &Statement,
        length: usize,
        values: impl Iterator<Item = Value> + Send,
    ) -> Result<u64, Fault> {
        match &mut self.0 {
            Inner::Sqlite(tx) => Ok(for_sqlite(statement, length, values)
                .execute(&mut **tx)
                .await?
                .rows_affected()),
            Inner::Postgres(tx) => Ok(for_postgres(statement, length, values)
                .execute(&mut **tx)
                .await?
                .rows_affected()),
        }
    }

    /// Runs a plain statement that must change exactly one row.
    ///
    /// # Errors
    /// `Stale` where it changed another number: what the caller read is no longer so.
    pub async fn run_one(&mut self, statement: &Statement, values: &[Value]) -> Result<(), Fault> {
        if self.run(statement, values).await? == 1 {
            Ok(())
        } else {
            Err(Fault::Stale)
        }
    }

    /// Runs a `{rows}` statement over any number of rows, in as few texts as its lengths allow.
    pub async fn run_rows(
        &mut self,
        statement: &Statement,
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, Fault> {
        let mut changed = 0;
        let mut left = rows.len();
        let mut rest = rows.into_iter();
        while left > 0 {
            let fits = ROW_SIZES.iter().rev().copied();
            let length = fits.into_iter().find(|size| *size <= left).unwrap_or(1);
            let values = rest.by_ref().take(length).flatten();
            changed += self.run_at(statement, length, values).await?;
            left -= length;
        }
        Ok(changed)
    }

    /// All rows of a plain statement.
    pub async fn all(
        &mut self,
        statement: &Statement,
        values: &[Value],
    ) -> Result<Vec<Row>, Fault> {
        self.all_at(statement, 1, values.iter().cloned()).await
    }

    async fn all_at(
        &mut self,
        statement: &Statement,
        length: usize,
        values: impl Iterator<Item = Value> + Send,
    ) -> Result<Vec<Row>, Fault> {
        match &mut self.0 {
            Inner::Sqlite(tx) => {
                let rows = for_sqlite(statement, length, values)
                    .fetch_all(&mut **tx)
                    .await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Inner::Postgres(tx) => {
                let rows = for_postgres(statement, length, values)
                    .fetch_all(&mut **tx)
                    .await?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    /// All rows of a `{list}` statement: `values` are the binds before the list. Long lists run in parts, so the statement
    /// must not order or count across the whole list.
    pub async fn all_of(
        &mut self,
        statement: &Statement,
        values: &[Value],
        list: Vec<Value>,
    ) -> Result<Vec<Row>, Fault> {
        debug_assert!(
            matches!(statement.shape, Shape::List(first) if first == values.len() + 1),
            "{}",
            statement.name
        );
        let longest = LIST_SIZES.last().copied().unwrap_or(1);
        let mut found = Vec::new();
        for part in list.chunks(longest) {
            let length = LIST_SIZES
                .iter()
                .copied()
                .find(|size| *size >= part.len())
                .unwrap_or(longest);
            let padding = part
                .last()
                .cloned()
                .into_iter()
                .cycle()
                .take(length - part.len());
            let binds = values.iter().cloned().chain(part.iter().cloned());
            found.extend(self.all_at(statement, length, binds.chain(padding)).await?);
        }
        Ok(found)
    }

    /// The first row of a plain statement, if there is one.
    pub async fn first(
        &mut self,
        statement: &Statement,
        values: &[Value],
    ) -> Result<Option<Row>, Fault> {
        Ok(self.all(statement, values).await?.into_iter().next())
    }

    /// The one row of a plain statement that always has one.
    pub async fn one(&mut self, statement: &Statement, values: &[Value]) -> Result<Row, Fault> {
        self.first(statement, values)
            .await?
            .ok_or_else(|| Fault::Broken(format!("{} found no row", statement.name)))
    }

    /// Hands every row of a plain statement to `each`, without holding them all.
    pub async fn each(
        &mut self,
        statement: &Statement,
        values: &[Value],
        mut each: impl FnMut(Row) -> Result<(), Fault> + Send,
    ) -> Result<(), Fault> {
        match &mut self.0 {
            Inner::Sqlite(tx) => {
                let mut rows = for_sqlite(statement, 1, values.iter().cloned()).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    each(Row::Sqlite(row))?;
                }
            }
            Inner::Postgres(tx) => {
                let mut rows = for_postgres(statement, 1, values.iter().cloned()).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    each(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }

    /// Checks that the engine can prepare the statement at one length.
    pub async fn prepare(&mut self, statement: &Statement, length: usize) -> Result<(), Fault> {
        use sqlx::{Executor, SqlSafeStr};
        let sql = statement.rendered(self.engine(), length).into_sql_str();
        match &mut self.0 {
            Inner::Sqlite(tx) => tx.prepare(sql).await.map(drop)?,
            Inner::Postgres(tx) => tx.prepare(sql).await.map(drop)?,
        }
        Ok(())
    }

    /// Runs a script of several statements without binds: migrations and savepoints.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), Fault> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &mut self.0 {
            Inner::Sqlite(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop)?,
            Inner::Postgres(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    /// Makes everything so far durable.
    pub(crate) async fn commit(self) -> Result<(), Fault> {
        match self.0 {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
