//! What became of the notices to schools, for the stream of events.

use std::collections::HashMap;

use jiff::Timestamp;
use trefoil_core::event::{ContactKnown, NoticeFact, NoticeKnown};
use trefoil_core::ids::{AuthorityId, ContactId, SightingId};
use trefoil_core::notice::told::Told;

use super::Counted;
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;

statement! {
    NOTICED (List 3) = "SELECT n.contact_id, n.root_id, n.made_at, s.step, s.dated_at, s.before_school FROM notice n LEFT JOIN notice_step s ON s.authority_id = n.authority_id AND s.notice_id = n.notice_id AND s.known_from <= $2 AND COALESCE(s.known_until, $2 + 1) > $2 WHERE n.authority_id = $1 AND n.made_at <= $2 AND n.contact_id IN ({list})";
    GONE_ON (List 3) = "SELECT contact_id, was_id FROM reroute WHERE authority_id = $1 AND made_at <= $2 AND contact_id IN ({list})";
    CHILDREN_IN_ORDER (List 3) = "SELECT contact_id, root_id, ordinal FROM sighting WHERE authority_id = $1 AND child = TRUE AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND contact_id IN ({list})";
    TELLING_SET = "SELECT setting FROM school_setting WHERE authority_id = $1 AND known_from <= $2 LIMIT 1";
    NOTICE_BEGUN = concat!("SELECT n.notice_id FROM notice n WHERE n.authority_id = $1 AND n.made_at <= $3 AND n.contact_id NOT IN (", closed_contacts!(), ") ORDER BY n.made_at LIMIT 1");
}

/// Whether the authority tells its schools by what was known at an instant: it has said how, or there was a notice that is there for the
/// reader (`""` for nobody's eyes in particular).
pub(super) async fn in_use(
    tx: &mut Tx,
    authority: AuthorityId,
    reader: &str,
    as_at: Timestamp,
) -> Result<bool, Fault> {
    let key: [Value; 2] = [authority.into(), as_at.into()];
    if tx.first(&TELLING_SET, &key).await?.is_some() {
        return Ok(true);
    }
    let values = [authority.into(), reader.into(), as_at.into()];
    Ok(tx.first(&NOTICE_BEGUN, &values).await?.is_some())
}

/// What became of the notices about the children of these contacts.
pub(super) async fn notices(
    tx: &mut Tx,
    authority: AuthorityId,
    (as_at, counted): (Timestamp, Counted),
    contacts: &[ContactKnown],
) -> Result<HashMap<ContactId, Vec<NoticeKnown>>, Fault> {
    let own: Vec<ContactId> = contacts.iter().map(|one| one.contact).collect();
    let went_on = WentOn::read(tx, authority, as_at, &own).await?;
    let asked = own.iter().copied().chain(went_on.were());
    let list = asked.map(|contact| contact.uuid().into()).collect();
    let rows = tx
        .all_of(&NOTICED, &[authority.into(), as_at.into()], list)
        .await?;
    let received: HashMap<ContactId, Timestamp> = contacts
        .iter()
        .map(|one| (one.contact, one.received_at))
        .collect();
    let mut found: HashMap<ContactId, Vec<NoticeKnown>> = HashMap::new();
    for row in &rows {
        let Some((contact, child)) = went_on.now((row.id(0)?, row.id(1)?)) else {
            continue;
        };
        let Some(received_at) = received.get(&contact).copied() else {
            continue;
        };
        let facts = facts(row, counted)?;
        let known = facts.into_iter().map(|(fact, dated_at)| NoticeKnown {
            contact,
            received_at,
            child,
            fact,
            dated_at,
        });
        found.entry(contact).or_default().extend(known);
    }
    Ok(found)
}

/// That there is a notice, with each line of what became of it; a fold takes the first twice as well as once.
fn facts(row: &Row, counted: Counted) -> Result<Vec<(NoticeFact, Timestamp)>, Fault> {
    let mut facts = vec![(NoticeFact::Prepared, row.time(2)?)];
    let Some(dated_at) = row.time_or_none(4)? else {
        return Ok(facts);
    };
    let before_school = row.bool(5)?;
    let fact = match row.code(3, Told::from_code)? {
        // What leaves the authority is what was so; inside it reads as its notice does.
        Told::Held if counted == Counted::Whole => return Ok(facts),
        Told::Held | Told::Police | Told::Telephoned | Told::Mailed => {
            NoticeFact::HandedOver { before_school }
        }
        Told::Acknowledged => NoticeFact::Acknowledged { before_school },
    };
    facts.push((fact, dated_at));
    Ok(facts)
}

/// Contacts that others go on as, with their children in order: what schools were told stays with what was first, and counts with what it
/// goes on as, of the child in the same place.
#[derive(Default)]
struct WentOn {
    now: HashMap<ContactId, ContactId>,
    children: HashMap<ContactId, Vec<(i64, SightingId)>>,
}

impl WentOn {
    async fn read(
        tx: &mut Tx,
        authority: AuthorityId,
        as_at: Timestamp,
        contacts: &[ContactId],
    ) -> Result<Self, Fault> {
        let key: [Value; 2] = [authority.into(), as_at.into()];
        let mut found = Self::default();
        let list = contacts.iter().map(|one| one.uuid().into()).collect();
        for row in tx.all_of(&GONE_ON, &key, list).await? {
            found.now.insert(row.id(1)?, row.id(0)?);
        }
        if found.now.is_empty() {
            return Ok(found);
        }
        let both = found.now.iter().flat_map(|(was, now)| [*was, *now]);
        let list = both.map(|one: ContactId| one.uuid().into()).collect();
        for row in tx.all_of(&CHILDREN_IN_ORDER, &key, list).await? {
            let children = found.children.entry(row.id(0)?).or_default();
            children.push((row.int(2)?, row.id(1)?));
        }
        for children in found.children.values_mut() {
            children.sort_unstable();
        }
        Ok(found)
    }

    fn were(&self) -> impl Iterator<Item = ContactId> {
        self.now.keys().copied()
    }

    /// The child as which a child of a contact counts now.
    fn now(&self, (contact, child): (ContactId, SightingId)) -> Option<(ContactId, SightingId)> {
        let Some(now) = self.now.get(&contact).copied() else {
            return Some((contact, child));
        };
        let was = self.children.get(&contact)?;
        let place = was.iter().position(|(_, one)| *one == child)?;
        let (_, child) = self.children.get(&now)?.get(place)?;
        Some((now, *child))
    }
}
