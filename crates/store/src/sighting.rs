//! Sightings: who a contact is about, as described. The row says what counts need; the description is sealed.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId, PersonId, SightingId};
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::Closed;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    SIGHTINGS_PUT (Rows 11) = "INSERT INTO sighting (authority_id, sighting_id, root_id, contact_id, ordinal, role, child, protects, person_id, known_from, received_at) VALUES {rows}";
    SIGHTINGS_END = "UPDATE sighting SET known_until = $3 WHERE authority_id = $1 AND sighting_id = $2 AND known_until IS NULL";
    ROWS_OF_CONTACT = "SELECT sighting_id, root_id, contact_id, ordinal, role, child, protects, person_id, known_from, received_at FROM sighting WHERE authority_id = $1 AND contact_id = $2 AND known_until IS NULL ORDER BY ordinal, sighting_id";
    WHOLE_OF_CONTACT = "SELECT s.sighting_id, s.root_id, s.contact_id, s.ordinal, s.role, s.child, s.protects, s.person_id, s.known_from, s.received_at, v.record_id, v.version, v.wrapped_key, v.payload FROM sighting s JOIN version v ON v.authority_id = s.authority_id AND v.record_id = s.sighting_id AND v.version = 1 WHERE s.authority_id = $1 AND s.contact_id = $2 AND s.known_from <= $3 AND COALESCE(s.known_until, $3 + 1) > $3 ORDER BY s.ordinal, s.sighting_id";
    WHOLE_OF_PERSONS (List 3) = "SELECT s.sighting_id, s.root_id, s.contact_id, s.ordinal, s.role, s.child, s.protects, l.person_id, s.known_from, s.received_at, v.record_id, v.version, v.wrapped_key, v.payload FROM link l JOIN sighting s ON s.authority_id = l.authority_id AND s.sighting_id = l.sighting_id JOIN version v ON v.authority_id = s.authority_id AND v.record_id = s.sighting_id AND v.version = 1 WHERE l.authority_id = $1 AND l.known_from <= $2 AND COALESCE(l.known_until, $2 + 1) > $2 AND l.person_id IN ({list})";
    PERSON_SET = "UPDATE sighting SET person_id = $3 WHERE authority_id = $1 AND sighting_id = $2";
    KEYS_PUT (Rows 3) = "INSERT INTO sighting_key (authority_id, key, sighting_id) VALUES {rows} ON CONFLICT (authority_id, key, sighting_id) DO NOTHING";
    KEYS_DROP = "DELETE FROM sighting_key WHERE authority_id = $1 AND sighting_id = $2";
    PEOPLE_CHANGE = "UPDATE contact SET children = children + $3, people = people + $4 WHERE authority_id = $1 AND contact_id = $2 AND (state = 'waiting' OR $4 < 0)";
    WAITING_BY_KEYS (List 2) = "SELECT DISTINCT k.sighting_id, s.contact_id FROM sighting_key k CROSS JOIN sighting s WHERE k.authority_id = $1 AND s.authority_id = k.authority_id AND s.sighting_id = k.sighting_id AND s.person_id IS NULL AND k.key IN ({list})";
}

/// A sighting's row: what lists and counts need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SightingRow {
    /// The sighting.
    pub sighting: SightingId,
    /// The first sighting of this person in this contact, whatever version; itself for the first version.
    pub root: SightingId,
    /// The contact.
    pub contact: ContactId,
    /// Its place in the contact.
    pub ordinal: i64,
    /// The role that decides the strand.
    pub role: IncidentRole,
    /// Whether it counts as a child.
    pub child: bool,
    /// Whether it says that the person is hiding.
    pub protects: bool,
    /// Who it is of, where that is decided.
    pub person: Option<PersonId>,
    /// Since when it is known.
    pub known_from: Timestamp,
    /// When the contact was received, as the version that it is of says.
    pub received_at: Timestamp,
}

