//! A transaction on either engine, and the four ways to run a statement on it.

use futures_util::TryStreamExt;
use jiff::Timestamp;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Postgres, Transaction};
use trefoil_core::ids::{AuthorityId, FamilyId, WorkerId};
use trefoil_core::principal::Principal;

use super::embedded::Embedded;
use super::open::Engine;
use super::row::Row;
use super::statement::{LIST_SIZES, ROW_SIZES, Shape, Statement};
use super::value::Value;
use crate::fault::Fault;
use crate::interest::Closed;

/// A transaction; dropped without `commit`, it is undone.
pub struct Tx {
    pub(super) inner: Inner,
    /// Whether it only reads: then the second wall cuts it by who reads.
    reading: bool,
    /// Whether somebody's card was moved in it.
    moved: bool,
    /// Whether all that is read through it stays as it is.
    still: bool,
    /// Of whom it was asked what is closed to them, while nothing moves.
    closed: Option<((AuthorityId, Principal), Closed)>,
}

/// How each statement begins that moves somebody's card.
const MOVES: [&str; 2] = ["INSERT INTO person ", "UPDATE person "];

/// Who reads, as PostgreSQL's wall within an authority knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A worker: what their ties to a family open.
    Worker(WorkerId),
    /// What is nobody's page: the ledger's verifier, a job, the operator at the console.
    Whole,
}

impl Reader {
    /// Of whoever acts.
    pub fn of(principal: Principal) -> Self {
        match principal {
            Principal::Worker(worker) => Self::Worker(worker),
            Principal::Feed(_) | Principal::Job(_) | Principal::Console => Self::Whole,
        }
    }
}

/// The transaction of an engine.
pub(super) enum Inner {
    Sqlite(Embedded),
    Postgres(Transaction<'static, Postgres>),
}

fn for_postgres(
    statement: &Statement,
    length: usize,
    values: impl Iterator<Item = Value>,
) -> Query<'static, Postgres, PgArguments> {
    let query = sqlx::query(statement.rendered(Engine::Postgres, length));
    values.fold(query, |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Blob(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    })
}

impl Tx {
    pub(super) fn sqlite(tx: Embedded) -> Self {
        Self::on(Inner::Sqlite(tx), false)
    }

    fn on(inner: Inner, reading: bool) -> Self {
        Self {
            inner,
            reading,
            moved: false,
            still: reading,
            closed: None,
        }
    }

    /// A snapshot: nothing is written through it.
    pub(super) fn still(self) -> Self {
        Self {
            still: true,
            ..self
        }
    }

    /// What was found closed to them before, where it cannot be otherwise by now.
    pub(crate) fn closed_before(&self, whose: (AuthorityId, Principal)) -> Option<Closed> {
        let known = self.closed.as_ref().filter(|(known, _)| *known == whose);
        known.map(|(_, closed)| closed.clone())
    }

    /// Keeps what was found closed to them, where it stays so.
    pub(crate) fn found_closed(&mut self, whose: (AuthorityId, Principal), closed: &Closed) {
        if self.still {
            self.closed = Some((whose, closed.clone()));
        }
    }

    /// Which engine this is.
    pub(crate) fn engine(&self) -> Engine {
        match &self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    pub(super) fn postgres(tx: Transaction<'static, Postgres>, reading: bool) -> Self {
        Self::on(Inner::Postgres(tx), reading)
    }

    /// Whether somebody's card was moved in it, of which the ledger tells only at its end.
    pub fn has_moved_persons(&self) -> bool {
        self.moved
    }

    /// Says who reads from here on and by which instant their shares and covers count. Until then a transaction that reads
    /// opens nothing of a family's strands on PostgreSQL, whatever it asks; one that writes is not cut, since several acts
    /// share it and none of what it reads is shown.
    pub async fn reads_as(&mut self, reader: Reader, at: Timestamp) -> Result<(), Fault> {
        if !self.reading {
            return Ok(());
        }
        let reader = match reader {
            Reader::Worker(worker) => worker.uuid().simple().to_string(),
            Reader::Whole => "*".to_owned(),
        };
        // Digits and letters of an id, and a number: nothing that needs quoting.
        let at = at.as_microsecond();
        let says = format!(
            "SET LOCAL trefoil.reader = '{reader}'; SET LOCAL trefoil.instant = '{at}'; SET LOCAL trefoil.asked = ''"
        );
        self.script(&says).await
    }

    /// As [`Tx::reads_as`], and asks PostgreSQL once what these families open to the reader, where it would be asked again by
    /// each statement that reads their rows (migration 19).
    pub(crate) async fn reads_of(
        &mut self,
        reader: Reader,
        at: Timestamp,
        (authority, families): (AuthorityId, &[FamilyId]),
    ) -> Result<(), Fault> {
        self.reads_as(reader, at).await?;
        let Inner::Postgres(tx) = &mut self.inner else {
            return Ok(());
        };
        if !self.reading || families.is_empty() {
            return Ok(());
        }
        let ids = families.iter().map(|one| one.uuid().simple().to_string());
        let ids: Vec<String> = ids.collect();
        let asks = "SELECT trefoil_asked($1, $2)";
        let asks = sqlx::query_scalar(asks).bind(i64::from(authority.code()));
        let asked: String = asks.bind(ids.join(",")).fetch_one(&mut **tx).await?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b": ".contains(&byte);
        if !asked.bytes().all(plain) {
            return Err(Fault::Broken(
                "what a family opens is no plain word".to_owned(),
            ));
        }
        self.script(&format!("SET LOCAL trefoil.asked = '{asked}'"))
            .await
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
        self.moved |= MOVES.iter().any(|begins| statement.sql.starts_with(begins));
        match &mut self.inner {
            Inner::Sqlite(tx) => tx.run(statement.rendered(Engine::Sqlite, length), values),
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
        match &mut self.inner {
            Inner::Sqlite(tx) => tx.all(statement.rendered(Engine::Sqlite, length), values),
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
        match &mut self.inner {
            Inner::Sqlite(tx) => {
                let sql = statement.rendered(Engine::Sqlite, 1);
                tx.each(sql, values.iter().cloned(), each)?;
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
        let sql = statement.rendered(self.engine(), length);
        match &mut self.inner {
            Inner::Sqlite(tx) => tx.prepare(sql)?,
            Inner::Postgres(tx) => tx.prepare(sql.into_sql_str()).await.map(drop)?,
        }
        Ok(())
    }

    /// Runs a script of several statements without binds: migrations and savepoints.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), Fault> {
        match &mut self.inner {
            Inner::Sqlite(tx) => tx.script(sql),
            Inner::Postgres(tx) => {
                let sql = AssertSqlSafe(sql.to_owned());
                sqlx::raw_sql(sql).execute(&mut **tx).await?;
                Ok(())
            }
        }
    }

    /// Makes everything so far durable.
    pub(crate) async fn commit(self) -> Result<(), Fault> {
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Postgres(tx) => Ok(tx.commit().await?),
        }
    }
}
