//! Those to whom nothing of a family goes: a list that the protected side keeps and every output is held against.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, BarredId, FamilyId, WorkerId};
use trefoil_core::output::BarredContent;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    BARRED_PUT = "INSERT INTO barred (authority_id, barred_id, family_id, known_from, set_by) VALUES ($1, $2, $3, $4, $5)";
    BARRED_END = "UPDATE barred SET known_until = $4 WHERE authority_id = $1 AND barred_id = $2 AND family_id = $3 AND known_until IS NULL";
    BARRED_OF = "SELECT b.barred_id, v.record_id, v.version, v.wrapped_key, v.payload FROM barred b JOIN version v ON v.authority_id = b.authority_id AND v.record_id = b.barred_id AND v.version = 1 WHERE b.authority_id = $1 AND b.family_id = $2 AND b.known_until IS NULL ORDER BY b.barred_id";
}

/// Adds one; who it is is written as a version.
pub async fn barred_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (family, barred): (FamilyId, BarredId),
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        barred.uuid().into(),
        family.uuid().into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&BARRED_PUT, &values).await
}

/// Takes one off the list; that it was on it stays on record.
pub async fn barred_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (family, barred): (FamilyId, BarredId),
    at: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        barred.uuid().into(),
        family.uuid().into(),
        at.into(),
    ];
    tx.run_one(&BARRED_END, &values).await
}

async fn all_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    family: FamilyId,
) -> Result<Vec<(BarredId, BarredContent)>, Fault> {
    let rows = tx
        .all(&BARRED_OF, &[authority.into(), family.uuid().into()])
        .await?;
    let read = |row: &Row| Ok((row.id(0)?, open_whole(ring, authority, row, 1)?));
    rows.iter().map(read).collect()
}

/// The list as a worker of the protected side sees it; for anybody else none.
pub async fn barred_seen(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<(BarredId, BarredContent)>, Fault> {
    match sight.subject() {
        Subject::Family(family) if sight.sees(CompartmentKind::Shared, Aspect::Full) => {
            all_of(tx, ring, authority, family).await
        }
        _ => Ok(Vec::new()),
    }
}

/// The list for the guard, whose permit is the leave.
pub async fn barred_for_guard(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    family: FamilyId,
) -> Result<Vec<BarredContent>, Fault> {
    let all = all_of(tx, ring, authority, family).await?;
    Ok(all.into_iter().map(|(_, content)| content).collect())
}
