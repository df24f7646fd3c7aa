//! Places that are kept with a strand, found by their keyed lookups, for comparing workers with whom they are of.

use trefoil_core::ids::{AuthorityId, PersonId, PlaceId};
use trefoil_core::place::{PlaceContent, PlaceKind};
use trefoil_policy::Permit;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    KEPT_BY_KEYS (List 2) = "SELECT p.place_id, s.person_id, p.kind, v.record_id, v.version, v.wrapped_key, v.payload FROM place_key k JOIN place p ON p.authority_id = k.authority_id AND p.place_id = k.place_id JOIN strand s ON s.authority_id = p.authority_id AND s.strand_id = p.strand_id JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.place_id AND v.version = 1 WHERE k.authority_id = $1 AND k.key IN ({list})";
}

/// A place and whose it is.
pub struct Kept {
    /// The place.
    pub place: PlaceId,
    /// Of whom it is kept.
    pub person: PersonId,
    /// Its kind.
    pub kind: PlaceKind,
    /// What it says.
    pub content: PlaceContent,
}

/// The places, former ones too, under any of these keys, for an act that compares them; the act's permit is the leave.
pub async fn kept_by_keys(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    keys: &[i64],
) -> Result<Vec<Kept>, Fault> {
    let list = keys.iter().map(|key| Value::from(*key)).collect();
    let rows = tx.all_of(&KEPT_BY_KEYS, &[authority.into()], list).await?;
    let kept = |row: &Row| {
        Ok(Kept {
            place: row.id(0)?,
            person: row.id(1)?,
            kind: row.code(2, PlaceKind::from_code)?,
            content: open_whole(ring, authority, row, 3)?,
        })
    };
    let mut found: Vec<Kept> = rows.iter().map(kept).collect::<Result<_, Fault>>()?;
    found.sort_by_key(|one| one.place);
    found.dedup_by_key(|one| one.place);
    Ok(found)
}
