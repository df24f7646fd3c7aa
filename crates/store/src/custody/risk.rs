//! What is known of the danger around persons, for the look at what was done without knowing it: who of them, and nothing more.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId, PersonId};
use trefoil_core::vocabulary::RiskGrade;
use trefoil_policy::Permit;

use crate::contact::grade_rank;
use crate::db::{Statement, Tx, Value, statement};
use crate::fault::Fault;

statement! {
    GRADED_HIGH (List 5) = "SELECT DISTINCT s.person_id FROM sighting s JOIN contact c ON c.authority_id = s.authority_id AND c.contact_id = s.contact_id WHERE s.authority_id = $1 AND s.known_until IS NULL AND c.contact_id <> $2 AND c.received_at >= $3 AND c.grade = $4 AND s.person_id IN ({list})";
    AT_WORK_WITH (List 2) = "SELECT DISTINCT m.person_id FROM family_member m JOIN strand t ON t.authority_id = m.authority_id AND t.family_id = m.family_id WHERE m.authority_id = $1 AND m.known_until IS NULL AND t.closed_at IS NULL AND m.person_id IN ({list})";
    WARNED_OF (List 3) = "SELECT DISTINCT m.person_id FROM family_member m JOIN strand t ON t.authority_id = m.authority_id AND t.family_id = m.family_id JOIN signal n ON n.authority_id = t.authority_id AND n.strand_id = t.strand_id WHERE m.authority_id = $1 AND m.known_until IS NULL AND n.sent_at >= $2 AND m.person_id IN ({list})";
    PROTECTED_SELF (List 2) = "SELECT p.person_id FROM person p WHERE p.authority_id = $1 AND p.protected = TRUE AND p.known_until IS NULL AND p.person_id IN ({list})";
    PROTECTED_KIN (List 2) = "SELECT DISTINCT m.person_id FROM family_member m JOIN family_member o ON o.authority_id = m.authority_id AND o.family_id = m.family_id AND o.known_until IS NULL JOIN person p ON p.authority_id = o.authority_id AND p.person_id = o.person_id AND p.known_until IS NULL WHERE m.authority_id = $1 AND m.known_until IS NULL AND p.protected = TRUE AND m.person_id IN ({list})";
}

/// About whom it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The persons.
    pub persons: &'a [PersonId],
    /// The contact that was acted on: what it says itself was seen.
    pub but: ContactId,
    /// Since when.
    pub since: Timestamp,
}

impl Asked<'_> {
    async fn of(
        &self,
        tx: &mut Tx,
        statement: &Statement,
        before: &[Value],
    ) -> Result<BTreeSet<PersonId>, Fault> {
        let list = self.persons.iter().map(|one| one.uuid().into()).collect();
        let rows = tx.all_of(statement, before, list).await?;
        rows.iter().map(|row| row.id(0)).collect()
    }
}

/// Those who are in another contact since then that came graded high.
pub async fn graded_high(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    asked: Asked<'_>,
) -> Result<BTreeSet<PersonId>, Fault> {
    let before = [
        authority.into(),
        asked.but.uuid().into(),
        asked.since.into(),
        grade_rank(RiskGrade::High).into(),
    ];
    asked.of(tx, &GRADED_HIGH, &before).await
}

/// Those with whose family somebody works.
pub async fn at_work(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    asked: Asked<'_>,
) -> Result<BTreeSet<PersonId>, Fault> {
    asked.of(tx, &AT_WORK_WITH, &[authority.into()]).await
}

/// Those about whose family a warning came since then.
pub async fn warned(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    asked: Asked<'_>,
) -> Result<BTreeSet<PersonId>, Fault> {
    let before = [authority.into(), asked.since.into()];
    asked.of(tx, &WARNED_OF, &before).await
}

/// Those who hide, or of whose family somebody does.
pub async fn protected(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    asked: Asked<'_>,
) -> Result<BTreeSet<PersonId>, Fault> {
    let mut found = asked.of(tx, &PROTECTED_SELF, &[authority.into()]).await?;
    found.extend(asked.of(tx, &PROTECTED_KIN, &[authority.into()]).await?);
    Ok(found)
}