pub(crate) fn row_of(row: &Row) -> Result<SightingRow, Fault> {
    Ok(SightingRow {
        sighting: row.id(0)?,
        root: row.id(1)?,
        contact: row.id(2)?,
        ordinal: row.int(3)?,
        role: row.code(4, IncidentRole::from_code)?,
        child: row.bool(5)?,
        protects: row.bool(6)?,
        person: row.id_or_none(7)?,
        known_from: row.time(8)?,
        received_at: row.time(9)?,
    })
}

/// Writes sightings; their descriptions are written as versions.
pub async fn sightings_put(
    tx: &mut Tx,
    authority: AuthorityId,
    rows: &[SightingRow],
) -> Result<(), Fault> {
    let rows = rows.iter().map(|row| {
        vec![
            authority.into(),
            row.sighting.uuid().into(),
            row.root.uuid().into(),
            row.contact.uuid().into(),
            row.ordinal.into(),
            row.role.code().into(),
            row.child.into(),
            row.protects.into(),
            row.person.map(PersonId::uuid).into(),
            row.known_from.into(),
            row.received_at.into(),
        ]
    });
    tx.run_rows(&SIGHTINGS_PUT, rows.collect()).await.map(drop)
}

/// Ends sightings that a later version of their contact no longer holds.
pub async fn sightings_end(
    tx: &mut Tx,
    authority: AuthorityId,
    sightings: &[SightingId],
    now: Timestamp,
) -> Result<(), Fault> {
    for sighting in sightings {
        tx.run_one(
            &SIGHTINGS_END,
            &[authority.into(), sighting.uuid().into(), now.into()],
        )
        .await?;
        keys_drop(tx, authority, *sighting).await?;
    }
    Ok(())
}

/// The current rows of a contact, in its order.
pub async fn rows_of_contact(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
) -> Result<Vec<SightingRow>, Fault> {
    let rows = tx
        .all(&ROWS_OF_CONTACT, &[authority.into(), contact.uuid().into()])
        .await?;
    rows.iter().map(row_of).collect()
}

async fn whole_of_contact(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    contact: ContactId,
    at: Timestamp,
) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
    let rows = tx
        .all(
            &WHOLE_OF_CONTACT,
            &[authority.into(), contact.uuid().into(), at.into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row_of(row)?, open_whole(ring, authority, row, 10)?)))
        .collect()
}

/// The people of a contact as described and as known at `at`, for a sight that is full on the contact's own compartment.
pub async fn sightings_of_contact(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    contact: ContactId,
    at: Timestamp,
) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
    if sight.subject() != Subject::Contact(contact)
        || !sight.sees(CompartmentKind::Hub, Aspect::Full)
    {
        return Ok(Vec::new());
    }
    whole_of_contact(tx, ring, authority, contact, at).await
}

/// The people of a contact as described, for an act that matches or revises it; the act's permit is the leave.
pub async fn sightings_for_act(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
    now: Timestamp,
) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
    whole_of_contact(tx, ring, authority, contact, now).await
}

/// Everything that sources said of these persons, as known at `at`, for an act that compares or corrects them.
pub async fn sightings_of_persons(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    persons: &[PersonId],
    at: Timestamp,
) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
    let list: Vec<Value> = persons.iter().map(|person| person.uuid().into()).collect();
    let rows = tx
        .all_of(&WHOLE_OF_PERSONS, &[authority.into(), at.into()], list)
        .await?;
    rows.iter()
        .map(|row| Ok((row_of(row)?, open_whole(ring, authority, row, 10)?)))
        .collect()
}

/// What sources said of one person, as known at `at`: only of strands that the sight reaches in full,
/// and of no contact that is closed to the viewer.
pub async fn sightings_of_person(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    closed: &Closed,
    (person, at): (PersonId, Timestamp),
) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
    if sight.subject() != Subject::Person(person) {
        return Ok(Vec::new());
    }
    let rows = tx
        .all_of(
            &WHOLE_OF_PERSONS,
            &[authority.into(), at.into()],
            vec![person.uuid().into()],
        )
        .await?;
    let mut seen = Vec::with_capacity(rows.len());
    for row in &rows {
        let described = row_of(row)?;
        if reaches(sight, closed, &described) {
            seen.push((described, open_whole(ring, authority, row, 10)?));
        }
    }
    seen.sort_by_key(|(row, _)| std::cmp::Reverse(row.known_from));
    Ok(seen)
}

