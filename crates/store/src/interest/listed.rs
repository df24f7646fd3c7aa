//! Interests for those who decide about them: cut by their own grants and by their own interests, so that nobody decides, or learns
//! of, their own.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ConflictId, WorkerId};
use trefoil_core::interest::{InterestState, Likenesses};
use trefoil_core::note::NoteContent;
use trefoil_core::principal::Principal;
use trefoil_core::sighting::Sighting;
use trefoil_policy::Permit;

use super::cut::closed_contacts;
use super::found::{InterestRow, interest_of};
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::sighting::{SightingRow, row_of};
use crate::version::{open, open_whole};

/// Whose interests the principal at `$2` decides about: everybody's, or those of workers of their team; never their own, nor what
/// touches what is closed to themselves.
macro_rules! theirs {
    () => {
        concat!(
            "(EXISTS (SELECT 1 FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'authority') OR w.team_id IN (SELECT g.scope_id FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'team')) AND n.worker_id <> $3 AND NOT EXISTS (SELECT 1 FROM interest_in k WHERE k.authority_id = $1 AND k.interest_id = n.interest_id AND k.contact_id IN (",
            closed_contacts!(),
            "))"
        )
    };
}

statement! {
    LISTED = concat!("SELECT n.interest_id, n.worker_id, n.state, n.raised_at, n.version, n.decided_at, w.name FROM interest n JOIN worker w ON w.authority_id = n.authority_id AND w.worker_id = n.worker_id WHERE n.authority_id = $1 AND n.state = $4 AND n.raised_at >= $5 AND ", theirs!(), " ORDER BY n.raised_at, n.interest_id LIMIT 200");
    SEEN = concat!("SELECT n.interest_id, n.worker_id, n.state, n.raised_at, n.version, n.decided_at, w.name FROM interest n JOIN worker w ON w.authority_id = n.authority_id AND w.worker_id = n.worker_id WHERE n.authority_id = $1 AND n.interest_id = $4 AND ", theirs!());
    FOUND_IN = "SELECT s.sighting_id, s.root_id, s.contact_id, s.ordinal, s.role, s.child, s.protects, s.person_id, s.known_from, s.received_at, v.record_id, v.version, v.wrapped_key, v.payload, i.likeness FROM interest_in i JOIN sighting s ON s.authority_id = i.authority_id AND s.root_id = i.root_id AND s.known_until IS NULL JOIN version v ON v.authority_id = s.authority_id AND v.record_id = s.sighting_id AND v.version = 1 WHERE i.authority_id = $1 AND i.interest_id = $2 ORDER BY s.received_at DESC, s.ordinal";
    REASON = "SELECT v.record_id, v.version, v.wrapped_key, v.payload FROM interest n JOIN version v ON v.authority_id = n.authority_id AND v.record_id = n.interest_id AND v.version = n.version WHERE n.authority_id = $1 AND n.interest_id = $2";
}

/// An interest in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestListed {
    /// Its row.
    pub row: InterestRow,
    /// What the worker is called.
    pub name: String,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

/// An interest opened: in whom it was found, and why it was decided as it was.
pub struct InterestSeen {
    /// Its row.
    pub listed: InterestListed,
    /// In whom, newest contact first, and in what they are like the worker.
    pub found: Vec<(SightingRow, Sighting, Likenesses)>,
    /// Why it was decided so.
    pub reason: Option<String>,
}

fn listed_of(row: &Row) -> Result<InterestListed, Fault> {
    Ok(InterestListed {
        row: interest_of(row)?,
        decided_at: row.time_or_none(5)?,
        name: row.text(6)?,
    })
}

fn place(authority: AuthorityId, me: WorkerId) -> [Value; 3] {
    [
        authority.into(),
        principal_key(&Principal::Worker(me)).into(),
        me.uuid().into(),
    ]
}

/// Interests in one state, found since an instant, oldest first, that are this worker's to decide about.
pub async fn interests_listed(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    me: WorkerId,
    (state, since): (InterestState, Timestamp),
) -> Result<Vec<InterestListed>, Fault> {
    let values = [
        &place(authority, me)[..],
        &[state.code().into(), since.into()],
    ]
    .concat();
    let rows = tx.all(&LISTED, &values).await?;
    rows.iter().map(listed_of).collect()
}

/// One interest that is this worker's to decide about; `None` where there is none.
pub async fn interest_seen(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    (me, interest): (WorkerId, ConflictId),
) -> Result<Option<InterestSeen>, Fault> {
    let values = [&place(authority, me)[..], &[interest.uuid().into()]].concat();
    let Some(row) = tx.first(&SEEN, &values).await? else {
        return Ok(None);
    };
    let listed = listed_of(&row)?;
    let key = [authority.into(), interest.uuid().into()];
    let mut found = Vec::new();
    for row in tx.all(&FOUND_IN, &key).await? {
        let seen: Sighting = open_whole(ring, authority, &row, 10)?;
        found.push((row_of(&row)?, seen, Likenesses::from_bits(row.int(14)?)));
    }
    let reason = tx.first(&REASON, &key).await?;
    let reason = match reason {
        Some(row) => open::<NoteContent>(ring, authority, &row, 0)?.map(|one| one.text),
        None => None,
    };
    Ok(Some(InterestSeen {
        listed,
        found,
        reason,
    }))
}
