//! What was written of being on the list: sealed as versions of each entry, none ever changed.

use trefoil_core::high_risk::HighRiskContent;
use trefoil_core::ids::{AuthorityId, HighRiskId};
use trefoil_policy::Permit;

use super::HighRiskRow;
use crate::db::{Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open;

statement! {
    HIGH_RISK_SAID (List 2) = "SELECT v.record_id, v.version, v.wrapped_key, v.payload FROM version v WHERE v.authority_id = $1 AND v.record_id IN ({list}) ORDER BY v.record_id, v.version";
    HIGH_RISK_SAID_MORE = "UPDATE high_risk SET version = $4 WHERE authority_id = $1 AND entry_id = $2 AND version = $3 AND off_at IS NULL";
}

/// All that was written of these entries, in order.
pub async fn high_risk_said(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    entries: &[HighRiskId],
) -> Result<Vec<HighRiskContent>, Fault> {
    let list: Vec<Value> = entries.iter().map(|one| one.uuid().into()).collect();
    let rows = tx
        .all_of(&HIGH_RISK_SAID, &[authority.into()], list)
        .await?;
    let mut said = Vec::with_capacity(rows.len());
    for row in &rows {
        said.extend(open::<HighRiskContent>(ring, authority, row, 0)?);
    }
    said.sort_by_key(|one| one.at);
    Ok(said)
}

/// Says that something more was written of an entry, which stays as it is.
///
/// # Errors
/// `Stale` where somebody was faster.
pub async fn high_risk_said_more(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    met: &HighRiskRow,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        met.entry.uuid().into(),
        met.version.into(),
        (met.version + 1).into(),
    ];
    tx.run_one(&HIGH_RISK_SAID_MORE, &values).await
}
