//! Reading everything: one snapshot across authorities, each row as the bytes that `backup::row` describes.

use futures_util::TryStreamExt;
use rusqlite::types::Value as Cell;
use sqlx::{AssertSqlSafe, Row as _, ValueRef as _};
use trefoil_core::ids::AuthorityId;

use super::{Catalogued, Kind, quoted};
use crate::db::open::row_wall;
use crate::db::tx::Inner;
use crate::db::{Engine, Row, Tx};
use crate::fault::Fault;

impl Tx {
    /// Stands in another authority from here on, for what is of all of them.
    pub(crate) async fn stands_in(&mut self, authority: AuthorityId) -> Result<(), Fault> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => {
                let says = format!("{}; SET LOCAL trefoil.reader = '*'", row_wall(authority));
                self.script(&says).await
            }
        }
    }

    /// About how many rows a table of the embedded engine has, without counting them.
    pub(super) async fn about(&mut self, table: &str) -> Result<u64, Fault> {
        let sql = format!("SELECT COALESCE(MAX(rowid), 0) FROM {}", quoted(table));
        let mut about = 0;
        self.each_of(sql, |row| {
            about = u64::try_from(row.int(0)?).unwrap_or(0);
            Ok::<(), Fault>(())
        })
        .await?;
        Ok(about)
    }

    /// Hands every row of a table to `each`, as bytes. The embedded engine reads it once, in the order in which it was written; a
    /// server shows each authority its own.
    pub(crate) async fn each_of_table<E: From<Fault>>(
        &mut self,
        table: &Catalogued,
        authorities: &[AuthorityId],
        mut each: impl FnMut(&[u8]) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let names: Vec<String> = table.columns.iter().map(|one| quoted(&one.name)).collect();
        let all = format!("SELECT {} FROM {}", names.join(", "), quoted(&table.name));
        let kinds = table.kinds();
        let mut bytes = Vec::new();
        let mut one = |row: Row| {
            bytes.clear();
            encode(&row, &kinds, &mut bytes)?;
            each(&bytes)
        };
        if self.engine() == Engine::Sqlite || !table.by_authority() {
            return self.each_of(all, one).await;
        }
        for authority in authorities {
            self.stands_in(*authority).await?;
            let its = format!("{all} WHERE authority_id = {}", authority.code());
            self.each_of(its, &mut one).await?;
        }
        Ok(())
    }

    async fn each_of<E: From<Fault>>(
        &mut self,
        sql: String,
        mut each: impl FnMut(Row) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        match &mut self.inner {
            Inner::Sqlite(tx) => tx.each(&sql, std::iter::empty(), each)?,
            Inner::Postgres(tx) => {
                let query = AssertSqlSafe(sql);
                let mut rows = sqlx::query(query).persistent(false).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.map_err(Fault::from)? {
                    each(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }

    /// Ends a snapshot of everything. While it lay open, the log of the embedded engine could not be folded in and grew: this
    /// process folds it in at once and holds no writer up, where otherwise the next commit of a server would do it and wait.
    pub(crate) async fn end_whole(mut self) -> Result<(), Fault> {
        match self.engine() {
            Engine::Postgres => Ok(()),
            Engine::Sqlite => {
                self.script("COMMIT; PRAGMA wal_checkpoint(PASSIVE); BEGIN")
                    .await
            }
        }
    }
}

fn field(out: &mut Vec<u8>, bytes: Option<&[u8]>) -> Result<(), Fault> {
    let length = bytes.map_or(Ok(-1), |bytes| i32::try_from(bytes.len()));
    let length = length.map_err(|_| Fault::Broken("a field of more than 2 GB".to_owned()))?;
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes.unwrap_or_default());
    Ok(())
}

fn encode(row: &Row, kinds: &[Kind], out: &mut Vec<u8>) -> Result<(), Fault> {
    let fields = u16::try_from(kinds.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&fields.to_be_bytes());
    for (at, kind) in kinds.iter().enumerate() {
        match row {
            Row::Sqlite(cells) => match (kind, cells.cell(at)?) {
                (_, Cell::Null) => field(out, None)?,
                (Kind::Int, Cell::Integer(number)) => field(out, Some(&number.to_be_bytes()))?,
                (Kind::Text, Cell::Text(text)) => field(out, Some(text.as_bytes()))?,
                (Kind::Blob, Cell::Blob(bytes)) => field(out, Some(bytes))?,
                (Kind::Bool, Cell::Integer(said)) => field(out, Some(&[u8::from(*said != 0)]))?,
                _ => return Err(Fault::Broken(format!("column {at} is no {kind:?}"))),
            },
            Row::Postgres(row) => {
                let raw = row.try_get_raw(at)?;
                if raw.is_null() {
                    field(out, None)?;
                } else {
                    let bytes = raw.as_bytes();
                    field(
                        out,
                        Some(bytes.map_err(|error| Fault::Broken(error.to_string()))?),
                    )?;
                }
            }
        }
    }
    Ok(())
}
