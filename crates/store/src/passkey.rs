//! Workers' passkeys: found by the keyed hash of their credential id, opened with the authority's keys. What they prove is checked
//! by the caller.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, PasskeyId, WorkerId};
use trefoil_core::passkey::PasskeyContent;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

/// The columns of a passkey, in the order in which it is read.
macro_rules! columns {
    () => {
        "SELECT v.record_id, v.version, v.wrapped_key, v.payload, p.worker_id, p.added_at, p.used_at, p.copied_at FROM passkey p JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.passkey_id AND v.version = 1 WHERE p.authority_id = $1 AND p.ended_at IS NULL AND "
    };
}

statement! {
    PASSKEY_PUT = "INSERT INTO passkey (authority_id, passkey_id, worker_id, credential, counter, added_at) VALUES ($1, $2, $3, $4, 0, $5)";
    PASSKEYS_OF = concat!(columns!(), "p.worker_id = $2 ORDER BY p.added_at, p.passkey_id");
    PASSKEY_BY = concat!(columns!(), "p.credential = $2");
    // A key that counts must count on. Both sides are looked at in one statement: of two answers with one count, one is late.
    PASSKEY_USED = "UPDATE passkey SET counter = $3, used_at = $4 WHERE authority_id = $1 AND passkey_id = $2 AND ended_at IS NULL AND copied_at IS NULL AND (counter < $3 OR ($3 = 0 AND counter = 0))";
    PASSKEY_COPIED = "UPDATE passkey SET copied_at = $3 WHERE authority_id = $1 AND passkey_id = $2 AND copied_at IS NULL";
    PASSKEY_END = "UPDATE passkey SET ended_at = $4 WHERE authority_id = $1 AND worker_id = $2 AND passkey_id = $3 AND ended_at IS NULL";
    PASSKEYS_END = "UPDATE passkey SET ended_at = $3 WHERE authority_id = $1 AND worker_id = $2 AND ended_at IS NULL";
}

/// A new passkey; its content is written as a version.
#[derive(Debug, Clone, Copy)]
pub struct NewPasskey {
    /// The passkey.
    pub passkey: PasskeyId,
    /// Whose.
    pub worker: WorkerId,
    /// The keyed hash of its credential id.
    pub credential: i64,
}

/// A passkey that was not removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The passkey.
    pub passkey: PasskeyId,
    /// Whose.
    pub worker: WorkerId,
    /// Its name and its key.
    pub content: PasskeyContent,
    /// Since when.
    pub added_at: Timestamp,
    /// Last used.
    pub used_at: Option<Timestamp>,
    /// Since when it opens nothing, because it may have been copied.
    pub copied_at: Option<Timestamp>,
}

fn passkey_row(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Passkey, Fault> {
    Ok(Passkey {
        passkey: row.id(0)?,
        content: open_whole(ring, authority, row, 0)?,
        worker: row.id(4)?,
        added_at: row.time(5)?,
        used_at: row.time_or_none(6)?,
        copied_at: row.time_or_none(7)?,
    })
}

/// Writes a passkey.
///
/// # Errors
/// `Duplicate` where its credential is kept already, whosever it is.
pub async fn passkey_put(
    tx: &mut Tx,
    authority: AuthorityId,
    new: NewPasskey,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        new.passkey.uuid().into(),
        new.worker.uuid().into(),
        new.credential.into(),
        now.into(),
    ];
    tx.run_one(&PASSKEY_PUT, &values).await
}

/// A worker's passkeys, the oldest first.
pub async fn passkeys_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<Vec<Passkey>, Fault> {
    let key = [authority.into(), worker.uuid().into()];
    let rows = tx.all(&PASSKEYS_OF, &key).await?;
    rows.iter()
        .map(|row| passkey_row(ring, authority, row))
        .collect()
}

/// The passkey of a credential.
pub async fn passkey_by(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    credential: i64,
) -> Result<Option<Passkey>, Fault> {
    let key = [authority.into(), credential.into()];
    let row = tx.first(&PASSKEY_BY, &key).await?;
    row.map(|row| passkey_row(ring, authority, &row))
        .transpose()
}

/// Notes that a passkey was used, and what it counted.
///
/// # Errors
/// `Stale` where it did not count on, or opens nothing any more.
pub async fn passkey_used(
    tx: &mut Tx,
    authority: AuthorityId,
    (passkey, counter): (PasskeyId, i64),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        passkey.uuid().into(),
        counter.into(),
        now.into(),
    ];
    tx.run_one(&PASSKEY_USED, &values).await
}

/// Stops a passkey that may have been copied.
pub async fn passkey_copied(
    tx: &mut Tx,
    authority: AuthorityId,
    passkey: PasskeyId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), passkey.uuid().into(), now.into()];
    tx.run(&PASSKEY_COPIED, &values).await.map(drop)
}

/// Removes one of a worker's passkeys; `false` where it is none of theirs.
pub async fn passkey_end(
    tx: &mut Tx,
    authority: AuthorityId,
    (worker, passkey): (WorkerId, PasskeyId),
    now: Timestamp,
) -> Result<bool, Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        passkey.uuid().into(),
        now.into(),
    ];
    Ok(tx.run(&PASSKEY_END, &values).await? > 0)
}

/// Removes every passkey of a worker.
pub async fn passkeys_end(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), worker.uuid().into(), now.into()];
    tx.run(&PASSKEYS_END, &values).await.map(drop)
}
