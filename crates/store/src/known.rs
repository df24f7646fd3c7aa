//! What an index in memory follows: every person there is, and whose records an act of the ledger wrote.
//!
//! The ledger is an ordered feed of changes already. An entry names what it wrote, and its number is given under the lock of the head, in
//! the transaction that it belongs to: so numbers come in the order of the commits, whichever process writes, and a number that is seen is
//! of a commit that held.

use std::collections::{BTreeMap, BTreeSet};

use trefoil_core::ids::{AuthorityId, PersonId};
use trefoil_policy::Permit;

use crate::db::{Tx, statement};
use crate::fault::Fault;
use crate::ledger::touched_read;
use crate::person::{Believed, believed_of};
use crate::ring::Ring;

statement! {
    WRITTEN_SINCE = "SELECT seq, touched FROM ledger_entry WHERE authority_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
    PERSONS_AFTER = "SELECT p.person_id, p.protected, p.version, v.record_id, v.version, v.wrapped_key, v.payload FROM person p JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.person_id AND v.version = p.version WHERE p.authority_id = $1 AND p.known_until IS NULL AND p.person_id > $2 ORDER BY p.person_id LIMIT $3";
    KEPT_APART = "SELECT person_id FROM kept_apart WHERE authority_id = $1 AND known_until IS NULL";
}

/// What a stretch of the ledger wrote.
#[derive(Debug, Default)]
pub struct Wrote {
    /// The number of the entry that comes next.
    pub next: u64,
    /// The last version written of each record, whatever kind of record it is.
    pub records: BTreeMap<PersonId, i64>,
    /// Whether there may be more.
    pub more: bool,
}

/// What the entries from a number on wrote, no more than `most` entries of them.
pub async fn written_since(
    tx: &mut Tx,
    authority: AuthorityId,
    from: u64,
    most: i64,
) -> Result<Wrote, Fault> {
    let at = i64::try_from(from).unwrap_or(i64::MAX);
    let values = [authority.into(), at.into(), most.into()];
    let rows = tx.all(&WRITTEN_SINCE, &values).await?;
    let mut wrote = Wrote {
        next: from,
        more: i64::try_from(rows.len()).is_ok_and(|read| read == most),
        ..Wrote::default()
    };
    for row in &rows {
        wrote.next = u64::try_from(row.int(0)?).unwrap_or(u64::MAX) + 1;
        let touched = touched_read(&row.blob(1)?);
        let touched = touched.ok_or_else(|| Fault::Broken("ledger_entry.touched".to_owned()))?;
        let written = touched.into_iter().filter(|touch| touch.version > 0);
        let written = written.map(|touch| (PersonId::from(touch.record), touch.version));
        wrote.records.extend(written);
    }
    Ok(wrote)
}

/// Persons in the order of their ids, after one of them or from the first on; the permit is leave to compare them.
pub async fn persons_after(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    after: Option<PersonId>,
    most: i64,
) -> Result<Vec<Believed>, Fault> {
    let after = after.map_or_else(uuid::Uuid::nil, PersonId::uuid);
    let values = [authority.into(), after.into(), most.into()];
    let rows = tx.all(&PERSONS_AFTER, &values).await?;
    rows.iter()
        .map(|row| believed_of(ring, authority, row))
        .collect()
}

/// Everybody whose identity is kept apart, which are a few; the permit is leave to compare them.
pub async fn kept_apart(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
) -> Result<BTreeSet<PersonId>, Fault> {
    let rows = tx.all(&KEPT_APART, &[authority.into()]).await?;
    rows.iter().map(|row| row.id(0)).collect()
}
