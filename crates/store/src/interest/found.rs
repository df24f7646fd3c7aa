//! Where a worker was found among the people of contacts, what was decided about it, and the work that is taken from them without
//! a word.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ConflictId, ContactId, SightingId, WorkerId};
use trefoil_core::interest::{InterestState, Likenesses};
use trefoil_core::principal::Principal;
use trefoil_core::sighting::Sighting;
use trefoil_policy::Permit;
use uuid::Uuid;

use super::cut::{closed_contacts, closed_families, cut_contacts};
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::sighting::{SightingRow, row_of};
use crate::version::open_whole;

statement! {
    INTEREST_PUT = "INSERT INTO interest (authority_id, interest_id, worker_id, state, raised_at, version) VALUES ($1, $2, $3, $4, $5, 0)";
    INTEREST_DECIDED = "UPDATE interest SET state = $3, decided_at = $4, decided_by = $5, version = version + 1 WHERE authority_id = $1 AND interest_id = $2 AND version = $6";
    IN_DECIDED = "UPDATE interest_in SET state = $3 WHERE authority_id = $1 AND interest_id = $2";
    IN_PUT = "INSERT INTO interest_in (authority_id, principal, root_id, contact_id, interest_id, state, likeness) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (authority_id, principal, root_id) DO UPDATE SET interest_id = excluded.interest_id, state = excluded.state, likeness = excluded.likeness";
    LIKENESS_PUT = "UPDATE interest_in SET likeness = $4 WHERE authority_id = $1 AND principal = $2 AND root_id = $3";
    IN_AT = "SELECT interest_id, state, likeness FROM interest_in WHERE authority_id = $1 AND principal = $2 AND root_id = $3";
    LIVE_OF = "SELECT DISTINCT i.interest_id, i.state FROM interest_in i WHERE i.authority_id = $1 AND i.principal = $2 AND i.state <> 'refused'";
    COVERED = concat!("SELECT contact_id FROM (", cut_contacts!("i.interest_id = $2"), ") w WHERE contact_id = $3");
    REFUSED_OF = "SELECT x.sighting_id, x.root_id, x.contact_id, x.ordinal, x.role, x.child, x.protects, x.person_id, x.known_from, x.received_at, v.record_id, v.version, v.wrapped_key, v.payload, i.interest_id, i.likeness FROM interest_in i JOIN sighting x ON x.authority_id = i.authority_id AND x.root_id = i.root_id AND x.known_until IS NULL JOIN version v ON v.authority_id = x.authority_id AND v.record_id = x.sighting_id AND v.version = 1 WHERE i.authority_id = $1 AND i.principal = $2 AND i.state = 'refused'";
    PRINCIPALS_LIVE = "SELECT DISTINCT i.principal FROM interest_in i WHERE i.authority_id = $1 AND i.state IN ('pending', 'confirmed')";
    HELD_CONTACTS = concat!("SELECT c.contact_id FROM contact c WHERE c.authority_id = $1 AND c.state = 'waiting' AND c.worker_id = $3 AND c.contact_id IN (", closed_contacts!(), ")");
    HELD_STRANDS = concat!("SELECT a.strand_id FROM strand_worker a JOIN strand s ON s.authority_id = a.authority_id AND s.strand_id = a.strand_id WHERE a.authority_id = $1 AND a.worker_id = $3 AND a.known_until IS NULL AND s.family_id IN (", closed_families!(), ")");
    CONTACT_FREE = "UPDATE contact SET worker_id = NULL, team_id = NULL, taken_at = NULL WHERE authority_id = $1 AND contact_id = $2 AND worker_id = $3";
    CONTACT_END = "UPDATE allocation SET known_until = $4 WHERE authority_id = $1 AND contact_id = $2 AND worker_id = $3 AND known_until IS NULL";
    STRAND_FREE = "UPDATE strand_worker SET known_until = $4 WHERE authority_id = $1 AND strand_id = $2 AND worker_id = $3 AND known_until IS NULL";
}

/// An interest's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterestRow {
    /// The interest.
    pub interest: ConflictId,
    /// Whose.
    pub worker: WorkerId,
    /// Where it stands.
    pub state: InterestState,
    /// When it was found.
    pub raised_at: Timestamp,
    /// How often it was decided.
    pub version: i64,
}

/// A worker found in somebody of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The interest.
    pub interest: ConflictId,
    /// Where it stands.
    pub state: InterestState,
    /// In what they are like each other.
    pub likeness: Likenesses,
}

pub(super) fn interest_of(row: &Row) -> Result<InterestRow, Fault> {
    Ok(InterestRow {
        interest: row.id(0)?,
        worker: row.id(1)?,
        state: row.code(2, InterestState::from_code)?,
        raised_at: row.time(3)?,
        version: row.int(4)?,
    })
}

fn worker_key(worker: WorkerId) -> String {
    principal_key(&Principal::Worker(worker))
}

/// Writes a new interest.
pub async fn interest_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    row: &InterestRow,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        row.interest.uuid().into(),
        row.worker.uuid().into(),
        row.state.code().into(),
        row.raised_at.into(),
    ];
    tx.run_one(&INTEREST_PUT, &values).await
}

