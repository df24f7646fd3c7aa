//! Key adults: which workers are told at which school, and the one-time links by which they set their authenticator app up.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, WorkerId};
use trefoil_core::school::Urn;
use trefoil_policy::Permit;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;

statement! {
    ADULT_PUT = "INSERT INTO school_adult (authority_id, urn, worker_id, place, known_from, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)";
    ADULT_END = "UPDATE school_adult SET known_until = $4 WHERE authority_id = $1 AND urn = $2 AND worker_id = $3 AND known_until IS NULL";
    ADULTS_OF (List 2) = "SELECT a.urn, a.worker_id, w.name, w.email, a.place, a.known_from, (SELECT MAX(l.used_at) FROM adult_link l WHERE l.authority_id = a.authority_id AND l.worker_id = a.worker_id), EXISTS (SELECT 1 FROM worker_identity i WHERE i.authority_id = a.authority_id AND i.worker_id = a.worker_id) FROM school_adult a JOIN worker w ON w.authority_id = a.authority_id AND w.worker_id = a.worker_id AND w.closed_at IS NULL WHERE a.authority_id = $1 AND a.known_until IS NULL AND a.urn IN ({list})";
    ADULTS_ALL = "SELECT a.urn, COUNT(*) FROM school_adult a JOIN worker w ON w.authority_id = a.authority_id AND w.worker_id = a.worker_id AND w.closed_at IS NULL WHERE a.authority_id = $1 AND a.known_until IS NULL GROUP BY a.urn";
    ADULTS_HISTORY = "SELECT w.name, a.known_from, a.known_until, a.recorded_by FROM school_adult a JOIN worker w ON w.authority_id = a.authority_id AND w.worker_id = a.worker_id WHERE a.authority_id = $1 AND a.urn = $2 ORDER BY a.known_from DESC, a.worker_id";
    ADULT_LINK_PUT = "INSERT INTO adult_link (authority_id, token_hash, worker_id, expires_at) VALUES ($1, $2, $3, $4)";
    ADULT_LINK_READ = "SELECT l.worker_id FROM adult_link l JOIN worker w ON w.authority_id = l.authority_id AND w.worker_id = l.worker_id AND w.closed_at IS NULL WHERE l.authority_id = $1 AND l.token_hash = $2 AND l.used_at IS NULL AND l.expires_at > $3";
    ADULT_LINK_USE = "UPDATE adult_link SET used_at = $3 WHERE authority_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > $3";
}

/// A key adult of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adult {
    /// The school.
    pub urn: i64,
    /// The worker.
    pub worker: WorkerId,
    /// What they are called.
    pub name: String,
    /// Where they are written to.
    pub email: String,
    /// Which they are in order, from 1.
    pub place: i64,
    /// Since when.
    pub known_from: Timestamp,
    /// When they set their authenticator app up.
    pub enrolled_at: Option<Timestamp>,
    /// Whether it is recorded who they are outside work: without it nobody can tell whether a family is theirs.
    pub identified: bool,
}

/// A key adult as they were known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdultRow {
    /// What they are called.
    pub name: String,
    /// Since when.
    pub known_from: Timestamp,
    /// Until when.
    pub known_until: Option<Timestamp>,
    /// By whom, as the ledger writes it.
    pub recorded_by: String,
}

fn adult_of(row: &Row) -> Result<Adult, Fault> {
    Ok(Adult {
        urn: row.int(0)?,
        worker: row.id(1)?,
        name: row.text(2)?,
        email: row.text(3)?,
        place: row.int(4)?,
        known_from: row.time(5)?,
        enrolled_at: row.time_or_none(6)?,
        identified: row.bool(7)?,
    })
}

/// Makes a worker a key adult of a school.
///
/// # Errors
/// `Duplicate` where they are already.
pub async fn adult_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    (urn, worker): (Urn, WorkerId),
    (by, now): (&str, Timestamp),
) -> Result<(), Fault> {
    let known = adults_of(tx, authority, permit, &[urn]).await?;
    if known.iter().any(|one| one.worker == worker) {
        return Err(Fault::Duplicate);
    }
    let place = known.iter().map(|one| one.place).max().unwrap_or(0) + 1;
    let values = [
        authority.into(),
        urn.number().into(),
        worker.uuid().into(),
        place.into(),
        now.into(),
        by.into(),
    ];
    tx.run_one(&ADULT_PUT, &values).await
}

/// Says that a worker is no key adult of a school any more.
///
/// # Errors
/// `Stale` where they are not.
pub async fn adult_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (urn, worker): (Urn, WorkerId),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        urn.number().into(),
        worker.uuid().into(),
        now.into(),
    ];
    tx.run_one(&ADULT_END, &values).await
}

/// The key adults of these schools, in order.
pub async fn adults_of(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    urns: &[Urn],
) -> Result<Vec<Adult>, Fault> {
    let list: Vec<Value> = urns.iter().map(|urn| urn.number().into()).collect();
    let rows = tx.all_of(&ADULTS_OF, &[authority.into()], list).await?;
    let mut found: Vec<Adult> = rows.iter().map(adult_of).collect::<Result<_, _>>()?;
    found.sort_by_key(|one| (one.urn, one.place, one.worker));
    Ok(found)
}

/// How many key adults each school has.
pub async fn adults_all(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
) -> Result<Vec<(i64, i64)>, Fault> {
    let rows = tx.all(&ADULTS_ALL, &[authority.into()]).await?;
    rows.iter()
        .map(|row| Ok((row.int(0)?, row.int(1)?)))
        .collect()
}

/// Everybody who was a key adult of a school, the latest first.
pub async fn adults_history(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    urn: Urn,
) -> Result<Vec<AdultRow>, Fault> {
    let key = [authority.into(), urn.number().into()];
    let row = |row: &Row| {
        Ok(AdultRow {
            name: row.text(0)?,
            known_from: row.time(1)?,
            known_until: row.time_or_none(2)?,
            recorded_by: row.text(3)?,
        })
    };
    tx.all(&ADULTS_HISTORY, &key)
        .await?
        .iter()
        .map(row)
        .collect()
}

/// Writes a one-time link, by its token's hash.
pub async fn adult_link_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (hash, worker): (&[u8], WorkerId),
    expires_at: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        hash.to_vec().into(),
        worker.uuid().into(),
        expires_at.into(),
    ];
    tx.run_one(&ADULT_LINK_PUT, &values).await
}

/// Whose a link is, while it can be used.
pub async fn adult_link_read(
    tx: &mut Tx,
    authority: AuthorityId,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<WorkerId>, Fault> {
    let values = [authority.into(), hash.to_vec().into(), now.into()];
    tx.first(&ADULT_LINK_READ, &values)
        .await?
        .map(|row| row.id(0))
        .transpose()
}

/// Uses a link up.
///
/// # Errors
/// `Stale` where it was used, or is too old.
pub async fn adult_link_use(
    tx: &mut Tx,
    authority: AuthorityId,
    hash: &[u8],
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), hash.to_vec().into(), now.into()];
    tx.run_one(&ADULT_LINK_USE, &values).await
}
