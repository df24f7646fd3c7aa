//! Children of other waiting contacts who may be those of one: by the lookups that are kept of whoever is still to be matched, and by
//! who they may be. Cut by the reach as the queue is.

use trefoil_core::contact::ContactFacts;
use trefoil_core::ids::{AuthorityId, ContactId};
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::{Known, Source};
use trefoil_policy::Reach;

use crate::contact::grade_of;
use crate::db::{Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::queue::waiting_reached;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::sighting::{SightingRow, row_of};
use crate::version::open_whole;

statement! {
    ALIKE (List 4) = concat!("SELECT s.sighting_id, s.root_id, s.contact_id, s.ordinal, s.role, s.child, s.protects, s.person_id, s.known_from, s.received_at, c.source, c.received_at, c.grade, c.domestic_abuse, v.record_id, v.version, v.wrapped_key, v.payload FROM sighting s JOIN contact c ON c.authority_id = s.authority_id AND c.contact_id = s.contact_id JOIN version v ON v.authority_id = s.authority_id AND v.record_id = s.sighting_id AND v.version = 1 WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.child AND s.contact_id <> $3 AND s.sighting_id IN (SELECT o.sighting_id FROM candidate d JOIN sighting o ON o.authority_id = d.authority_id AND o.person_id = d.person_id AND o.known_until IS NULL WHERE d.authority_id = $1 AND d.contact_id = $3 UNION SELECT k.sighting_id FROM sighting_key k WHERE k.authority_id = $1 AND k.key IN ({list})) AND ", waiting_reached!());
}

/// A child of another waiting contact, with that contact's facts.
pub type Alike = (SightingRow, ContactFacts, Sighting);

/// Children of other waiting contacts within the reach who share one of these lookups, or are somebody whom one of this contact may be; by
/// contact, in its order.
pub async fn children_alike(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    reach: &Reach,
    (contact, keys): (ContactId, &[i64]),
) -> Result<Vec<Alike>, Fault> {
    let place: [Value; 3] = [
        authority.into(),
        principal_key(&reach.principal()).into(),
        contact.uuid().into(),
    ];
    let list = keys.iter().map(|key| (*key).into()).collect();
    let rows = tx.all_of(&ALIKE, &place, list).await?;
    let mut found = Vec::new();
    for row in &rows {
        let facts = ContactFacts {
            source: row.code(10, Source::from_code)?,
            received_at: row.time(11)?,
            grade: grade_of(row.int(12)?)?,
            domestic_abuse: row.code(13, Known::from_code)?,
        };
        found.push((row_of(row)?, facts, open_whole(ring, authority, row, 14)?));
    }
    found.sort_by_key(|(row, ..): &Alike| (row.contact, row.ordinal, row.sighting));
    found.dedup_by_key(|(row, ..)| row.sighting);
    Ok(found)
}
