//! Persons: one human being as now believed; the card is sealed, the lookups are keyed hashes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId, PersonId, WorkerId};
use trefoil_core::person::PersonCard;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_core::vocabulary::{IncidentRole, Known, Source};
use trefoil_policy::{Permit, Sight, Subject};

use crate::contact::{grade_of, state_at};
use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::Closed;
use crate::ring::Ring;
use crate::strand::StrandRow;
use crate::version::open_whole;
use trefoil_core::contact::{ContactFacts, ContactState};

statement! {
    PERSONS_PUT (Rows 5) = "INSERT INTO person (authority_id, person_id, version, protected, known_from) VALUES {rows}";
    PERSONS_STAND (Rows 5) = "INSERT INTO person (authority_id, person_id, version, protected, known_from) VALUES {rows} ON CONFLICT (authority_id, person_id) DO UPDATE SET version = excluded.version, protected = excluded.protected WHERE person.version < excluded.version";
    PERSON_REVISE = "UPDATE person SET version = $4, protected = $5, known_until = $6 WHERE authority_id = $1 AND person_id = $2 AND version = $3";
    KEYS_PUT (Rows 3) = "INSERT INTO person_key (authority_id, key, person_id) VALUES {rows} ON CONFLICT (authority_id, key, person_id) DO NOTHING";
    KEYS_DROP = "DELETE FROM person_key WHERE authority_id = $1 AND person_id = $2";
    KEYS_OF = "SELECT key FROM person_key WHERE authority_id = $1 AND person_id = $2";
    BY_KEYS (List 2) = "SELECT key, person_id FROM person_key WHERE authority_id = $1 AND key IN ({list})";
    CARDS (List 2) = "SELECT p.person_id, p.protected, p.version, v.record_id, v.version, v.wrapped_key, v.payload FROM person p JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.person_id AND v.version = p.version WHERE p.authority_id = $1 AND p.known_until IS NULL AND p.person_id IN ({list})";
    CARD_AT = "SELECT p.person_id, p.protected, v.version, v.record_id, v.version, v.wrapped_key, v.payload FROM person p JOIN version v ON v.authority_id = p.authority_id AND v.record_id = p.person_id WHERE p.authority_id = $1 AND p.person_id = $2 AND COALESCE(p.known_until, $3 + 1) > $3 AND v.recorded_at <= $3 ORDER BY v.version DESC LIMIT 1";
    CONTACTS (List 3) = concat!("SELECT l.person_id, s.role, k.contact_id, k.received_at, k.source, k.grade, k.domestic_abuse, ", state_at!("$2"), ", a.worker_id FROM link l JOIN sighting s ON s.authority_id = l.authority_id AND s.sighting_id = l.sighting_id JOIN contact_known k ON k.authority_id = s.authority_id AND k.contact_id = s.contact_id AND k.known_from <= $2 AND COALESCE(k.known_until, $2 + 1) > $2 LEFT JOIN allocation a ON a.authority_id = k.authority_id AND a.contact_id = k.contact_id AND a.known_from <= $2 AND COALESCE(a.known_until, $2 + 1) > $2 WHERE l.authority_id = $1 AND l.known_from <= $2 AND COALESCE(l.known_until, $2 + 1) > $2 AND l.person_id IN ({list})");
}

/// A person with the card of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Believed {
    /// The person.
    pub person: PersonId,
    /// Whether they must be taken as hiding.
    pub protected: bool,
    /// The card's version.
    pub version: i64,
    /// What is believed.
    pub card: PersonCard,
}

pub(crate) fn believed_of(
    ring: &Ring,
    authority: AuthorityId,
    row: &Row,
) -> Result<Believed, Fault> {
    Ok(Believed {
        person: row.id(0)?,
        protected: row.bool(1)?,
        version: row.int(2)?,
        card: open_whole(ring, authority, row, 3)?,
    })
}