/// Whether what a source said is of a strand that the sight of its person reaches in full, in a contact that is open to the viewer.
fn reaches(sight: &Sight, closed: &Closed, said: &SightingRow) -> bool {
    let open = closed.contact(said.contact).is_none();
    open && sight.sees(CompartmentKind::of_role(said.role), Aspect::Full)
}

/// In which roles sources told of persons, as known at `at`: as far as the viewer's sight of each goes.
pub async fn roles_of_persons(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sights: &[Sight],
    closed: &Closed,
    at: Timestamp,
) -> Result<Vec<(PersonId, IncidentRole)>, Fault> {
    let mine = |person: PersonId| {
        let mut all = sights.iter();
        all.find(|sight| sight.subject() == Subject::Person(person))
    };
    let whom = sights.iter().filter_map(|sight| match sight.subject() {
        Subject::Person(person) => Some(person.uuid().into()),
        Subject::Contact(_) | Subject::Family(_) | Subject::Strand(..) => None,
    });
    let whom: Vec<Value> = whom.collect();
    let key = [authority.into(), at.into()];
    let mut roles = Vec::new();
    for row in &tx.all_of(&WHOLE_OF_PERSONS, &key, whom).await? {
        let said = row_of(row)?;
        let person: PersonId = row.id(7)?;
        if mine(person).is_some_and(|sight| reaches(sight, closed, &said)) {
            let seen: Sighting = open_whole(ring, authority, row, 10)?;
            let held = seen.described.roles.iter();
            roles.extend(held.map(|held| (person, held.role)));
        }
    }
    Ok(roles)
}

/// Says who the sighting is of, or that it is open again.
pub async fn person_set(
    tx: &mut Tx,
    authority: AuthorityId,
    sighting: SightingId,
    person: Option<PersonId>,
) -> Result<(), Fault> {
    tx.run_one(
        &PERSON_SET,
        &[
            authority.into(),
            sighting.uuid().into(),
            person.map(PersonId::uuid).into(),
        ],
    )
    .await
}

/// Adds lookup keys of sightings still to be matched.
pub async fn keys_put(
    tx: &mut Tx,
    authority: AuthorityId,
    keys: &[(i64, SightingId)],
) -> Result<(), Fault> {
    let rows = keys
        .iter()
        .map(|(key, sighting)| vec![authority.into(), (*key).into(), sighting.uuid().into()]);
    tx.run_rows(&KEYS_PUT, rows.collect()).await.map(drop)
}

/// Drops the lookup keys of a sighting that is matched.
pub async fn keys_drop(
    tx: &mut Tx,
    authority: AuthorityId,
    sighting: SightingId,
) -> Result<(), Fault> {
    tx.run(&KEYS_DROP, &[authority.into(), sighting.uuid().into()])
        .await
        .map(drop)
}

/// Sightings still to be matched that share a key with somebody, with their contacts. CROSS JOIN keeps SQLite at working from the keys: those
/// who are still to be matched are thousands after a feed.
pub async fn waiting_by_keys(
    tx: &mut Tx,
    authority: AuthorityId,
    keys: &[i64],
) -> Result<Vec<(SightingId, ContactId)>, Fault> {
    let list = keys.iter().map(|key| (*key).into()).collect();
    let rows = tx
        .all_of(&WAITING_BY_KEYS, &[authority.into()], list)
        .await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, row.id(1)?)))
        .collect()
}

/// Counts people into a waiting contact, or out of one: children, and all of them.
///
/// # Errors
/// `Stale` where somebody is to come in and it is decided.
pub async fn people_change(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
    (children, people): (i64, i64),
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        contact.uuid().into(),
        children.into(),
        people.into(),
    ];
    tx.run_one(&PEOPLE_CHANGE, &values).await
}
