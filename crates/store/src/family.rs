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
    FAMILY_PUT = "INSERT INTO family (authority_id, family_id, version, known_from) VALUES ($1, $2, 1, $3)";
    MEMBERS_PUT (Rows 5) = "INSERT INTO family_member (authority_id, family_id, person_id, match_id, known_from) VALUES {rows}";
    ABOUT_PUT (Rows 5) = "INSERT INTO contact_family (authority_id, contact_id, family_id, match_id, known_from) VALUES {rows}";
    OF_PERSONS (List 3) = "SELECT person_id, family_id FROM family_member WHERE authority_id = $1 AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND person_id IN ({list})";
    MEMBERS_OF (List 3) = "SELECT person_id, family_id FROM family_member WHERE authority_id = $1 AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND family_id IN ({list})";
    ABOUT (List 3) = "SELECT contact_id, family_id FROM contact_family WHERE authority_id = $1 AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND contact_id IN ({list})";
    NAMES (List 2) = "SELECT f.family_id, v.record_id, v.version, v.wrapped_key, v.payload FROM family f JOIN version v ON v.authority_id = f.authority_id AND v.record_id = f.family_id AND v.version = f.version WHERE f.authority_id = $1 AND f.family_id IN ({list})";
}

/// Writes a new family; its name is written as a version.
pub async fn family_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    family: FamilyId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(
        &FAMILY_PUT,
        &[authority.into(), family.uuid().into(), now.into()],
    )
    .await
}

/// Makes persons members of families, by one act.
pub async fn members_put(
    tx: &mut Tx,
    authority: AuthorityId,
    matched: MatchId,
    members: &[(FamilyId, PersonId)],
    now: Timestamp,
) -> Result<(), Fault> {
    let rows = members.iter().map(|(family, person)| {
        vec![
            authority.into(),
            family.uuid().into(),
            person.uuid().into(),
            matched.uuid().into(),
            now.into(),
        ]
    });
    tx.run_rows(&MEMBERS_PUT, rows.collect()).await.map(drop)
}

/// Says that a contact is about families, by one act.
pub async fn about_put(
    tx: &mut Tx,
    authority: AuthorityId,
    matched: MatchId,
    about: &[(ContactId, FamilyId)],
    now: Timestamp,
) -> Result<(), Fault> {
    let rows = about.iter().map(|(contact, family)| {
        vec![
            authority.into(),
            contact.uuid().into(),
            family.uuid().into(),
            matched.uuid().into(),
            now.into(),
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
