//! On which side of the wall somebody belongs who stood on both, as somebody recorded it. The reasons are sealed as versions; a
//! record ends the one before it, and none is written over.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use trefoil_core::aggressor::Finding;
use trefoil_core::ids::{AggressorId, AuthorityId, FamilyId, PersonId, WorkerId};
use trefoil_core::reason::Reason;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    AGGRESSOR_PUT = "INSERT INTO aggressor (authority_id, record_id, family_id, person_id, harms, known_from, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    AGGRESSOR_END = "UPDATE aggressor SET known_until = $4 WHERE authority_id = $1 AND family_id = $2 AND person_id = $3 AND known_until IS NULL";
    AGGRESSORS_NOW (List 2) = "SELECT family_id, person_id, harms FROM aggressor WHERE authority_id = $1 AND known_until IS NULL AND family_id IN ({list})";
    AGGRESSORS_OF = "SELECT a.record_id, a.person_id, a.harms, a.known_from, a.known_until, w.name, v.record_id, v.version, v.wrapped_key, v.payload FROM aggressor a JOIN worker w ON w.authority_id = a.authority_id AND w.worker_id = a.recorded_by JOIN version v ON v.authority_id = a.authority_id AND v.record_id = a.record_id AND v.version = 1 WHERE a.authority_id = $1 AND a.family_id = $2 ORDER BY a.known_from DESC, a.record_id DESC";
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The record.
    pub record: AggressorId,
    /// Of whom.
    pub person: PersonId,
    /// What was found.
    pub finding: Finding,
    /// Since when it is held.
    pub from: Timestamp,
    /// Until when it was held.
    pub until: Option<Timestamp>,
    /// Who recorded it.
    pub by: String,
    /// Why.
    pub reasons: Reason,
}

/// Records a finding; the one before it ends. The reasons are written as a version.
pub async fn aggressor_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    record: AggressorId,
    (family, person, finding): (FamilyId, PersonId, Finding),
    (by, at): (WorkerId, Timestamp),
) -> Result<(), Fault> {
    let ended = [
        authority.into(),
        family.uuid().into(),
        person.uuid().into(),
        at.into(),
    ];
    tx.run(&AGGRESSOR_END, &ended).await?;
    let values = [
        authority.into(),
        record.uuid().into(),
        family.uuid().into(),
        person.uuid().into(),
        (finding == Finding::Harms).into(),
        at.into(),
        by.uuid().into(),
    ];
    tx.run_one(&AGGRESSOR_PUT, &values).await
}

/// Of whom it is recorded now on which side they belong: facts for the policy.
pub(crate) async fn settled(
    tx: &mut Tx,
    authority: AuthorityId,
    families: &[FamilyId],
) -> Result<BTreeSet<(FamilyId, PersonId)>, Fault> {
    let found = now(tx, authority, families).await?;
    Ok(found.into_keys().collect())
}

/// What is recorded now of those who stood on both sides, for an act that must not name who harms; its permit is the leave.
pub async fn findings_now(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    families: &[FamilyId],
) -> Result<BTreeMap<(FamilyId, PersonId), Finding>, Fault> {
    now(tx, authority, families).await
}

async fn now(
    tx: &mut Tx,
    authority: AuthorityId,
    families: &[FamilyId],
) -> Result<BTreeMap<(FamilyId, PersonId), Finding>, Fault> {
    let list: Vec<Value> = families.iter().map(|one| one.uuid().into()).collect();
    let rows = tx
        .all_of(&AGGRESSORS_NOW, &[authority.into()], list)
        .await?;
    rows.iter()
        .map(|row| Ok(((row.id(0)?, row.id(1)?), finding_of(row, 2)?)))
        .collect()
}

fn finding_of(row: &Row, column: usize) -> Result<Finding, Fault> {
    Ok(if row.bool(column)? {
        Finding::Harms
    } else {
        Finding::Harmed
    })
}

/// Every record of a family, newest first: for those who see all that its workers share.
pub async fn aggressors_of_family(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<Vec<Recorded>, Fault> {
    let Subject::Family(family) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(CompartmentKind::Shared, Aspect::Full) {
        return Ok(Vec::new());
    }
    let recorded = |row: &Row| {
        Ok(Recorded {
            record: row.id(0)?,
            person: row.id(1)?,
            finding: finding_of(row, 2)?,
            from: row.time(3)?,
            until: row.time_or_none(4)?,
            by: row.text(5)?,
            reasons: open_whole(ring, authority, row, 6)?,
        })
    };
    let values = [authority.into(), family.uuid().into()];
    tx.all(&AGGRESSORS_OF, &values)
        .await?
        .iter()
        .map(recorded)
        .collect()
}
