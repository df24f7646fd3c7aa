//! What follows decisions: rows hold ids, times and codes; who is told what, and what came of it, is sealed, labelled with the contact.
//! What a worker's interests close is not there for them.

use jiff::Timestamp;
use trefoil_core::follow::{FollowContent, FollowKind, FollowState, NotToldWhy};
use trefoil_core::ids::{AuthorityId, ContactId, FollowId, SightingId};
use trefoil_policy::{Permit, Sight};

use crate::contact::seen_whole;
use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::ring::Ring;
use crate::search::{asked_by, principal_key};
use crate::version::open_whole;

/// The columns of what follows with its content, the same in each statement.
macro_rules! columns {
    () => {
        "f.follow_id, f.contact_id, f.root_id, f.kind, f.state, f.why, f.version, f.since, f.moved_at, f.moved_by, v.record_id, v.version, v.wrapped_key, v.payload FROM follow_up f JOIN version v ON v.authority_id = f.authority_id AND v.record_id = f.follow_id AND v.version = f.version"
    };
}

/// What follows a decision of a contact that goes on as another is for whoever decided it, who knows no better; for everybody else what
/// follows the other is what follows.
macro_rules! theirs {
    () => {
        "NOT EXISTS (SELECT 1 FROM reroute t WHERE t.authority_id = f.authority_id AND t.was_id = f.contact_id AND t.principal <> $2)"
    };
}

/// How many columns stand before the content's.
const COLUMNS: usize = 10;

statement! {
    FOLLOWS_PUT (Rows 11) = "INSERT INTO follow_up (authority_id, follow_id, contact_id, root_id, kind, state, version, since, made_at, moved_at, moved_by) VALUES {rows}";
    FOLLOWS_IN = concat!("SELECT ", columns!(), " WHERE f.authority_id = $1 AND f.state = $3 AND f.contact_id NOT IN (", closed_contacts!(), ") AND ", theirs!(), " ORDER BY f.since, f.contact_id, f.kind DESC, f.follow_id LIMIT $4");
    FOLLOW_READ = concat!("SELECT ", columns!(), " WHERE f.authority_id = $1 AND f.follow_id = $3 AND f.contact_id NOT IN (", closed_contacts!(), ") AND ", theirs!());
    FOLLOWS_OF_CONTACT = concat!("SELECT ", columns!(), " WHERE f.authority_id = $1 AND f.contact_id = $2 ORDER BY f.made_at, f.follow_id");
    FOLLOW_TELLER = concat!("SELECT f.follow_id FROM follow_up f WHERE f.authority_id = $1 AND f.contact_id = $3 AND f.kind = 'referrer' AND f.contact_id NOT IN (", closed_contacts!(), ") AND ", theirs!(), " ORDER BY f.made_at DESC, f.follow_id LIMIT 1");
    FOLLOW_MOVE = "UPDATE follow_up SET state = $4, why = $5, version = $6, moved_at = $7, moved_by = $8 WHERE authority_id = $1 AND follow_id = $2 AND version = $3";
}

/// A row of what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowRow {
    /// Which.
    pub follow: FollowId,
    /// Of which contact.
    pub contact: ContactId,
    /// About which child alone.
    pub child: Option<SightingId>,
    /// What.
    pub kind: FollowKind,
    /// Where it stands.
    pub state: FollowState,
    /// Why nobody was told.
    pub why: Option<NotToldWhy>,
    /// The version of its content.
    pub version: i64,
    /// When its clock began; when it ends is computed, and in the same order.
    pub since: Timestamp,
    /// When it was last moved.
    pub moved_at: Timestamp,
    /// By whom, as the ledger names them.
    pub moved_by: String,
}

/// A row with what it holds.
pub type Whole = (FollowRow, FollowContent);

fn row_of(row: &Row) -> Result<FollowRow, Fault> {
    let why = row.text_or_none(5)?;
    Ok(FollowRow {
        follow: row.id(0)?,
        contact: row.id(1)?,
        child: row.id_or_none(2)?,
        kind: row.code(3, FollowKind::from_code)?,
        state: row.code(4, FollowState::from_code)?,
        why: why.and_then(|code| NotToldWhy::from_code(&code)),
        version: row.int(6)?,
        since: row.time(7)?,
        moved_at: row.time(8)?,
        moved_by: row.text(9)?,
    })
}

fn whole(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Whole, Fault> {
    Ok((row_of(row)?, open_whole(ring, authority, row, COLUMNS)?))
}

/// Writes what follows a decision; the content of each is its first version.
pub async fn follows_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    rows: &[FollowRow],
) -> Result<(), Fault> {
    let rows = rows.iter().map(|row| {
        vec![
            authority.into(),
            row.follow.uuid().into(),
            row.contact.uuid().into(),
            row.child.map(SightingId::uuid).into(),
            row.kind.code().into(),
            row.state.code().into(),
            row.version.into(),
            row.since.into(),
            row.moved_at.into(),
            row.moved_at.into(),
            row.moved_by.as_str().into(),
        ]
    });
    tx.run_rows(&FOLLOWS_PUT, rows.collect()).await.map(drop)
}

/// What stands so, what began first before the rest.
pub async fn follows_in(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    (state, limit): (FollowState, i64),
) -> Result<Vec<Whole>, Fault> {
    let values = [
        &asked_by(authority, permit)[..],
        &[state.code().into(), limit.into()],
    ]
    .concat();
    let rows = tx.all(&FOLLOWS_IN, &values).await?;
    rows.iter().map(|row| whole(ring, authority, row)).collect()
}

/// One; `None` where there is none that the one who asks may know of.
pub async fn follow_read(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    permit: &Permit,
    follow: FollowId,
) -> Result<Option<Whole>, Fault> {
    let values = [&asked_by(authority, permit)[..], &[follow.uuid().into()]].concat();
    let row = tx.first(&FOLLOW_READ, &values).await?;
    row.map(|row| whole(ring, authority, &row)).transpose()
}

/// The telling of who told the hub of a decided contact; `None` where there is none that the one who asks may know of.
pub async fn follow_of_teller(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    contact: ContactId,
) -> Result<Option<FollowId>, Fault> {
    let values = [&asked_by(authority, permit)[..], &[contact.uuid().into()]].concat();
    let row = tx.first(&FOLLOW_TELLER, &values).await?;
    row.map(|row| row.id(0)).transpose()
}

/// What follows the decision of the contact of a full sight.
pub async fn follows_of_contact(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Whole>, Fault> {
    let Some(contact) = seen_whole(sight) else {
        return Ok(Vec::new());
    };
    let values = [authority.into(), contact.uuid().into()];
    let rows = tx.all(&FOLLOWS_OF_CONTACT, &values).await?;
    rows.iter().map(|row| whole(ring, authority, row)).collect()
}

/// Moves one on from the version that was met; `Stale` where somebody was faster. What came of it is its next version.
pub async fn follow_move(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    met: &FollowRow,
    (state, why): (FollowState, Option<NotToldWhy>),
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        met.follow.uuid().into(),
        met.version.into(),
        state.code().into(),
        why.map(|why| why.code().to_owned()).into(),
        (met.version + 1).into(),
        now.into(),
        principal_key(&permit.principal()).into(),
    ];
    tx.run_one(&FOLLOW_MOVE, &values).await
}
