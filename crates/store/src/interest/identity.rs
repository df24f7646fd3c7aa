//! Who workers are outside work: sealed, and found by keyed lookups alone.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, WorkerId};
use trefoil_core::interest::WorkerIdentity;
use trefoil_policy::Permit;

use crate::db::{Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::version::open_whole;

statement! {
    IDENTITY_PUT = "INSERT INTO worker_identity (authority_id, worker_id, version, recorded_at, recorded_by) VALUES ($1, $2, 1, $3, $4) ON CONFLICT (authority_id, worker_id) DO UPDATE SET version = worker_identity.version + 1, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by RETURNING version";
    IDENTITY_SINCE = "SELECT recorded_at FROM worker_identity WHERE authority_id = $1 AND worker_id = $2";
    IDENTITIES (List 2) = "SELECT w.worker_id, v.record_id, v.version, v.wrapped_key, v.payload FROM worker_identity w JOIN version v ON v.authority_id = w.authority_id AND v.record_id = w.worker_id AND v.version = w.version WHERE w.authority_id = $1 AND w.worker_id IN ({list})";
    KEYS_PUT (Rows 3) = "INSERT INTO worker_key (authority_id, key, worker_id) VALUES {rows} ON CONFLICT (authority_id, key, worker_id) DO NOTHING";
    KEYS_DROP = "DELETE FROM worker_key WHERE authority_id = $1 AND worker_id = $2";
    OF_MAIL = "SELECT worker_id FROM worker WHERE authority_id = $1 AND email = $2 AND closed_at IS NULL";
    BY_KEYS (List 2) = "SELECT key, worker_id FROM worker_key WHERE authority_id = $1 AND key IN ({list})";
}

/// Says that a worker's identity is recorded; the version under which it is to be sealed.
pub async fn identity_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    worker: WorkerId,
    now: Timestamp,
) -> Result<i64, Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        now.into(),
        principal_key(&permit.principal()).into(),
    ];
    tx.one(&IDENTITY_PUT, &values).await?.int(0)
}

/// Since when a worker's identity is recorded as it is.
pub async fn identity_since(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<Option<Timestamp>, Fault> {
    let values = [authority.into(), worker.uuid().into()];
    let row = tx.first(&IDENTITY_SINCE, &values).await?;
    row.map(|row| row.time(0)).transpose()
}

/// Who these workers are, for an act that compares them; the act's permit is the leave.
pub async fn identities_for_act(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    workers: &[WorkerId],
) -> Result<Vec<(WorkerId, WorkerIdentity)>, Fault> {
    let list: Vec<Value> = workers.iter().map(|one| one.uuid().into()).collect();
    let rows = tx.all_of(&IDENTITIES, &[authority.into()], list).await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, open_whole(ring, authority, row, 1)?)))
        .collect()
}

/// Writes a worker's lookups anew.
pub async fn worker_keys_renew(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    worker: WorkerId,
    keys: &[i64],
) -> Result<(), Fault> {
    tx.run(&KEYS_DROP, &[authority.into(), worker.uuid().into()])
        .await?;
    let rows = keys
        .iter()
        .map(|key| vec![authority.into(), (*key).into(), worker.uuid().into()]);
    tx.run_rows(&KEYS_PUT, rows.collect()).await.map(drop)
}

/// Who among the workers shares a key with somebody: ids alone.
pub async fn workers_by_keys(
    tx: &mut Tx,
    authority: AuthorityId,
    keys: Vec<i64>,
) -> Result<Vec<(i64, WorkerId)>, Fault> {
    let list = keys.into_iter().map(Value::from).collect();
    let rows = tx.all_of(&BY_KEYS, &[authority.into()], list).await?;
    rows.iter()
        .map(|row| Ok((row.int(0)?, row.id(1)?)))
        .collect()
}

/// The worker who signs in with an e-mail address; `None` where nobody does, or their account is closed.
pub async fn worker_of_mail(
    tx: &mut Tx,
    authority: AuthorityId,
    mail: &str,
) -> Result<Option<WorkerId>, Fault> {
    let row = tx.first(&OF_MAIL, &[authority.into(), mail.into()]).await?;
    row.map(|row| row.id(0)).transpose()
}
