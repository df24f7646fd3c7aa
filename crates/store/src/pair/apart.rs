//! Identities that are kept apart: set and seen by the custodian alone.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, PersonId};
use trefoil_policy::Permit;

use crate::db::{Tx, Value, statement};
use crate::fault::Fault;
use crate::search::principal_key;

statement! {
    APART_SINCE = "SELECT known_from FROM kept_apart WHERE authority_id = $1 AND person_id = $2 AND known_until IS NULL";
    APART_PUT = "INSERT INTO kept_apart (authority_id, person_id, made_by, known_from) VALUES ($1, $2, $3, $4)";
    APART_END = "UPDATE kept_apart SET known_until = $4, undone_by = $3 WHERE authority_id = $1 AND person_id = $2 AND known_until IS NULL";
}

/// Since when somebody's identity is kept apart; `None` where it is not.
pub async fn apart_since(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    person: PersonId,
) -> Result<Option<Timestamp>, Fault> {
    let values = [authority.into(), person.uuid().into()];
    let row = tx.first(&APART_SINCE, &values).await?;
    row.map(|row| row.time(0)).transpose()
}

/// Says that somebody's identity is kept apart.
pub async fn apart_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = said(authority, permit, person, now);
    tx.run_one(&APART_PUT, &values).await
}

/// Says that it is not any more.
pub async fn apart_end(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = said(authority, permit, person, now);
    tx.run_one(&APART_END, &values).await
}

/// Of whom it is said, by whom, and when.
fn said(authority: AuthorityId, permit: &Permit, person: PersonId, now: Timestamp) -> [Value; 4] {
    let by = principal_key(&permit.principal());
    [
        authority.into(),
        person.uuid().into(),
        by.into(),
        now.into(),
    ]
}
