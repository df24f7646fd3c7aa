//! Identity providers: whom they call what, and which sessions began with them.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, SessionId, WorkerId};

use crate::db::{Tx, statement};
use crate::fault::Fault;

statement! {
    LINK_PUT = "INSERT INTO worker_provider (authority_id, issuer, subject, worker_id, linked_at) VALUES ($1, $2, $3, $4, $5)";
    LINK_DROP = "DELETE FROM worker_provider WHERE authority_id = $1 AND issuer = $2 AND worker_id = $3";
    LINKED = "SELECT worker_id FROM worker_provider WHERE authority_id = $1 AND issuer = $2 AND subject = $3";
    LINKED_AT_ALL = "SELECT issuer FROM worker_provider WHERE authority_id = $1 AND worker_id = $2 LIMIT 1";
    BEGAN = "INSERT INTO session_provider (authority_id, session_id, issuer, subject, sid) VALUES ($1, $2, $3, $4, $5)";
    // Of a subject, or of one session of theirs: $5 is empty where every one is meant.
    END = "UPDATE session SET ended_at = $2 WHERE authority_id = $1 AND ended_at IS NULL AND session_id IN (SELECT p.session_id FROM session_provider p WHERE p.authority_id = $1 AND p.issuer = $3 AND p.subject = $4 AND ($5 = '' OR p.sid = $5))";
    END_SID = "UPDATE session SET ended_at = $2 WHERE authority_id = $1 AND ended_at IS NULL AND session_id IN (SELECT p.session_id FROM session_provider p WHERE p.authority_id = $1 AND p.issuer = $3 AND p.sid = $4)";
    ROLE_END = "UPDATE worker_role SET known_until = $4 WHERE authority_id = $1 AND worker_id = $2 AND role = $3 AND known_until IS NULL";
    ROLE_BEGIN = "INSERT INTO worker_role (authority_id, worker_id, role, known_from) VALUES ($1, $2, $3, $4)";
}

/// Links a worker to what a provider calls them, in the place of what it called them before.
///
/// # Errors
/// `Duplicate` where that is another worker's.
pub async fn provider_link(
    tx: &mut Tx,
    authority: AuthorityId,
    (issuer, subject): (&str, &str),
    worker: WorkerId,
    now: Timestamp,
) -> Result<(), Fault> {
    let theirs = [authority.into(), issuer.into(), worker.uuid().into()];
    tx.run(&LINK_DROP, &theirs).await?;
    let values = [
        authority.into(),
        issuer.into(),
        subject.into(),
        worker.uuid().into(),
        now.into(),
    ];
    tx.run_one(&LINK_PUT, &values).await
}

/// The worker whom a provider calls so.
pub async fn provider_linked(
    tx: &mut Tx,
    authority: AuthorityId,
    issuer: &str,
    subject: &str,
) -> Result<Option<WorkerId>, Fault> {
    let key = [authority.into(), issuer.into(), subject.into()];
    let row = tx.first(&LINKED, &key).await?;
    row.map(|row| row.id(0)).transpose()
}

/// Whether any provider vouches for a worker.
pub async fn provider_has(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<bool, Fault> {
    let key = [authority.into(), worker.uuid().into()];
    Ok(tx.first(&LINKED_AT_ALL, &key).await?.is_some())
}

/// Notes that a session began with a provider; `sid` is what it calls the session, empty where it does not say.
pub async fn provider_began(
    tx: &mut Tx,
    authority: AuthorityId,
    session: SessionId,
    (issuer, subject): (&str, &str),
    sid: &str,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        session.uuid().into(),
        issuer.into(),
        subject.into(),
        sid.into(),
    ];
    tx.run_one(&BEGAN, &values).await
}

/// Ends the sessions of a subject, of a session of the provider, or both where both are named; how many.
pub async fn provider_end(
    tx: &mut Tx,
    authority: AuthorityId,
    issuer: &str,
    (subject, sid): (&str, &str),
    now: Timestamp,
) -> Result<u64, Fault> {
    let place = [authority.into(), now.into(), issuer.into()];
    let [authority, now, issuer] = place;
    if subject.is_empty() {
        return tx
            .run(&END_SID, &[authority, now, issuer, sid.into()])
            .await;
    }
    let values = [authority, now, issuer, subject.into(), sid.into()];
    tx.run(&END, &values).await
}

/// Ends a worker's role.
pub async fn role_end(
    tx: &mut Tx,
    authority: AuthorityId,
    (worker, role): (WorkerId, &str),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        role.into(),
        now.into(),
    ];
    tx.run_one(&ROLE_END, &values).await
}

/// Begins a worker's role.
pub async fn role_begin(
    tx: &mut Tx,
    authority: AuthorityId,
    (worker, role): (WorkerId, &str),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        role.into(),
        now.into(),
    ];
    tx.run_one(&ROLE_BEGIN, &values).await
}
