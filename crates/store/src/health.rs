//! What whoever keeps an installation running is told of its database: nothing of a family, nothing of anybody.

use jiff::Timestamp;
use trefoil_core::ids::AuthorityId;

use crate::db::{Db, statement};
use crate::fault::Fault;
use crate::ledger::head_read;

/// Entries among which the last backup is looked for: months of a hub's, and a moment's reading.
const LOOKED_AT: i64 = 200_000;

statement! {
    LAST_OF_ACT = "SELECT at FROM ledger_entry WHERE authority_id = $1 AND seq >= $2 AND act = 'backup_finish' AND outcome = 'done' ORDER BY seq DESC LIMIT 1";
    LAST_ENTRY = "SELECT at FROM ledger_entry WHERE authority_id = $1 AND seq >= $2 ORDER BY seq DESC LIMIT 1";
}

/// What an authority's ledger says of its upkeep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upkeep {
    /// When the last backup was finished, if one of the last entries says so.
    pub backup: Option<Timestamp>,
    /// The last entry.
    pub entry: Option<Timestamp>,
}

/// The upkeep of an authority.
pub async fn upkeep(db: &Db, authority: AuthorityId) -> Result<Upkeep, Fault> {
    let mut tx = db.read(authority).await?;
    let (size, _) = head_read(&mut tx, authority).await?;
    let from = i64::try_from(size)
        .unwrap_or(i64::MAX)
        .saturating_sub(LOOKED_AT);
    let binds = [authority.into(), from.into()];
    let backup = tx.first(&LAST_OF_ACT, &binds).await?;
    let entry = tx.first(&LAST_ENTRY, &binds).await?;
    Ok(Upkeep {
        backup: backup.map(|row| row.time(0)).transpose()?,
        entry: entry.map(|row| row.time(0)).transpose()?,
    })
}
