//! Candidates: persons proposed for the sightings of waiting contacts, by score. Decided by a person unless certain and safe.

use trefoil_core::ids::{AuthorityId, ContactId, PersonId, SightingId};

use crate::db::{Tx, statement};
use crate::fault::Fault;

statement! {
    CANDIDATES_PUT (Rows 5) = "INSERT INTO candidate (authority_id, contact_id, sighting_id, person_id, millionths) VALUES {rows} ON CONFLICT (authority_id, contact_id, sighting_id, person_id) DO UPDATE SET millionths = excluded.millionths";
    CANDIDATES_DROP = "DELETE FROM candidate WHERE authority_id = $1 AND contact_id = $2 AND sighting_id = $3";
    CANDIDATE_DROP = "DELETE FROM candidate WHERE authority_id = $1 AND contact_id = $2 AND sighting_id = $3 AND person_id = $4";
    PERSON_DROP = "DELETE FROM candidate WHERE authority_id = $1 AND person_id = $2";
    CANDIDATES_OF = "SELECT sighting_id, person_id, millionths FROM candidate WHERE authority_id = $1 AND contact_id = $2 ORDER BY sighting_id, millionths DESC, person_id";
}

/// A proposal: this sighting may be of this person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proposed {
    /// The contact.
    pub contact: ContactId,
    /// The sighting.
    pub sighting: SightingId,
    /// The person.
    pub person: PersonId,
    /// 0 to 1, kept to a millionth.
    pub probability: f64,
}

/// A probability as it is stored.
pub(crate) fn millionths(probability: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to 0 to 1,000,000 just before"
    )]
    let whole = (probability.clamp(0.0, 1.0) * 1e6).round() as i64;
    whole
}

/// A probability as it was stored.
pub(crate) fn likelihood(millionths: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most a million")]
    let probability = millionths as f64 / 1e6;
    probability
}

/// Writes proposals, over what was proposed before.
pub async fn candidates_put(
    tx: &mut Tx,
    authority: AuthorityId,
    proposed: &[Proposed],
) -> Result<(), Fault> {
    let rows = proposed.iter().map(|one| {
        vec![
            authority.into(),
            one.contact.uuid().into(),
            one.sighting.uuid().into(),
            one.person.uuid().into(),
            millionths(one.probability).into(),
        ]
    });
    tx.run_rows(&CANDIDATES_PUT, rows.collect()).await.map(drop)
}

/// Drops every proposal for a sighting that is matched.
pub async fn candidates_drop(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
    sighting: SightingId,
) -> Result<(), Fault> {
    tx.run(
        &CANDIDATES_DROP,
        &[
            authority.into(),
            contact.uuid().into(),
            sighting.uuid().into(),
        ],
    )
    .await
    .map(drop)
}

/// Drops one proposal that a worker said no to.
pub async fn candidate_drop(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
    sighting: SightingId,
    person: PersonId,
) -> Result<(), Fault> {
    tx.run(
        &CANDIDATE_DROP,
        &[
            authority.into(),
            contact.uuid().into(),
            sighting.uuid().into(),
            person.uuid().into(),
        ],
    )
    .await
    .map(drop)
}

/// Drops every proposal of a person who is no longer held to exist.
pub async fn person_drop(
    tx: &mut Tx,
    authority: AuthorityId,
    person: PersonId,
) -> Result<(), Fault> {
    tx.run(&PERSON_DROP, &[authority.into(), person.uuid().into()])
        .await
        .map(drop)
}

/// The proposals for a contact, best first per sighting: ids and scores alone.
pub async fn candidates_of(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
) -> Result<Vec<Proposed>, Fault> {
    let rows = tx
        .all(&CANDIDATES_OF, &[authority.into(), contact.uuid().into()])
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Proposed {
                contact,
                sighting: row.id(0)?,
                person: row.id(1)?,
                probability: likelihood(row.int(2)?),
            })
        })
        .collect()
}
