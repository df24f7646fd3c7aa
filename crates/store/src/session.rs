//! Sessions on the server, and one-time sign-in links. Only hashes of tokens are kept.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, SessionId, WorkerId};
use trefoil_core::sign_in_link::LinkOpens;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;

statement! {
    SESSION_PUT = "INSERT INTO session (authority_id, token_hash, session_id, worker_id, csrf, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $6)";
    SESSION_READ = "SELECT session_id, worker_id, csrf, created_at, seen_at, confirmed_at FROM session WHERE authority_id = $1 AND token_hash = $2 AND ended_at IS NULL";
    SESSION_SEEN = "UPDATE session SET seen_at = $3 WHERE authority_id = $1 AND token_hash = $2 AND seen_at < $3";
    SESSION_END = "UPDATE session SET ended_at = $3 WHERE authority_id = $1 AND token_hash = $2 AND ended_at IS NULL";
    SESSIONS_OPEN = "SELECT session_id, worker_id, csrf, created_at, seen_at, confirmed_at FROM session WHERE authority_id = $1 AND worker_id = $2 AND created_at >= $3 AND seen_at >= $4 AND ended_at IS NULL ORDER BY created_at DESC, session_id";
    SESSIONS_END_OTHERS = "UPDATE session SET ended_at = $4 WHERE authority_id = $1 AND worker_id = $2 AND session_id <> $3 AND ended_at IS NULL";
    SESSIONS_END_ALL = "UPDATE session SET ended_at = $3 WHERE authority_id = $1 AND worker_id = $2 AND ended_at IS NULL";
    SESSION_CONFIRMED = "UPDATE session SET confirmed_at = $4 WHERE authority_id = $1 AND worker_id = $2 AND session_id = $3 AND ended_at IS NULL";
    LINKS_END = "UPDATE sign_in_link SET used_at = $3 WHERE authority_id = $1 AND worker_id = $2 AND used_at IS NULL";
    LINK_PUT = "INSERT INTO sign_in_link (authority_id, token_hash, worker_id, expires_at, opens) VALUES ($1, $2, $3, $4, $5)";
    LINK_READ = "SELECT worker_id, opens FROM sign_in_link WHERE authority_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > $3";
    LINK_USE = "UPDATE sign_in_link SET used_at = $3 WHERE authority_id = $1 AND token_hash = $2 AND opens = $4 AND used_at IS NULL AND expires_at > $3 RETURNING worker_id";
}

/// A signed-in visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub worker: WorkerId,
    /// What forms of this session must carry.
    pub csrf: Vec<u8>,
    /// Since when.
    pub created_at: Timestamp,
    /// Last seen, to a minute.
    pub seen_at: Timestamp,
    /// When they last showed again who they are.
    pub confirmed_at: Option<Timestamp>,
}

/// Writes a session.
pub async fn session_put(
    tx: &mut Tx,
    authority: AuthorityId,
    token_hash: &[u8],
    session: &Session,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        token_hash.to_vec().into(),
        session.session.uuid().into(),
        session.worker.uuid().into(),
        session.csrf.clone().into(),
        session.created_at.into(),
    ];
    tx.run_one(&SESSION_PUT, &values).await
}

/// The live session of a token.
pub async fn session_read(
    tx: &mut Tx,
    authority: AuthorityId,
    token_hash: &[u8],
) -> Result<Option<Session>, Fault> {
    let row = tx
        .first(
            &SESSION_READ,
            &[authority.into(), token_hash.to_vec().into()],
        )
        .await?;
    row.map(|row| session_row(&row)).transpose()
}

fn session_row(row: &Row) -> Result<Session, Fault> {
    Ok(Session {
        session: row.id(0)?,
        worker: row.id(1)?,
        csrf: row.blob(2)?,
        created_at: row.time(3)?,
        seen_at: row.time(4)?,
        confirmed_at: row.time_or_none(5)?,
    })
}

/// Notes that whoever is signed in has shown again who they are.
pub async fn session_confirmed(
    tx: &mut Tx,
    authority: AuthorityId,
    (worker, session): (WorkerId, SessionId),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        session.uuid().into(),
        now.into(),
    ];
    tx.run_one(&SESSION_CONFIRMED, &values).await
}

/// A worker's sessions that were not ended, began at `began` or after and were seen at `seen` or after; the newest first.
pub async fn sessions_open(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    began: Timestamp,
    seen: Timestamp,
) -> Result<Vec<Session>, Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        began.into(),
        seen.into(),
    ];
    let rows = tx.all(&SESSIONS_OPEN, &values).await?;
    rows.iter().map(session_row).collect()
}

/// Ends every session of a worker but one.
pub async fn sessions_end_others(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    but: SessionId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker.uuid().into(),
        but.uuid().into(),
        now.into(),
    ];
    tx.run(&SESSIONS_END_OTHERS, &values).await.map(drop)
}

/// Ends every session of a worker.
pub async fn sessions_end_all(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(
        &SESSIONS_END_ALL,
        &[authority.into(), worker.uuid().into(), now.into()],
    )
    .await
    .map(drop)
}

/// Ends every sign-in link of a worker that was not used yet.
pub async fn links_end(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(
        &LINKS_END,
        &[authority.into(), worker.uuid().into(), now.into()],
    )
    .await
    .map(drop)
}

/// Notes that a session was seen.
pub async fn session_seen(
    tx: &mut Tx,
    authority: AuthorityId,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(
        &SESSION_SEEN,
        &[authority.into(), token_hash.to_vec().into(), now.into()],
    )
    .await
    .map(drop)
}

/// Ends a session.
pub async fn session_end(
    tx: &mut Tx,
    authority: AuthorityId,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(
        &SESSION_END,
        &[authority.into(), token_hash.to_vec().into(), now.into()],
    )
    .await
    .map(drop)
}

/// Writes a one-time sign-in link.
pub async fn link_put(
    tx: &mut Tx,
    authority: AuthorityId,
    token_hash: &[u8],
    (worker, opens): (WorkerId, LinkOpens),
    expires_at: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        token_hash.to_vec().into(),
        worker.uuid().into(),
        expires_at.into(),
        opens.code().into(),
    ];
    tx.run_one(&LINK_PUT, &values).await
}

/// Whose a link is and what it opens, without using it; `None` where it was used, is too old or never was.
pub async fn link_read(
    tx: &mut Tx,
    authority: AuthorityId,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<(WorkerId, LinkOpens)>, Fault> {
    let values = [authority.into(), token_hash.to_vec().into(), now.into()];
    let row = tx.first(&LINK_READ, &values).await?;
    row.map(|row| Ok((row.id(0)?, row.code(1, LinkOpens::from_code)?)))
        .transpose()
}

/// Uses a one-time sign-in link up; whose it was, or `None` where it was used, is too old or never was.
pub async fn link_use(
    tx: &mut Tx,
    authority: AuthorityId,
    token_hash: &[u8],
    opens: LinkOpens,
    now: Timestamp,
) -> Result<Option<WorkerId>, Fault> {
    let values = [
        authority.into(),
        token_hash.to_vec().into(),
        now.into(),
        opens.code().into(),
    ];
    let row = tx.first(&LINK_USE, &values).await?;
    row.map(|row| row.id(0)).transpose()
}