/// Decides an interest, and everything in which it was found with it.
///
/// # Errors
/// `Stale` where somebody else decided it meanwhile.
pub async fn interest_decided(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    row: &InterestRow,
    state: InterestState,
    now: Timestamp,
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let place: [Value; 3] = [
        authority.into(),
        row.interest.uuid().into(),
        state.code().into(),
    ];
    let rest = [now.into(), by.into(), row.version.into()];
    tx.run_one(&INTEREST_DECIDED, &[&place[..], &rest[..]].concat())
        .await?;
    tx.run(&IN_DECIDED, &place).await.map(drop)
}

/// Says that a worker was found in somebody of a contact.
pub async fn in_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    worker: WorkerId,
    (root, contact): (SightingId, ContactId),
    held: Held,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker_key(worker).into(),
        root.uuid().into(),
        contact.uuid().into(),
        held.interest.uuid().into(),
        held.state.code().into(),
        held.likeness.bits().into(),
    ];
    tx.run(&IN_PUT, &values).await.map(drop)
}

/// Says in what more they are like each other.
pub async fn likeness_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (worker, root): (WorkerId, SightingId),
    likeness: Likenesses,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        worker_key(worker).into(),
        root.uuid().into(),
        likeness.bits().into(),
    ];
    tx.run(&LIKENESS_PUT, &values).await.map(drop)
}

/// What is held of a worker in somebody of a contact.
pub async fn held_in(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    root: SightingId,
) -> Result<Option<Held>, Fault> {
    let values = [
        authority.into(),
        worker_key(worker).into(),
        root.uuid().into(),
    ];
    let row = tx.first(&IN_AT, &values).await?;
    row.map(|row| {
        Ok(Held {
            interest: row.id(0)?,
            state: row.code(1, InterestState::from_code)?,
            likeness: Likenesses::from_bits(row.int(2)?),
        })
    })
    .transpose()
}

/// The worker's interests that close something now.
pub async fn interests_at(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
) -> Result<Vec<(ConflictId, InterestState)>, Fault> {
    let values = [authority.into(), worker_key(worker).into()];
    let rows = tx.all(&LIVE_OF, &values).await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, row.code(1, InterestState::from_code)?)))
        .collect()
}

/// Whether the interest closes this contact already.
pub async fn interest_covering(
    tx: &mut Tx,
    authority: AuthorityId,
    interest: ConflictId,
    contact: ContactId,
) -> Result<bool, Fault> {
    let values = [
        authority.into(),
        interest.uuid().into(),
        contact.uuid().into(),
    ];
    Ok(tx.first(&COVERED, &values).await?.is_some())
}

/// In whom a worker was found and it was decided to be no interest, with what was known then.
pub struct Refused {
    /// The interest.
    pub interest: ConflictId,
    /// In what they are like each other.
    pub likeness: Likenesses,
    /// In whom.
    pub row: SightingRow,
    /// As described.
    pub seen: Sighting,
}

/// All of a worker's that were decided to be none, for an act that compares them; the act's permit is the leave.
pub async fn refused_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    worker: WorkerId,
) -> Result<Vec<Refused>, Fault> {
    let values = [authority.into(), worker_key(worker).into()];
    let rows = tx.all(&REFUSED_OF, &values).await?;
    rows.iter()
        .map(|row| {
            Ok(Refused {
                row: row_of(row)?,
                seen: open_whole(ring, authority, row, 10)?,
                interest: row.id(14)?,
                likeness: Likenesses::from_bits(row.int(15)?),
            })
        })
        .collect()
}

/// Workers to whom anything is closed.
pub async fn principals_live(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<WorkerId>, Fault> {
    let rows = tx.all(&PRINCIPALS_LIVE, &[authority.into()]).await?;
    let mut workers = Vec::with_capacity(rows.len());
    for row in &rows {
        let key = row.text(0)?;
        let id = key.strip_prefix("worker:").and_then(|id| id.parse().ok());
        workers.push(
            id.ok_or_else(|| Fault::Broken("interest_in.principal is no worker".to_owned()))?,
        );
    }
    Ok(workers)
}

/// Takes from a worker what is closed to them: contacts in hand go back to the queue, strands wait for another worker. What was
/// taken.
pub async fn reroute(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<Uuid>, Fault> {
    let place: [Value; 3] = [
        authority.into(),
        worker_key(worker).into(),
        worker.uuid().into(),
    ];
    let mut taken = Vec::new();
    for row in tx.all(&HELD_CONTACTS, &place).await? {
        let contact: Uuid = row.id(0)?;
        let values = [authority.into(), contact.into(), worker.uuid().into()];
        tx.run(&CONTACT_FREE, &values).await?;
        tx.run(&CONTACT_END, &[&values[..], &[now.into()]].concat())
            .await?;
        taken.push(contact);
    }
    for row in tx.all(&HELD_STRANDS, &place).await? {
        let strand: Uuid = row.id(0)?;
        let values = [
            authority.into(),
            strand.into(),
            worker.uuid().into(),
            now.into(),
        ];
        tx.run(&STRAND_FREE, &values).await?;
        taken.push(strand);
    }
    Ok(taken)
}