/// Writes new persons at version 1, each known from its instant, hiding or not; their cards are written as versions.
pub async fn persons_put(
    tx: &mut Tx,
    authority: AuthorityId,
    persons: &[(Timestamp, PersonId, bool)],
) -> Result<(), Fault> {
    let rows = persons.iter().map(|(now, person, protected)| {
        let id = person.uuid().into();
        vec![
            authority.into(),
            id,
            1.into(),
            (*protected).into(),
            (*now).into(),
        ]
    });
    tx.run_rows(&PERSONS_PUT, rows.collect()).await.map(drop)
}

/// How a person stands after a part of a town's story.
#[derive(Debug, Clone, Copy)]
pub struct Stands {
    /// The person.
    pub person: PersonId,
    /// The card's version.
    pub version: i64,
    /// Whether they must be taken as hiding.
    pub protected: bool,
    /// Since when they are known, where they are new.
    pub known_from: Timestamp,
}

/// Writes how persons stand, new ones and known ones.
///
/// # Errors
/// `Stale` where somebody else moved one of them on.
pub async fn persons_stand(
    tx: &mut Tx,
    authority: AuthorityId,
    persons: impl Iterator<Item = Stands>,
) -> Result<(), Fault> {
    let rows: Vec<Vec<Value>> = persons
        .map(|one| {
            vec![
                authority.into(),
                one.person.uuid().into(),
                one.version.into(),
                one.protected.into(),
                one.known_from.into(),
            ]
        })
        .collect();
    let expected = rows.len() as u64;
    if tx.run_rows(&PERSONS_STAND, rows).await? == expected {
        Ok(())
    } else {
        Err(Fault::Stale)
    }
}

/// Moves a person to their next version; `ended` when nothing is held to be of them any more.
///
/// # Errors
/// `Stale` where somebody else moved them on.
pub async fn person_revise(
    tx: &mut Tx,
    authority: AuthorityId,
    person: PersonId,
    from: i64,
    protected: bool,
    ended: Option<Timestamp>,
) -> Result<(), Fault> {
    tx.run_one(
        &PERSON_REVISE,
        &[
            authority.into(),
            person.uuid().into(),
            from.into(),
            (from + 1).into(),
            protected.into(),
            ended.into(),
        ],
    )
    .await
}

/// Adds lookup keys.
pub async fn keys_put(
    tx: &mut Tx,
    authority: AuthorityId,
    keys: &[(i64, PersonId)],
) -> Result<(), Fault> {
    let rows = keys
        .iter()
        .map(|(key, person)| vec![authority.into(), (*key).into(), person.uuid().into()]);
    tx.run_rows(&KEYS_PUT, rows.collect()).await.map(drop)
}

/// Drops a person's lookup keys, before they are written anew or for good.
pub async fn keys_drop(tx: &mut Tx, authority: AuthorityId, person: PersonId) -> Result<(), Fault> {
    tx.run(&KEYS_DROP, &[authority.into(), person.uuid().into()])
        .await
        .map(drop)
}

/// A person's lookup keys.
pub async fn keys_of(
    tx: &mut Tx,
    authority: AuthorityId,
    person: PersonId,
) -> Result<Vec<i64>, Fault> {
    let rows = tx
        .all(&KEYS_OF, &[authority.into(), person.uuid().into()])
        .await?;
    rows.iter().map(|row| row.int(0)).collect()
}

/// Who shares a key with somebody: ids alone.
pub async fn persons_by_keys(
    tx: &mut Tx,
    authority: AuthorityId,
    keys: Vec<i64>,
) -> Result<Vec<(i64, PersonId)>, Fault> {
    let list = keys.into_iter().map(Value::from).collect();
    let rows = tx.all_of(&BY_KEYS, &[authority.into()], list).await?;
    rows.iter()
        .map(|row| Ok((row.int(0)?, row.id(1)?)))
        .collect()
}

