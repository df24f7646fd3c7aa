//! The facts that the policy asks for: how contacts, persons and families stand in the hub now. Ids and yes-or-no alone.

mod families;

use std::collections::BTreeMap;

use trefoil_core::contact::ContactState;
use trefoil_core::ids::{AuthorityId, ContactId, PersonId, TeamId, WorkerId};
use trefoil_policy::{Asker, Relationship, Standing, Subject};

use crate::contact::ContactHead;
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::{Closed, closed_persons, closed_to};

statement! {
    STANDS (List 2) = "SELECT p.person_id, 'there', NULL, NULL FROM person p WHERE p.authority_id = $1 AND p.person_id IN ({list}) UNION ALL SELECT s.person_id, 'told', c.team_id, c.contact_id FROM sighting s JOIN contact c ON c.authority_id = s.authority_id AND c.contact_id = s.contact_id WHERE s.authority_id = $1 AND s.known_until IS NULL AND c.state = 'waiting' AND s.person_id IN ({list}) UNION ALL SELECT m.person_id, 'family', c.team_id, c.contact_id FROM family_member m JOIN contact_family f ON f.authority_id = m.authority_id AND f.family_id = m.family_id AND f.known_until IS NULL JOIN contact c ON c.authority_id = f.authority_id AND c.contact_id = f.contact_id WHERE m.authority_id = $1 AND m.known_until IS NULL AND c.state = 'waiting' AND m.person_id IN ({list}) UNION ALL SELECT d.person_id, 'proposed', c.team_id, c.contact_id FROM candidate d JOIN contact c ON c.authority_id = d.authority_id AND c.contact_id = d.contact_id WHERE d.authority_id = $1 AND c.state = 'waiting' AND d.person_id IN ({list})";
    CONTACTS_THERE (List 2) = "SELECT contact_id, state, worker_id, team_id FROM contact WHERE authority_id = $1 AND contact_id IN ({list})";
}

pub(crate) use families::ALL as FAMILIES;
pub use families::{FamilyStanding, family_standing, family_standings};

/// How a contact stands to the asker.
pub async fn contact_standing(
    tx: &mut Tx,
    authority: AuthorityId,
    head: &ContactHead,
    asker: &Asker,
) -> Result<Standing, Fault> {
    let closed = closed_to(tx, authority, &asker.principal).await?;
    let held = (head.state, head.worker, head.team);
    Ok(standing_of(asker, &closed, head.contact, held))
}

/// How each of these contacts stands to the asker; one that is not there has no standing.
pub async fn contact_standings(
    tx: &mut Tx,
    authority: AuthorityId,
    asker: &Asker,
    contacts: &[ContactId],
) -> Result<Vec<(ContactId, Standing)>, Fault> {
    let list: Vec<Value> = contacts.iter().map(|one| one.uuid().into()).collect();
    let rows = tx
        .all_of(&CONTACTS_THERE, &[authority.into()], list)
        .await?;
    let closed = closed_to(tx, authority, &asker.principal).await?;
    let standing = |row: &Row| {
        let contact = row.id(0)?;
        let state = row.code(1, ContactState::from_code)?;
        let held = (state, row.id_or_none(2)?, row.id_or_none(3)?);
        Ok((contact, standing_of(asker, &closed, contact, held)))
    };
    rows.iter().map(standing).collect()
}

fn standing_of(
    asker: &Asker,
    closed: &Closed,
    contact: ContactId,
    (state, worker, team): (ContactState, Option<WorkerId>, Option<TeamId>),
) -> Standing {
    let in_hub = state == ContactState::Waiting;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let mine = in_hub && me.is_some() && me == worker;
    let held = mine.then_some(Relationship::Allocated).into_iter();
    Standing {
        relationships: held.chain(closed.contact(contact)).collect(),
        in_hub,
        held_by_team: team.filter(|_| in_hub),
        ..Standing::unrelated(Subject::Contact(contact))
    }
}

/// How these persons stand to the asker; a person who is not there has no standing.
pub async fn person_standings(
    tx: &mut Tx,
    authority: AuthorityId,
    asker: &Asker,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, Standing>, Fault> {
    let list: Vec<Value> = persons.iter().map(|person| person.uuid().into()).collect();
    let rows = tx
        .all_of(&STANDS, &[authority.into()], list.clone())
        .await?;
    let mut standings = BTreeMap::new();
    for row in rows
        .iter()
        .filter(|row| row.text(1).is_ok_and(|by| by == "there"))
    {
        let person: PersonId = row.id(0)?;
        standings.insert(person, Standing::unrelated(Subject::Person(person)));
    }
    let closed = closed_to(tx, authority, &asker.principal).await?;
    for (person, relationship) in closed_persons(tx, authority, &closed, &list).await? {
        if let Some(standing) = standings.get_mut(&person) {
            standing.relationships.push(relationship);
        }
    }
    for row in &rows {
        let from: Option<ContactId> = row.id_or_none(3)?;
        if from.is_none_or(|contact| closed.contact(contact).is_none()) {
            note(&mut standings, row)?;
        }
    }
    // A link says more than a proposal: who is in the hub by one is not merely proposed.
    for standing in standings.values_mut().filter(|standing| standing.in_hub) {
        standing.proposed = false;
    }
    Ok(standings)
}

fn note(standings: &mut BTreeMap<PersonId, Standing>, row: &Row) -> Result<(), Fault> {
    let (person, by): (PersonId, String) = (row.id(0)?, row.text(1)?);
    let team: Option<TeamId> = row.id_or_none(2)?;
    let Some(standing) = standings.get_mut(&person) else {
        return Ok(());
    };
    match by.as_str() {
        "told" | "family" => {
            standing.in_hub = true;
            standing.held_by_team = standing.held_by_team.or(team);
        }
        "proposed" => standing.proposed = true,
        _ => {}
    }
    Ok(())
}
