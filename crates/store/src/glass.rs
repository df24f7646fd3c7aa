//! Broken glass: one strand, open to one worker, for a time that was fixed when it was broken. There is no statement that changes a
//! row.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::glass::{GlassFound, GlassReason};
use trefoil_core::ids::{AuthorityId, GlassId, StrandId, WorkerId};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Permit;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;

statement! {
    GLASS_PUT = "INSERT INTO glass (authority_id, glass_id, worker_id, strand_id, found, reason, broken_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    GLASS_LIVE = "SELECT strand_id, ends_at FROM glass WHERE authority_id = $1 AND worker_id = $2 AND ends_at > $3 AND broken_at <= $3 AND strand_id IS NOT NULL ORDER BY broken_at, strand_id";
    GLASS = "SELECT glass_id, worker_id, strand_id, found, reason, broken_at, ends_at FROM glass WHERE authority_id = $1 AND glass_id = $2";
    GLASS_ON = "SELECT DISTINCT g.worker_id FROM glass g WHERE g.authority_id = $1 AND g.strand_id = $2 AND g.ends_at > $3 AND g.broken_at <= $3";
}

/// A broken glass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlassRow {
    /// Which.
    pub glass: GlassId,
    /// By whom.
    pub worker: WorkerId,
    /// What it opens; nothing where nobody fits.
    pub strand: Option<StrandId>,
    /// What it met.
    pub found: GlassFound,
    /// Why, from the list.
    pub reason: GlassReason,
    /// When.
    pub broken_at: Timestamp,
    /// Until when it opens the strand.
    pub ends_at: Timestamp,
}

/// Writes it; the worker's words are written as a version.
pub async fn glass_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    row: &GlassRow,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        row.glass.uuid().into(),
        row.worker.uuid().into(),
        row.strand.map(StrandId::uuid).into(),
        row.found.code().into(),
        row.reason.code().into(),
        row.broken_at.into(),
        row.ends_at.into(),
    ];
    tx.run_one(&GLASS_PUT, &values).await
}

/// The strands that the worker's broken glass opens now, each with its end.
pub async fn glass_live(
    tx: &mut Tx,
    authority: AuthorityId,
    worker: WorkerId,
    now: Timestamp,
) -> Result<Vec<(StrandId, Timestamp)>, Fault> {
    let now = if leaks(Leak::GlassForEver) {
        now.saturating_sub(SignedDuration::from_hours(48))
            .unwrap_or(now)
    } else {
        now
    };
    let values = [authority.into(), worker.uuid().into(), now.into()];
    let rows = tx.all(&GLASS_LIVE, &values).await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, row.time(1)?)))
        .collect()
}

/// Who holds broken glass on a strand now.
pub async fn glass_on(
    tx: &mut Tx,
    authority: AuthorityId,
    strand: StrandId,
    now: Timestamp,
) -> Result<Vec<WorkerId>, Fault> {
    let values = [authority.into(), strand.uuid().into(), now.into()];
    let rows = tx.all(&GLASS_ON, &values).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// One broken glass, for its review.
pub async fn glass(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    glass: GlassId,
) -> Result<Option<GlassRow>, Fault> {
    let values = [authority.into(), glass.uuid().into()];
    let row = tx.first(&GLASS, &values).await?;
    row.as_ref().map(glass_of).transpose()
}

fn glass_of(row: &Row) -> Result<GlassRow, Fault> {
    Ok(GlassRow {
        glass: row.id(0)?,
        worker: row.id(1)?,
        strand: row.id_or_none(2)?,
        found: row.code(3, GlassFound::from_code)?,
        reason: row.code(4, GlassReason::from_code)?,
        broken_at: row.time(5)?,
        ends_at: row.time(6)?,
    })
}
