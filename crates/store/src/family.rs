//! Families: dated membership, and which families a contact is held to be about.

use jiff::Timestamp;
use trefoil_core::family::FamilyContent;
use trefoil_core::ids::{AuthorityId, ContactId, FamilyId, MatchId, PersonId};
use trefoil_policy::Permit;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    FAMILIES_PUT (Rows 4) = "INSERT INTO family (authority_id, family_id, version, known_from) VALUES {rows}";
    MEMBERS_PUT (Rows 5) = "INSERT INTO family_member (authority_id, family_id, person_id, match_id, known_from) VALUES {rows}";
    ABOUT_PUT (Rows 5) = "INSERT INTO contact_family (authority_id, contact_id, family_id, match_id, known_from) VALUES {rows}";
    OF_PERSONS (List 3) = "SELECT person_id, family_id FROM family_member WHERE authority_id = $1 AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND person_id IN ({list})";
    MEMBERS_OF (List 3) = "SELECT person_id, family_id FROM family_member WHERE authority_id = $1 AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND family_id IN ({list})";
    ABOUT (List 3) = "SELECT contact_id, family_id FROM contact_family WHERE authority_id = $1 AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND contact_id IN ({list})";
    NAMES (List 2) = "SELECT f.family_id, v.record_id, v.version, v.wrapped_key, v.payload FROM family f JOIN version v ON v.authority_id = f.authority_id AND v.record_id = f.family_id AND v.version = f.version WHERE f.authority_id = $1 AND f.family_id IN ({list})";
}

/// Writes new families, each known from its instant; their names are written as versions.
pub async fn families_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    families: &[(Timestamp, FamilyId)],
) -> Result<(), Fault> {
    let rows = families.iter().map(|(now, family)| {
        vec![
            authority.into(),
            family.uuid().into(),
            1.into(),
            (*now).into(),
        ]
    });
    tx.run_rows(&FAMILIES_PUT, rows.collect()).await.map(drop)
}

/// Makes persons members of families, each by one act at one instant.
pub async fn members_put(
    tx: &mut Tx,
    authority: AuthorityId,
    members: &[(Timestamp, MatchId, FamilyId, PersonId)],
) -> Result<(), Fault> {
    let rows = members.iter().map(|(now, matched, family, person)| {
        let (family, person) = (family.uuid().into(), person.uuid().into());
        vec![
            authority.into(),
            family,
            person,
            matched.uuid().into(),
            (*now).into(),
        ]
    });
    tx.run_rows(&MEMBERS_PUT, rows.collect()).await.map(drop)
}

/// Says that contacts are about families, each by one act at one instant.
pub async fn about_put(
    tx: &mut Tx,
    authority: AuthorityId,
    about: &[(Timestamp, MatchId, ContactId, FamilyId)],
) -> Result<(), Fault> {
    let rows = about.iter().map(|(now, matched, contact, family)| {
        let (contact, family) = (contact.uuid().into(), family.uuid().into());
        vec![
            authority.into(),
            contact,
            family,
            matched.uuid().into(),
            (*now).into(),
        ]
    });
    tx.run_rows(&ABOUT_PUT, rows.collect()).await.map(drop)
}

fn pair<A: From<uuid::Uuid>, B: From<uuid::Uuid>>(row: &Row) -> Result<(A, B), Fault> {
    Ok((row.id(0)?, row.id(1)?))
}

/// The families that these persons are in at `at`: ids alone.
pub async fn families_of_persons(
    tx: &mut Tx,
    authority: AuthorityId,
    persons: &[PersonId],
    at: Timestamp,
) -> Result<Vec<(PersonId, FamilyId)>, Fault> {
    let list = persons.iter().map(|person| person.uuid().into()).collect();
    let rows = tx
        .all_of(&OF_PERSONS, &[authority.into(), at.into()], list)
        .await?;
    rows.iter().map(pair).collect()
}

/// The members of these families at `at`: ids alone.
pub async fn members_of_families(
    tx: &mut Tx,
    authority: AuthorityId,
    families: &[FamilyId],
    at: Timestamp,
) -> Result<Vec<(PersonId, FamilyId)>, Fault> {
    let list = families.iter().map(|family| family.uuid().into()).collect();
    let rows = tx
        .all_of(&MEMBERS_OF, &[authority.into(), at.into()], list)
        .await?;
    rows.iter().map(pair).collect()
}

/// The families that these contacts are held to be about at `at`: ids alone.
pub async fn families_of_contacts(
    tx: &mut Tx,
    authority: AuthorityId,
    contacts: &[ContactId],
    at: Timestamp,
) -> Result<Vec<(ContactId, FamilyId)>, Fault> {
    let list = contacts
        .iter()
        .map(|contact| contact.uuid().into())
        .collect();
    let rows = tx
        .all_of(&ABOUT, &[authority.into(), at.into()], list)
        .await?;
    rows.iter().map(pair).collect()
}

/// What families go by. The caller holds a sight of a contact or person that they belong to.
pub async fn family_names(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    families: &[FamilyId],
    _leave: &impl FamilyLeave,
) -> Result<Vec<(FamilyId, String)>, Fault> {
    let list: Vec<Value> = families.iter().map(|family| family.uuid().into()).collect();
    let rows = tx.all_of(&NAMES, &[authority.into()], list).await?;
    let named = rows.iter().map(|row| {
        Ok((
            row.id(0)?,
            open_whole::<FamilyContent>(ring, authority, row, 1)?.name,
        ))
    });
    named.collect()
}

/// A leave under which families' names may be read: what `policy` alone can make.
pub trait FamilyLeave: Sync {}
impl FamilyLeave for trefoil_policy::Sight {}
impl FamilyLeave for trefoil_policy::Reach {}
impl FamilyLeave for Permit {}
