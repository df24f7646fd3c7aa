//! When schools were told, as facts that are ended where they are taken back and never removed: what reports count. Rows hold ids, times
//! and codes; which school it was is sealed with the notice.

use jiff::Timestamp;
use trefoil_core::ids::AuthorityId;
use trefoil_core::notice::told::Told;
use trefoil_policy::Permit;

use super::NoticeRow;
use crate::db::{Tx, statement};
use crate::fault::Fault;

statement! {
    TOLD_PUT = "INSERT INTO notice_step (authority_id, notice_id, version, step, dated_at, before_school, known_from, known_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (authority_id, notice_id, version, step) DO NOTHING";
    TOLD_BACK = "UPDATE notice_step SET known_until = $3 WHERE authority_id = $1 AND notice_id = $2 AND known_until IS NULL";
}

/// That a school was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldRow {
    /// How.
    pub told: Told,
    /// When.
    pub at: Timestamp,
    /// Whether that was before the school opened, as its days are known when this is recorded.
    pub before_school: bool,
    /// Since when it is known.
    pub known_from: Timestamp,
    /// When it was taken back.
    pub known_until: Option<Timestamp>,
}

/// Writes that a school was told, with the version of the notice by which it was. What was written of that version first stands.
pub async fn told_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    notice: &NoticeRow,
    told: &ToldRow,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        notice.notice.uuid().into(),
        notice.version.into(),
        told.told.code().into(),
        told.at.into(),
        told.before_school.into(),
        told.known_from.into(),
        told.known_until.into(),
    ];
    tx.run(&TOLD_PUT, &values).await.map(drop)
}

/// Takes back that a school was told: it was a mistake, or another school.
pub async fn told_back(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    notice: &NoticeRow,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), notice.notice.uuid().into(), now.into()];
    tx.run(&TOLD_BACK, &values).await.map(drop)
}