async fn cards(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, Believed>, Fault> {
    let list = persons.iter().map(|person| person.uuid().into()).collect();
    let rows = tx.all_of(&CARDS, &[authority.into()], list).await?;
    rows.iter()
        .map(|row| believed_of(ring, authority, row).map(|one| (one.person, one)))
        .collect()
}

/// Whether this sight reaches who somebody is at all.
fn recognises(sight: &Sight) -> bool {
    [
        CompartmentKind::Child,
        CompartmentKind::Victim,
        CompartmentKind::Perpetrator,
        CompartmentKind::Shared,
    ]
    .iter()
    .any(|kind| sight.sees(*kind, Aspect::Needs))
}

/// The cards of the persons that these sights reach; a person without one is left out, as if not there.
pub async fn cards_seen(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sights: &[Sight],
) -> Result<BTreeMap<PersonId, Believed>, Fault> {
    let seen: Vec<PersonId> = sights
        .iter()
        .filter(|sight| recognises(sight))
        .filter_map(|sight| match sight.subject() {
            Subject::Person(person) => Some(person),
            Subject::Contact(_) | Subject::Family(_) | Subject::Strand(..) => None,
        })
        .collect();
    cards(tx, ring, authority, &seen).await
}

/// The card of whose strand this is, for a sight of the strand that reaches who they are.
pub async fn card_of_strand(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    strand: &StrandRow,
) -> Result<Option<Believed>, Fault> {
    let own = sight.subject() == Subject::Strand(strand.strand, strand.kind);
    if !own || !sight.sees(strand.kind, Aspect::Needs) {
        return Ok(None);
    }
    let found = cards(tx, ring, authority, &[strand.person]).await?;
    Ok(found.into_values().next())
}

/// Cards for an act that compares them; the act's permit is the leave.
pub async fn cards_for_act(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, Believed>, Fault> {
    cards(tx, ring, authority, persons).await
}

/// One person's card as known at `at`.
pub async fn card_at(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    person: PersonId,
    at: Timestamp,
) -> Result<Option<Believed>, Fault> {
    if sight.subject() != Subject::Person(person) || !recognises(sight) {
        return Ok(None);
    }
    let row = tx
        .first(
            &CARD_AT,
            &[authority.into(), person.uuid().into(), at.into()],
        )
        .await?;
    row.map(|row| believed_of(ring, authority, &row))
        .transpose()
}

/// A contact that somebody is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonContact {
    /// The person.
    pub person: PersonId,
    /// Their role in it.
    pub role: IncidentRole,
    /// The contact.
    pub contact: ContactId,
    /// Source, time, domestic abuse, grade.
    pub facts: ContactFacts,
    /// Waiting or decided, as known then.
    pub state: ContactState,
    /// Who had it, as known then.
    pub worker: Option<WorkerId>,
}

/// The contacts of these persons as known at `at`, newest first. Only for persons whom the sights reach; a contact that is closed
/// to the viewer is nowhere.
pub async fn contacts_of_persons(
    tx: &mut Tx,
    authority: AuthorityId,
    sights: &[Sight],
    closed: &Closed,
    at: Timestamp,
) -> Result<Vec<PersonContact>, Fault> {
    let list = sights
        .iter()
        .filter(|sight| recognises(sight))
        .filter_map(|sight| match sight.subject() {
            Subject::Person(person) => Some(person.uuid().into()),
            Subject::Contact(_) | Subject::Family(_) | Subject::Strand(..) => None,
        });
    let rows = tx
        .all_of(&CONTACTS, &[authority.into(), at.into()], list.collect())
        .await?;
    let mut found = rows
        .iter()
        .map(person_contact_of)
        .collect::<Result<Vec<_>, Fault>>()?;
    found.retain(|one| closed.contact(one.contact).is_none());
    found.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.facts.received_at),
            one.contact,
            one.person,
        )
    });
    found.dedup_by_key(|one| (one.contact, one.person));
    Ok(found)
}

fn person_contact_of(row: &Row) -> Result<PersonContact, Fault> {
    Ok(PersonContact {
        person: row.id(0)?,
        role: row.code(1, IncidentRole::from_code)?,
        contact: row.id(2)?,
        facts: ContactFacts {
            received_at: row.time(3)?,
            source: row.code(4, Source::from_code)?,
            grade: grade_of(row.int(5)?)?,
            domestic_abuse: row.code(6, Known::from_code)?,
        },
        state: row.code(7, ContactState::from_code)?,
        worker: row.id_or_none(8)?,
    })
}
