//! Workers who have gone: their account opens nothing any more, and what was theirs for a time ends. What they did stays under their
//! name, and so do strands until they are allocated to somebody else.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId, WorkerId};
use trefoil_core::principal::{Principal, WorkerFacts};
use trefoil_policy::Permit;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::passkey::passkeys_end;
use crate::search::grants_put;
use crate::session::{links_end, sessions_end_all};
use crate::worker::{facts, facts_found};

statement! {
    AT_WORK = concat!(facts!(), " AND w.closed_at IS NULL");
    GONE = "SELECT worker_id, name, email, closed_at FROM worker WHERE authority_id = $1 AND closed_at IS NOT NULL ORDER BY name, worker_id";
    CLOSE = "UPDATE worker SET closed_at = $3, password_hash = NULL, totp_wrapped = NULL WHERE authority_id = $1 AND worker_id = $2 AND closed_at IS NULL";
    ROLES_END = "UPDATE worker_role SET known_until = $3 WHERE authority_id = $1 AND worker_id = $2 AND known_until IS NULL";
    SHARES_END = "UPDATE strand_share SET recalled_at = $3, recalled_by = $4 WHERE authority_id = $1 AND worker_id = $2 AND recalled_at IS NULL AND expires_at > $3";
    COVERS_END = "UPDATE worker_cover SET known_until = $3 WHERE authority_id = $1 AND (cover_id = $2 OR covered_id = $2) AND known_until > $3";
    HOLDING_ENDS = "UPDATE allocation SET known_until = $3 WHERE authority_id = $1 AND worker_id = $2 AND known_until IS NULL";
    HANDED_BACK = "UPDATE contact SET worker_id = NULL, team_id = NULL, taken_at = NULL WHERE authority_id = $1 AND worker_id = $2 AND state = 'waiting' RETURNING contact_id";
}

/// A worker as the policy needs to know them, where their account is not closed: for whatever lets somebody in.
pub async fn worker_at_work(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<Option<WorkerFacts>, Fault> {
    facts_found(tx, &AT_WORK, (authority, worker)).await
}

/// An account that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Whose.
    pub worker: WorkerId,
    /// What they are called.
    pub name: String,
    /// Where they signed in.
    pub email: String,
    /// When.
    pub at: Timestamp,
}

/// Every account that was closed, by name.
pub async fn workers_gone(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<Gone>, Fault> {
    let rows = tx.all(&GONE, &[authority.into()]).await?;
    let gone = |row: &Row| {
        Ok(Gone {
            worker: row.id(0)?,
            name: row.text(1)?,
            email: row.text(2)?,
            at: row.time(3)?,
        })
    };
    rows.iter().map(gone).collect()
}

/// Closes an account, and ends with it: sessions, links, passkeys, roles and what they reach, shares with its worker, covers by and
/// for them, and what they held in the hub's queue, which is answered.
///
/// # Errors
/// `Stale` where it is closed already.
pub async fn account_close(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<ContactId>, Fault> {
    let whose: [Value; 3] = [authority.into(), worker.uuid().into(), now.into()];
    tx.run_one(&CLOSE, &whose).await?;
    sessions_end_all(tx, authority, worker, now).await?;
    links_end(tx, authority, worker, now).await?;
    passkeys_end(tx, authority, worker, now).await?;
    grants_put(tx, authority, &Principal::Worker(worker), &[]).await?;
    let by: Value = match permit.principal() {
        Principal::Worker(by) => by.uuid().into(),
        _ => worker.uuid().into(),
    };
    tx.run(&SHARES_END, &[&whose[..], &[by]].concat()).await?;
    for ends in [&ROLES_END, &COVERS_END] {
        tx.run(ends, &whose).await?;
    }
    handed_back(tx, whose).await
}

/// Hands back whatever a worker holds in the hub's queue, which is answered.
pub async fn contacts_hand_back(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<ContactId>, Fault> {
    handed_back(tx, [authority.into(), worker.uuid().into(), now.into()]).await
}

async fn handed_back(tx: &mut Tx, whose: [Value; 3]) -> Result<Vec<ContactId>, Fault> {
    tx.run(&HOLDING_ENDS, &whose).await?;
    let [authority, worker, _] = whose;
    let back = tx.all(&HANDED_BACK, &[authority, worker]).await?;
    back.iter().map(|row| row.id(0)).collect()
}
