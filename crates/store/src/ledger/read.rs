//! Reading entries, newest first: who did what on what, without content. For auditors.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, WorkerId};
use trefoil_policy::Permit;
use uuid::Uuid;

use crate::db::{Tx, statement};
use crate::fault::Fault;

statement! {
    // The acts are those of the index `ledger_opened`, as written there.
    OPENED (List 3) = "SELECT at, principal, act FROM ledger_entry WHERE authority_id = $1 AND act IN ('strand_view', 'person_view', 'person_view_past', 'contact_view', 'contact_view_past', 'glass_break', 'output_view') AND at >= $2 AND outcome = 'done' AND principal_kind = 'worker' AND subject IN ({list})";
    ENTRIES_PAGE = "SELECT seq, at, principal_kind, principal, act, outcome, subject_kind, subject, purpose FROM ledger_entry WHERE authority_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
}

/// An entry as an auditor reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Its place in the ledger, from 0.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// The kind of principal.
    pub principal_kind: String,
    /// Which principal.
    pub principal: String,
    /// The act's code.
    pub act: String,
    /// The outcome's code.
    pub outcome: String,
    /// The subject's kind.
    pub subject_kind: String,
    /// The subject.
    pub subject: Option<Uuid>,
    /// Why.
    pub purpose: String,
}

/// Up to `limit` entries before `before`, newest first.
pub async fn entries_page(
    tx: &mut Tx,
    authority: AuthorityId,
    before: i64,
    limit: i64,
) -> Result<Vec<EntryRow>, Fault> {
    let rows = tx
        .all(
            &ENTRIES_PAGE,
            &[authority.into(), before.into(), limit.into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(EntryRow {
                seq: row.int(0)?,
                at: row.time(1)?,
                principal_kind: row.text(2)?,
                principal: row.text(3)?,
                act: row.text(4)?,
                outcome: row.text(5)?,
                subject_kind: row.text(6)?,
                subject: row.id_or_none(7)?,
                purpose: row.text(8)?,
            })
        })
        .collect()
}

/// Somebody who opened a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub worker: WorkerId,
    /// The act's code.
    pub act: String,
}

/// Who opened these records since an instant, newest first; the permit is leave to know it.
pub async fn opened(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    subjects: &[Uuid],
    since: Timestamp,
) -> Result<Vec<Opening>, Fault> {
    let list = subjects.iter().map(|one| (*one).into()).collect();
    let rows = tx
        .all_of(&OPENED, &[authority.into(), since.into()], list)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let worker = row.text(1)?.parse();
        let worker = worker.map_err(|_| Fault::Broken("ledger_entry.principal".to_owned()))?;
        found.push(Opening {
            at: row.time(0)?,
            worker,
            act: row.text(2)?,
        });
    }
    found.sort_by_key(|one| (std::cmp::Reverse(one.at), one.worker));
    Ok(found)
}
