//! The typed events that measures fold over, streamed as known at one instant, each contact's events together.

pub(crate) mod notices;

use std::collections::HashMap;

use jiff::Timestamp;
use trefoil_core::decision::Outcome;
use trefoil_core::event::{ContactKnown, DecisionKnown, Event, Module};
use trefoil_core::ids::{AuthorityId, ContactId, FamilyId, SightingId};
use trefoil_core::vocabulary::{Known, Source};
use trefoil_policy::Permit;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::{Closed, closed_to};
use crate::search::principal_key;

statement! {
    CONTACTS_FROM = "SELECT contact_id, received_at, source, domestic_abuse FROM contact_known k WHERE authority_id = $1 AND NOT EXISTS (SELECT 1 FROM reroute t WHERE t.authority_id = k.authority_id AND t.was_id = k.contact_id AND t.made_at <= $2 AND t.principal <> $6) AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND received_at < $3 AND (received_at > $4 OR (received_at = $4 AND contact_id > $5)) ORDER BY received_at, contact_id LIMIT 256";
    CHILDREN (List 3) = "SELECT contact_id, root_id FROM sighting WHERE authority_id = $1 AND child = TRUE AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND contact_id IN ({list})";
    DECIDED (List 3) = "SELECT contact_id, child_id, decided_at, outcome FROM decision WHERE authority_id = $1 AND known_from <= $2 AND contact_id IN ({list})";
}

/// Contacts read at once.
const PART: usize = 256;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Everything: what leaves the authority is one number, whoever makes it.
    Whole,
    /// What is there for who asks: nothing that is closed to them by their interests, and what was taken from them without a word as they
    /// left it.
    Theirs,
}

/// Hands every event of contacts received from `from` (inclusive) to `until` (exclusive), as known at `as_at`, to `each`, ordered by
/// receipt, after what is in use. A contact that goes on as another (`custody`) counts as that one, once. The permit is that of the report.
pub async fn events(
    tx: &mut Tx,
    authority: AuthorityId,
    (permit, counted): (&Permit, Counted),
    (from, until): (Timestamp, Timestamp),
    as_at: Timestamp,
    mut each: impl FnMut(Event),
) -> Result<(), Fault> {
    let (closed, reader) = cut(tx, authority, permit, counted).await?;
    if notices::in_use(tx, authority, &reader, as_at).await? {
        each(Event::InUse(Module::SchoolNotices));
    }
    let mut after = (from.as_microsecond() - 1, vec![0xff; 16]);
    loop {
        let rows = tx
            .all(
                &CONTACTS_FROM,
                &[
                    authority.into(),
                    as_at.into(),
                    until.into(),
                    after.0.into(),
                    after.1.into(),
                    reader.as_str().into(),
                ],
            )
            .await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = (last.int(1)?, last.blob(0)?);
        let mut contacts = rows
            .iter()
            .map(contact_of)
            .collect::<Result<Vec<_>, Fault>>()?;
        contacts.retain(|one| closed.contact(one.contact).is_none());
        for event in whole(tx, authority, (as_at, counted), contacts).await? {
            each(event);
        }
        if rows.len() < PART {
            return Ok(());
        }
    }
}

/// What is left out, and for whom; for nobody where all is counted.
async fn cut(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    counted: Counted,
) -> Result<(Closed, String), Fault> {
    let reader = permit.principal();
    match counted {
        Counted::Whole => Ok((Closed::default(), String::new())),
        Counted::Theirs => {
            let closed = closed_to(tx, authority, &reader).await?;
            Ok((closed, principal_key(&reader)))
        }
    }
}

fn contact_of(row: &Row) -> Result<ContactKnown, Fault> {
    Ok(ContactKnown {
        contact: row.id(0)?,
        received_at: row.time(1)?,
        source: row.code(2, Source::from_code)?,
        domestic_abuse: row.code(3, Known::from_code)?,
        children: Vec::new(),
        families: Vec::new(),
    })
}

/// The contacts with their children and families, each followed by its decisions and what its schools were told.
async fn whole(
    tx: &mut Tx,
    authority: AuthorityId,
    (as_at, counted): (Timestamp, Counted),
    contacts: Vec<ContactKnown>,
) -> Result<Vec<Event>, Fault> {
    let ids: Vec<ContactId> = contacts.iter().map(|one| one.contact).collect();
    let list: Vec<Value> = ids.iter().map(|contact| contact.uuid().into()).collect();
    let key = [authority.into(), as_at.into()];
    let mut children: HashMap<ContactId, Vec<SightingId>> = HashMap::new();
    for row in tx.all_of(&CHILDREN, &key, list.clone()).await? {
        children.entry(row.id(0)?).or_default().push(row.id(1)?);
    }
    let mut families: HashMap<ContactId, Vec<FamilyId>> = HashMap::new();
    for (contact, family) in crate::family::families_of_contacts(tx, authority, &ids, as_at).await?
    {
        families.entry(contact).or_default().push(family);
    }
    let mut decided: HashMap<ContactId, Vec<(Option<SightingId>, Timestamp, Outcome)>> =
        HashMap::new();
    for row in tx.all_of(&DECIDED, &key, list).await? {
        decided.entry(row.id(0)?).or_default().push((
            row.id_or_none(1)?,
            row.time(2)?,
            row.code(3, Outcome::from_code)?,
        ));
    }
    let mut noticed = notices::notices(tx, authority, (as_at, counted), &contacts).await?;
    let mut events = Vec::with_capacity(contacts.len() * 3);
    for mut one in contacts {
        one.children = sorted(children.remove(&one.contact));
        one.families = sorted(families.remove(&one.contact));
        let (contact, received_at) = (one.contact, one.received_at);
        events.push(Event::Contact(one));
        let answers = decided.remove(&contact).unwrap_or_default().into_iter();
        events.extend(answers.map(|(child, decided_at, outcome)| {
            Event::Decision(DecisionKnown {
                contact,
                received_at,
                child,
                decided_at,
                outcome,
            })
        }));
        let told = noticed.remove(&contact).unwrap_or_default().into_iter();
        events.extend(told.map(Event::Notice));
    }
    Ok(events)
}

fn sorted<T: Ord>(list: Option<Vec<T>>) -> Vec<T> {
    let mut list = list.unwrap_or_default();
    list.sort_unstable();
    list.dedup();
    list
}
