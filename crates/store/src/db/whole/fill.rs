//! Filling an empty database: its tables are laid bare of what slows rows down or cuts them, rows are put in as bytes, and what
//! was taken off is put on again. All in one transaction.

use std::path::Path;
use std::time::Duration;

use super::{Catalogued, quoted};
use crate::db::embedded::Shelf;
use crate::db::tx::Inner;
use crate::db::{Db, Engine, Shape, Statement, Tx, Value};
use crate::fault::Fault;

/// Values that the embedded engine takes in one statement.
const BINDS: usize = 8_192;

const INDEXES_SQLITE: Statement = Statement {
    name: "INDEXES_SQLITE",
    sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    shape: Shape::Plain,
};
const INDEXES_POSTGRES: Statement = Statement {
    name: "INDEXES_POSTGRES",
    sql: "SELECT CAST(c.relname AS TEXT), pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT i.indisprimary ORDER BY 1",
    shape: Shape::Plain,
};
const WALLED: Statement = Statement {
    name: "WALLED",
    sql: "SELECT CAST(c.relname AS TEXT) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relforcerowsecurity ORDER BY 1",
    shape: Shape::Plain,
};
/// What the planner of the embedded engine was told goes with the indexes, so it is kept beside.
const KEEP_PLANS: &str = "CREATE TEMP TABLE kept_stat AS SELECT tbl, idx, stat FROM sqlite_stat1";
const PUT_PLANS: &str = "DELETE FROM sqlite_stat1; INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT tbl, idx, stat FROM kept_stat; DROP TABLE kept_stat";
/// Nothing is durable before the caller has synced it, and nobody else may look in.
const FILLS: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144; PRAGMA threads = 2";
/// How PostgreSQL's binary form of rows begins and ends.
const COPY_BEGINS: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const COPY_ENDS: &[u8] = &[0xff, 0xff];

/// What was taken off, as the statements that put it on again.
pub(crate) struct Bare(Vec<String>);

impl Db {
    /// Opens a new file to be filled: nothing is durable before the caller has synced it, and nobody else may look in.
    pub(crate) async fn open_to_fill(path: &Path) -> Result<Self, Fault> {
        let writer = Shelf::new(path, 1, FILLS, Duration::ZERO);
        drop(writer.take().await?);
        Ok(Self::embedded(writer.clone(), writer))
    }
}

impl Tx {
    /// Takes off the indexes beside the keys, and on a server the wall between authorities, which takes no rows in bulk.
    pub(crate) async fn lay_bare(&mut self) -> Result<Bare, Fault> {
        let mut off: Vec<String> = Vec::new();
        let mut on: Vec<String> = Vec::new();
        let engine = self.engine();
        let indexes = match engine {
            Engine::Sqlite => &INDEXES_SQLITE,
            Engine::Postgres => &INDEXES_POSTGRES,
        };
        for row in self.all(indexes, &[]).await? {
            off.push(format!("DROP INDEX {}", quoted(&row.text(0)?)));
            on.push(row.text(1)?);
        }
        match engine {
            Engine::Sqlite => {
                off.insert(0, KEEP_PLANS.to_owned());
                on.push(PUT_PLANS.to_owned());
            }
            Engine::Postgres => {
                for row in self.all(&WALLED, &[]).await? {
                    let table = quoted(&row.text(0)?);
                    off.push(format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"));
                    on.push(format!("ALTER TABLE {table} FORCE ROW LEVEL SECURITY"));
                }
            }
        }
        for one in off {
            self.script(&one).await?;
        }
        Ok(Bare(on))
    }

    /// Puts on again what was taken off; `done` hears of each.
    pub(crate) async fn dress<E: From<Fault>>(
        &mut self,
        bare: Bare,
        mut done: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        for one in bare.0 {
            self.script(&one).await?;
            done()?;
        }
        Ok(())
    }

    /// Has a server count its tables, which it takes for empty until then.
    pub(crate) async fn count_up(&mut self) -> Result<(), Fault> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => self.script("ANALYZE").await,
        }
    }

    /// Puts in rows for a server, as the bytes that they are.
    pub(crate) async fn copy_in(&mut self, table: &Catalogued, rows: &[u8]) -> Result<(), Fault> {
        let Inner::Postgres(tx) = &mut self.inner else {
            return Err(Fault::Broken("rows for a server".to_owned()));
        };
        let names: Vec<String> = table.columns.iter().map(|one| quoted(&one.name)).collect();
        let into = format!(
            "COPY {} ({}) FROM STDIN (FORMAT binary)",
            quoted(&table.name),
            names.join(", ")
        );
        let mut copy = tx.copy_in_raw(&into).await?;
        for part in [COPY_BEGINS, rows, COPY_ENDS] {
            copy.send(part).await?;
        }
        copy.finish().await?;
        Ok(())
    }

    /// Puts in rows for the embedded engine; `values` are those of all of them, one after another.
    pub(crate) fn put_in(&mut self, table: &Catalogued, values: Vec<Value>) -> Result<(), Fault> {
        let Inner::Sqlite(tx) = &mut self.inner else {
            return Err(Fault::Broken("values for the embedded engine".to_owned()));
        };
        let columns = table.columns.len().max(1);
        let names: Vec<String> = table.columns.iter().map(|one| quoted(&one.name)).collect();
        let tuple = format!("({})", vec!["?"; columns].join(", "));
        let (mut left, mut values) = (values.len() / columns, values.into_iter());
        while left > 0 {
            // Of few lengths, so that the engine keeps what it made of them.
            let most = BINDS / columns;
            let length = if left >= most { most } else { left.min(16) };
            let length = if left < 16 { 1 } else { length };
            let into = format!(
                "INSERT INTO {} ({}) VALUES {}",
                quoted(&table.name),
                names.join(", "),
                vec![tuple.as_str(); length].join(", ")
            );
            tx.run(&into, values.by_ref().take(length * columns))?;
            left -= length;
        }
        Ok(())
    }
}
