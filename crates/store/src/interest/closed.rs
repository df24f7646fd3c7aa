//! What is closed to one worker now, for asking the policy: the same cut as the lists', as ids. What was taken from them without a word
//! is closed as what they have an interest in.

use std::collections::BTreeMap;

use trefoil_core::ids::{AuthorityId, ContactId, FamilyId, PersonId};
use trefoil_core::interest::InterestState;
use trefoil_core::principal::Principal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Relationship;
use uuid::Uuid;

use super::cut::{cut_contacts, cut_families};
use crate::db::{Statement, Tx, Value, statement};
use crate::fault::Fault;
use crate::search::principal_key;

statement! {
    ANY_CLOSED = "SELECT i.interest_id FROM interest_in i WHERE i.authority_id = $1 AND i.principal = $2 AND i.state <> 'refused' UNION ALL SELECT t.contact_id FROM reroute t WHERE t.authority_id = $1 AND t.principal = $2 LIMIT 1";
    REROUTED = "SELECT t.contact_id FROM reroute t WHERE t.authority_id = $1 AND t.principal = $2";
    CLOSED_CONTACTS = cut_contacts!("i.principal = $2 AND i.state = $3");
    CLOSED_FAMILIES = cut_families!("i.principal = $2 AND i.state = $3");
    WHERE_KNOWN (List 2) = "SELECT l.person_id, s.contact_id, l.known_until FROM link l JOIN sighting s ON s.authority_id = l.authority_id AND s.sighting_id = l.sighting_id WHERE l.authority_id = $1 AND l.person_id IN ({list})";
}

/// What is closed to a worker. For nearly everybody, nothing.
#[derive(Debug, Clone, Default)]
pub struct Closed {
    contacts: BTreeMap<ContactId, Relationship>,
    families: BTreeMap<FamilyId, Relationship>,
}

impl Closed {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.contacts.is_empty() && self.families.is_empty()
    }

    /// What the worker is to a contact by their interests.
    pub fn contact(&self, contact: ContactId) -> Option<Relationship> {
        self.contacts.get(&contact).copied()
    }

    /// What the worker is to a family by their interests.
    pub fn family(&self, family: FamilyId) -> Option<Relationship> {
        self.families.get(&family).copied()
    }
}

async fn ids<T: From<Uuid> + Ord>(
    tx: &mut Tx,
    statement: &Statement,
    place: &[Value],
) -> Result<BTreeMap<T, Relationship>, Fault> {
    let mut found = BTreeMap::new();
    // A confirmed one stands where there are both.
    for (state, relationship) in [
        (InterestState::Pending, Relationship::ConflictPending),
        (InterestState::Confirmed, Relationship::ConflictConfirmed),
    ] {
        if state == InterestState::Pending && leaks(Leak::LikenessOpen) {
            continue;
        }
        let values = [place, &[state.code().into()]].concat();
        for row in tx.all(statement, &values).await? {
            found.insert(row.id(0)?, relationship);
        }
    }
    Ok(found)
}

/// What is closed to the principal now. A snapshot is asked once, however many places of a page ask it.
pub async fn closed_to(
    tx: &mut Tx,
    authority: AuthorityId,
    principal: &Principal,
) -> Result<Closed, Fault> {
    let whose = (authority, *principal);
    if let Some(before) = tx.closed_before(whose) {
        return Ok(before);
    }
    let closed = closed_now(tx, authority, principal).await?;
    tx.found_closed(whose, &closed);
    Ok(closed)
}

async fn closed_now(
    tx: &mut Tx,
    authority: AuthorityId,
    principal: &Principal,
) -> Result<Closed, Fault> {
    let place: [Value; 2] = [authority.into(), principal_key(principal).into()];
    if tx.first(&ANY_CLOSED, &place).await?.is_none() {
        return Ok(Closed::default());
    }
    let mut contacts = ids(tx, &CLOSED_CONTACTS, &place).await?;
    if !leaks(Leak::ReroutedOpen) {
        for row in tx.all(&REROUTED, &place).await? {
            contacts.insert(row.id(0)?, Relationship::ConflictConfirmed);
        }
    }
    Ok(Closed {
        contacts,
        families: ids(tx, &CLOSED_FAMILIES, &place).await?,
    })
}

/// Of these persons, those who are closed: known from closed contacts, and from no other that stands.
pub(crate) async fn closed_persons(
    tx: &mut Tx,
    authority: AuthorityId,
    closed: &Closed,
    persons: &[Value],
) -> Result<BTreeMap<PersonId, Relationship>, Fault> {
    if closed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx
        .all_of(&WHERE_KNOWN, &[authority.into()], persons.to_vec())
        .await?;
    let mut found: BTreeMap<PersonId, Relationship> = BTreeMap::new();
    let mut elsewhere: Vec<PersonId> = Vec::new();
    for row in &rows {
        let person: PersonId = row.id(0)?;
        match closed.contact(row.id(1)?) {
            Some(relationship) => {
                let kept = found.entry(person).or_insert(relationship);
                // In the order of the access model: confirmed before pending.
                *kept = (*kept).min(relationship);
            }
            None if row.time_or_none(2)?.is_none() => elsewhere.push(person),
            None => {}
        }
    }
    found.retain(|person, _| !elsewhere.contains(person));
    Ok(found)
}
