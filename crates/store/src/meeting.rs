//! Meetings, who takes part, and the families that are listed: ids, times and codes alone.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, FamilyId, ListingId, MeetingId, WorkerId};
use trefoil_core::meeting::{ListingReason, MeetingKind};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_families;
use crate::search::principal_key;

statement! {
    MEETING_PUT = "INSERT INTO meeting (authority_id, meeting_id, kind, held_at, ends_at, chair_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    MADE_LATELY = "SELECT COUNT(*) FROM meeting WHERE authority_id = $1 AND held_at = $2 AND kind = $3 AND chair_id = $4 AND made_at >= $5";
    MEMBER_PUT = "INSERT INTO meeting_member (authority_id, meeting_id, worker_id) VALUES ($1, $2, $3)";
    MEETINGS_OF_WORKER = "SELECT m.meeting_id, m.kind, m.held_at, m.ends_at, w.name, m.chair_id FROM meeting_member p JOIN meeting m ON m.authority_id = p.authority_id AND m.meeting_id = p.meeting_id JOIN worker w ON w.authority_id = m.authority_id AND w.worker_id = m.chair_id WHERE p.authority_id = $1 AND p.worker_id = $2 AND m.ends_at > $3 ORDER BY m.held_at, m.meeting_id";
    MEETINGS_TO_COME = "SELECT m.meeting_id, m.kind, m.held_at, m.ends_at, w.name, m.chair_id FROM meeting m JOIN worker w ON w.authority_id = m.authority_id AND w.worker_id = m.chair_id WHERE m.authority_id = $1 AND m.held_at >= $2 ORDER BY m.held_at, m.meeting_id";
    MEMBERS_OF (List 2) = "SELECT p.meeting_id, w.name FROM meeting_member p JOIN meeting m ON m.authority_id = p.authority_id AND m.meeting_id = p.meeting_id JOIN worker w ON w.authority_id = p.authority_id AND w.worker_id = p.worker_id WHERE p.authority_id = $1 AND p.worker_id <> m.chair_id AND p.meeting_id IN ({list}) ORDER BY w.name";
    LISTED_FOR_WORKER = concat!("SELECT l.meeting_id, l.family_id, l.reason, l.listed_at FROM meeting_member p JOIN meeting m ON m.authority_id = p.authority_id AND m.meeting_id = p.meeting_id JOIN meeting_listing l ON l.authority_id = p.authority_id AND l.meeting_id = p.meeting_id AND l.ended_at IS NULL WHERE p.authority_id = $1 AND p.worker_id = $3 AND m.ends_at > $4 AND l.family_id NOT IN (", closed_families!(), ") ORDER BY l.listed_at, l.family_id");
    LISTED_TO (List 4) = "SELECT DISTINCT l.family_id FROM meeting_listing l JOIN meeting_member p ON p.authority_id = l.authority_id AND p.meeting_id = l.meeting_id AND p.worker_id = $2 JOIN meeting m ON m.authority_id = l.authority_id AND m.meeting_id = l.meeting_id WHERE l.authority_id = $1 AND l.ended_at IS NULL AND m.ends_at > $3 AND l.family_id IN ({list})";
    LISTINGS_OF_FAMILY = "SELECT l.listing_id, l.meeting_id, m.kind, m.held_at, m.ends_at, w.name, m.chair_id, l.reason, l.listed_at, b.name, l.ended_at FROM meeting_listing l JOIN meeting m ON m.authority_id = l.authority_id AND m.meeting_id = l.meeting_id JOIN worker w ON w.authority_id = m.authority_id AND w.worker_id = m.chair_id JOIN worker b ON b.authority_id = l.authority_id AND b.worker_id = l.listed_by WHERE l.authority_id = $1 AND l.family_id = $2 ORDER BY m.held_at DESC, l.listed_at DESC, l.listing_id";
    LISTED_ALREADY = "SELECT COUNT(*) FROM meeting_listing WHERE authority_id = $1 AND family_id = $2 AND meeting_id = $3 AND ended_at IS NULL";
    LISTING_PUT = "INSERT INTO meeting_listing (authority_id, listing_id, meeting_id, family_id, reason, listed_at, listed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LISTING_END = "UPDATE meeting_listing SET ended_at = $4, ended_by = $5 WHERE authority_id = $1 AND listing_id = $2 AND family_id = $3 AND ended_at IS NULL";
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The meeting.
    pub meeting: MeetingId,
    /// What kind.
    pub kind: MeetingKind,
    /// The start of its day.
    pub held_at: Timestamp,
    /// Until when it opens its families.
    pub ends_at: Timestamp,
    /// Who chairs it, by name.
    pub chair: String,
    /// Who chairs it.
    pub chair_id: WorkerId,
}

/// A family on a meeting's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The listing.
    pub listing: ListingId,
    /// For which meeting.
    pub meeting: Meeting,
    /// Why.
    pub reason: ListingReason,
    /// Since when.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// When it was taken off.
    pub ended_at: Option<Timestamp>,
}

/// A family on the list of one of a worker's own meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Which family.
    pub family: FamilyId,
    /// Why.
    pub reason: ListingReason,
    /// Since when.
    pub at: Timestamp,
}

fn meeting_of(row: &Row, first: usize) -> Result<Meeting, Fault> {
    Ok(Meeting {
        meeting: row.id(first)?,
        kind: row.code(first + 1, MeetingKind::from_code)?,
        held_at: row.time(first + 2)?,
        ends_at: row.time(first + 3)?,
        chair: row.text(first + 4)?,
        chair_id: row.id(first + 5)?,
    })
}

