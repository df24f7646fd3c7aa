//! Of which contacts nobody has proved yet who sent them. A row holds ids, a time and who said so; how they know is sealed with what they wrote.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId};
use trefoil_policy::Permit;

use crate::db::{Tx, statement};
use crate::fault::Fault;
use crate::search::principal_key;

statement! {
    UNPROVED_PUT (Rows 2) = "INSERT INTO unproved (authority_id, contact_id) VALUES {rows}";
    UNPROVED_END = "UPDATE unproved SET proved_at = $3, proved_by = $4 WHERE authority_id = $1 AND contact_id = $2 AND proved_at IS NULL";
    PROVED = "SELECT proved_at, proved_by FROM unproved WHERE authority_id = $1 AND contact_id = $2 AND proved_at IS NOT NULL";
}

/// The contact of the entry `e`, where nobody has proved who sent it.
macro_rules! unproved_of {
    () => {
        "(SELECT u.contact_id FROM unproved u WHERE u.authority_id = e.authority_id AND u.contact_id = e.contact_id AND u.proved_at IS NULL)"
    };
}
pub(crate) use unproved_of;

/// Says of contacts that came in that nobody has proved who sent them.
pub async fn unproved_put(
    tx: &mut Tx,
    authority: AuthorityId,
    contacts: &[ContactId],
) -> Result<(), Fault> {
    let rows = contacts.iter();
    let rows = rows.map(|one| vec![authority.into(), one.uuid().into()]);
    tx.run_rows(&UNPROVED_PUT, rows.collect()).await.map(drop)
}

/// Says that it is proved who sent a contact.
pub async fn unproved_end(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    contact: ContactId,
    now: Timestamp,
) -> Result<(), Fault> {
    let by = principal_key(&permit.principal());
    let values = [
        authority.into(),
        contact.uuid().into(),
        now.into(),
        by.into(),
    ];
    tx.run(&UNPROVED_END, &values).await.map(drop)
}

/// When somebody said who sent a contact, and who did, as the ledger names them; nothing where nobody has.
pub async fn proved(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
) -> Result<Option<(Timestamp, String)>, Fault> {
    let row = tx
        .first(&PROVED, &[authority.into(), contact.uuid().into()])
        .await?;
    row.map(|row| Ok((row.time(0)?, row.text(1)?))).transpose()
}
