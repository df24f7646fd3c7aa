//! What was changed of an agency, a team or an account. Their own rows say what they are; what they were stands here.

use jiff::Timestamp;
use trefoil_core::change::{Change, Changed};
use trefoil_core::ids::{AuthorityId, ChangeId};
use trefoil_policy::Permit;
use uuid::Uuid;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::search::principal_key;

statement! {
    CHANGE_PUT = "INSERT INTO house_change (authority_id, change_id, subject, what, was, became, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    CHANGES_OF = "SELECT what, was, became, changed_at, changed_by FROM house_change WHERE authority_id = $1 AND subject = $2 ORDER BY changed_at DESC, change_id DESC";
}

/// A change as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// What.
    pub change: Change,
    /// When.
    pub at: Timestamp,
    /// By whom, as the ledger names them.
    pub by: String,
}

/// Keeps a change of an agency, a team or a worker.
pub async fn change_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    (id, subject): (ChangeId, Uuid),
    change: &Change,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        id.uuid().into(),
        subject.into(),
        change.what.code().into(),
        change.was.as_str().into(),
        change.became.as_str().into(),
        now.into(),
        principal_key(&permit.principal()).into(),
    ];
    tx.run_one(&CHANGE_PUT, &values).await
}

/// What was changed of an agency, a team or a worker, the latest first.
pub async fn changes_of(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    subject: Uuid,
) -> Result<Vec<ChangeRow>, Fault> {
    let key = [authority.into(), subject.into()];
    let rows = tx.all(&CHANGES_OF, &key).await?;
    let change = |row: &Row| {
        Ok(ChangeRow {
            change: Change {
                what: row.code(0, Changed::from_code)?,
                was: row.text(1)?,
                became: row.text(2)?,
            },
            at: row.time(3)?,
            by: row.text(4)?,
        })
    };
    rows.iter().map(change).collect()
}
