//! Families tied to one another, for telling who decides about an interest what it closes.

use trefoil_core::ids::{AuthorityId, FamilyId, PersonId};
use trefoil_policy::Permit;

use super::cut::tied;
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;

statement! {
    TIED (List 2) = concat!("SELECT DISTINCT e.family_id, x.person_id, g.family_id FROM contact_family e ", tied!(), " WHERE e.authority_id = $1 AND e.known_until IS NULL AND g.family_id <> e.family_id AND e.family_id IN ({list})");
}

/// A family, somebody of a contact about it, and another family about which a contact with them is.
pub type Tied = (FamilyId, PersonId, FamilyId);

/// The families that are one step from these: the step by which an interest goes on, in order of the ids.
pub async fn tied_to(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    families: &[FamilyId],
) -> Result<Vec<Tied>, Fault> {
    let list: Vec<Value> = families.iter().map(|one| one.uuid().into()).collect();
    let rows = tx.all_of(&TIED, &[authority.into()], list).await?;
    let tied = |row: &Row| Ok((row.id(0)?, row.id(1)?, row.id(2)?));
    let mut found: Vec<Tied> = rows.iter().map(tied).collect::<Result<_, Fault>>()?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