/// Arranges a meeting with its chair and those who take part. The chair takes part in it too.
pub async fn meeting_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (meeting, kind, chair): (MeetingId, MeetingKind, WorkerId),
    (held_at, ends_at, made_at): (Timestamp, Timestamp, Timestamp),
    members: &[WorkerId],
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        meeting.uuid().into(),
        kind.code().into(),
        held_at.into(),
        ends_at.into(),
        chair.uuid().into(),
        made_at.into(),
    ];
    tx.run_one(&MEETING_PUT, &values).await?;
    for member in members.iter().chain([&chair]) {
        let values = [
            authority.into(),
            meeting.uuid().into(),
            member.uuid().into(),
        ];
        tx.run_one(&MEMBER_PUT, &values).await?;
    }
    Ok(())
}

/// Whether this chair arranged a meeting of this kind on this day since then.
pub async fn made_lately(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (kind, chair): (MeetingKind, WorkerId),
    (held_at, since): (Timestamp, Timestamp),
) -> Result<bool, Fault> {
    let values = [
        authority.into(),
        held_at.into(),
        kind.code().into(),
        chair.uuid().into(),
        since.into(),
    ];
    Ok(tx.one(&MADE_LATELY, &values).await?.int(0)? > 0)
}

/// The meetings that a worker chairs or takes part in and that still open their families, the soonest first; with the names of
/// those who take part.
pub async fn meetings_of_worker(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<(Meeting, Vec<String>)>, Fault> {
    let key = [authority.into(), worker.uuid().into(), now.into()];
    let rows = tx.all(&MEETINGS_OF_WORKER, &key).await?;
    let meetings: Vec<Meeting> = rows
        .iter()
        .map(|row| meeting_of(row, 0))
        .collect::<Result<_, Fault>>()?;
    let list: Vec<Value> = meetings
        .iter()
        .map(|one| one.meeting.uuid().into())
        .collect();
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let names = tx.all_of(&MEMBERS_OF, &[authority.into()], list).await?;
    let names: Vec<(MeetingId, String)> = names
        .iter()
        .map(|row| Ok((row.id(0)?, row.text(1)?)))
        .collect::<Result<_, Fault>>()?;
    let with_members = |meeting: Meeting| {
        let own = names.iter().filter(|(of, _)| *of == meeting.meeting);
        let own = own.map(|(_, name)| name.clone()).collect();
        (meeting, own)
    };
    Ok(meetings.into_iter().map(with_members).collect())
}

/// The meetings from an instant on, the soonest first: for whoever lists a family.
pub async fn meetings_to_come(
    tx: &mut Tx,
    authority: AuthorityId,
    from: Timestamp,
) -> Result<Vec<Meeting>, Fault> {
    let rows = tx
        .all(&MEETINGS_TO_COME, &[authority.into(), from.into()])
        .await?;
    rows.iter().map(|row| meeting_of(row, 0)).collect()
}

/// The families on the lists of a worker's meetings, but those that their interests close.
pub async fn listed_for_worker(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<Listed>, Fault> {
    let values = [
        authority.into(),
        principal_key(&permit.principal()).into(),
        worker.uuid().into(),
        now.into(),
    ];
    let listed = |row: &Row| {
        Ok(Listed {
            meeting: row.id(0)?,
            family: row.id(1)?,
            reason: row.code(2, ListingReason::from_code)?,
            at: row.time(3)?,
        })
    };
    let rows = tx.all(&LISTED_FOR_WORKER, &values).await?;
    rows.iter().map(listed).collect()
}

/// Which of these families are listed for a meeting of the worker's that opens them now: facts for the policy.
pub(crate) async fn listed_to(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    families: &[FamilyId],
    now: Timestamp,
) -> Result<BTreeSet<FamilyId>, Fault> {
    let list: Vec<Value> = families.iter().map(|one| one.uuid().into()).collect();
    let key = [authority.into(), worker.uuid().into(), now.into()];
    let rows = tx.all_of(&LISTED_TO, &key, list).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// Every listing of a family, the latest meeting first: for those who see all that its workers share.
pub async fn listings_of_family(
    tx: &mut Tx,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Listing>, Fault> {
    let Subject::Family(family) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(CompartmentKind::Shared, Aspect::Full) {
        return Ok(Vec::new());
    }
    let listing = |row: &Row| {
        Ok(Listing {
            listing: row.id(0)?,
            meeting: meeting_of(row, 1)?,
            reason: row.code(7, ListingReason::from_code)?,
            at: row.time(8)?,
            by: row.text(9)?,
            ended_at: row.time_or_none(10)?,
        })
    };
    let values = [authority.into(), family.uuid().into()];
    let rows = tx.all(&LISTINGS_OF_FAMILY, &values).await?;
    rows.iter().map(listing).collect()
}

/// Lists a family.
///
/// # Errors
/// `Duplicate` where it is on that meeting's list already.
pub async fn listing_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (listing, meeting, family): (ListingId, MeetingId, FamilyId),
    reason: ListingReason,
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let key = [
        authority.into(),
        family.uuid().into(),
        meeting.uuid().into(),
    ];
    if tx.one(&LISTED_ALREADY, &key).await?.int(0)? > 0 {
        return Err(Fault::Duplicate);
    }
    let values = [
        authority.into(),
        listing.uuid().into(),
        meeting.uuid().into(),
        family.uuid().into(),
        reason.code().into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&LISTING_PUT, &values).await
}

/// Takes a family off a list.
///
/// # Errors
/// `Stale` where it was taken off already, or is no listing of this family.
pub async fn listing_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (listing, family): (ListingId, FamilyId),
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        listing.uuid().into(),
        family.uuid().into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&LISTING_END, &values).await
}
