//! What the planner of a server holds of its tables. It counts them again by itself, but once a minute at best: where much
//! comes in at once, its plans would be those of empty tables, and every lookup would read a whole one. SQLite is told what to
//! hold by the migrations and never counts.

use super::open::{Db, Engine};
use super::statement::Statement;
use super::tx::Tx;
use super::{Shape, Value};
use crate::fault::Fault;

/// Tables of which more rows changed since they were counted than they had then, and enough to matter.
const OUTGROWN: Statement = Statement {
    name: "OUTGROWN",
    sql: "SELECT COUNT(*) FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid WHERE c.relkind = 'r' AND s.n_mod_since_analyze > 500 AND s.n_mod_since_analyze > c.reltuples / 2",
    shape: Shape::Plain,
};

impl Db {
    /// Has a server count its tables again where they have outgrown what it holds of them; nothing on the embedded engine.
    pub async fn measure(&self) -> Result<(), Fault> {
        if self.engine() == Engine::Sqlite {
            return Ok(());
        }
        let mut tx: Tx = self.write_schema().await?;
        let none: [Value; 0] = [];
        if tx.one(&OUTGROWN, &none).await?.int(0)? > 0 {
            tx.script("ANALYZE").await?;
        }
        tx.commit().await
    }
}
