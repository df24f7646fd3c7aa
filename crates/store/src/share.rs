//! Shares of a strand with one worker, for a time: who, how much, what for, on which law, until when. Looked at again at each read.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ShareId, StrandId, WorkerId};
use trefoil_core::place::PlaceKinds;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::share::{LawfulBasis, SharePurpose, ShareTerms};
use trefoil_core::strand::Aspect;
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;

statement! {
    SHARE_PUT = "INSERT INTO strand_share (authority_id, share_id, strand_id, worker_id, aspect, places, purpose, basis, made_at, made_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    SHARE_RECALL = "UPDATE strand_share SET recalled_at = $4, recalled_by = $5 WHERE authority_id = $1 AND share_id = $2 AND strand_id = $3 AND recalled_at IS NULL AND expires_at > $4";
    SHARES_OF = "SELECT h.share_id, t.name, h.aspect, h.places, h.purpose, h.basis, h.made_at, m.name, h.expires_at, h.recalled_at, b.name FROM strand_share h JOIN worker t ON t.authority_id = h.authority_id AND t.worker_id = h.worker_id JOIN worker m ON m.authority_id = h.authority_id AND m.worker_id = h.made_by LEFT JOIN worker b ON b.authority_id = h.authority_id AND b.worker_id = h.recalled_by WHERE h.authority_id = $1 AND h.strand_id = $2 ORDER BY h.made_at DESC, h.share_id DESC";
    SHARES_TO (List 3) = "SELECT strand_id, aspect, places, expires_at, recalled_at FROM strand_share WHERE authority_id = $1 AND worker_id = $2 AND strand_id IN ({list})";
    SHARES_LIVE (List 3) = "SELECT DISTINCT worker_id FROM strand_share WHERE authority_id = $1 AND expires_at > $2 AND recalled_at IS NULL AND strand_id IN ({list})";
}

/// A share as those see it whose strand it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The share.
    pub share: ShareId,
    /// With whom.
    pub to: String,
    /// How much.
    pub aspect: Aspect,
    /// Of which kinds places too.
    pub places: PlaceKinds,
    /// What for.
    pub purpose: SharePurpose,
    /// On which law.
    pub basis: LawfulBasis,
    /// When it was made.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// When it was recalled, and by whom.
    pub recalled: Option<(Timestamp, String)>,
}

/// What a worker was given of a strand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given {
    pub(crate) strand: StrandId,
    pub(crate) aspect: Aspect,
    pub(crate) places: PlaceKinds,
    pub(crate) live: bool,
}

impl Given {
    /// Of which kinds it gives places.
    pub(crate) fn places_now(&self) -> PlaceKinds {
        let every = leaks(Leak::ShareLocated);
        let every = every || (leaks(Leak::ShareKinds) && !self.places.is_none());
        if every { PlaceKinds::ALL } else { self.places }
    }
}

/// Shares a strand.
pub async fn share_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (share, strand, to): (ShareId, StrandId, WorkerId),
    terms: &ShareTerms,
    (by, at, expires_at): (WorkerId, Timestamp, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        share.uuid().into(),
        strand.uuid().into(),
        to.uuid().into(),
        terms.aspect.code().into(),
        terms.places.code().into(),
        terms.purpose.code().into(),
        terms.basis.code().into(),
        at.into(),
        by.uuid().into(),
        expires_at.into(),
    ];
    tx.run_one(&SHARE_PUT, &values).await
}

/// Recalls a share.
///
/// # Errors
/// `Stale` where it holds no longer, or is none of this strand.
pub async fn share_recall(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (share, strand): (ShareId, StrandId),
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        share.uuid().into(),
        strand.uuid().into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&SHARE_RECALL, &values).await
}

/// The shares of a strand, ended ones too, newest first: for a sight that knows whose the strand is; the caller has leave for its door.
pub async fn shares_of_strand(
    tx: &mut Tx,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Share>, Fault> {
    let Subject::Strand(strand, kind) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(kind, Aspect::Needs) {
        return Ok(Vec::new());
    }
    let share = |row: &Row| {
        Ok(Share {
            share: row.id(0)?,
            to: row.text(1)?,
            aspect: row.code(2, Aspect::from_code)?,
            places: row.code(3, PlaceKinds::from_code)?,
            purpose: row.code(4, SharePurpose::from_code)?,
            basis: row.code(5, LawfulBasis::from_code)?,
            at: row.time(6)?,
            by: row.text(7)?,
            expires_at: row.time(8)?,
            recalled: row
                .time_or_none(9)?
                .map(|at| Ok::<_, Fault>((at, row.text_or_none(10)?.unwrap_or_default())))
                .transpose()?,
        })
    };
    let values = [authority.into(), strand.uuid().into()];
    tx.all(&SHARES_OF, &values)
        .await?
        .iter()
        .map(share)
        .collect()
}

/// What of these strands was shared with a worker, ever: facts for the policy.
pub(crate) async fn shares_to(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    strands: &[StrandId],
    now: Timestamp,
) -> Result<Vec<Given>, Fault> {
    let list: Vec<Value> = strands.iter().map(|one| one.uuid().into()).collect();
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let key = [authority.into(), worker.uuid().into()];
    let given = |row: &Row| {
        let (expires_at, recalled) = (row.time(3)?, row.time_or_none(4)?);
        Ok(Given {
            strand: row.id(0)?,
            aspect: row.code(1, Aspect::from_code)?,
            places: row.code(2, PlaceKinds::from_code)?,
            live: (recalled.is_none() || leaks(Leak::ShareRecallLost))
                && (expires_at > now || leaks(Leak::ShareForEver)),
        })
    };
    let rows = tx.all_of(&SHARES_TO, &key, list).await?;
    rows.iter().map(given).collect()
}

/// Workers with whom one of these strands is shared now.
pub async fn shared_now(
    tx: &mut Tx,
    authority: AuthorityId,
    strands: &[StrandId],
    now: Timestamp,
) -> Result<Vec<WorkerId>, Fault> {
    let list: Vec<Value> = strands.iter().map(|one| one.uuid().into()).collect();
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let key = [authority.into(), now.into()];
    let rows = tx.all_of(&SHARES_LIVE, &key, list).await?;
    rows.iter().map(|row| row.id(0)).collect()
}
