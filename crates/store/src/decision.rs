//! Decisions: the row that clocks and reports need; the reason and the service are sealed.

use jiff::Timestamp;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{AuthorityId, ContactId, DecisionId, SightingId};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_core::vocabulary::RiskGrade;
use trefoil_policy::{Permit, Sight, Subject};

use crate::contact::grade_rank;
use crate::db::{Row, Tx, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

statement! {
    DECISIONS_PUT (Rows 9) = "INSERT INTO decision (authority_id, decision_id, contact_id, child_id, outcome, decided_at, decided_by, version, known_from) VALUES {rows}";
    DECISIONS_OF = "SELECT d.decision_id, d.contact_id, d.child_id, d.outcome, d.decided_at, d.decided_by, v.record_id, v.version, v.wrapped_key, v.payload FROM decision d JOIN version v ON v.authority_id = d.authority_id AND v.record_id = d.decision_id AND v.version = d.version WHERE d.authority_id = $1 AND d.contact_id = $2 AND d.known_from <= $3 AND COALESCE(d.known_until, $3 + 1) > $3 ORDER BY d.decision_id";
    DECISIONS_END = "UPDATE decision SET known_until = $3 WHERE authority_id = $1 AND contact_id = $2 AND known_until IS NULL";
    WORK_SINCE = "SELECT DISTINCT k.contact_id FROM contact_known k JOIN decision d ON d.authority_id = k.authority_id AND d.contact_id = k.contact_id WHERE k.authority_id = $1 AND k.received_at >= $2 AND d.known_until IS NULL AND d.outcome IN ('early_help', 'referral', 'strategy_discussion')";
    GRADED_SINCE = "SELECT contact_id FROM contact WHERE authority_id = $1 AND received_at >= $2 AND grade = $3 ORDER BY received_at, contact_id";
    OUTCOMES (List 3) = "SELECT contact_id, child_id, outcome FROM decision WHERE authority_id = $1 AND known_from <= $2 AND COALESCE(known_until, $2 + 1) > $2 AND contact_id IN ({list})";
}

/// A decision's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// The decision.
    pub decision: DecisionId,
    /// The contact.
    pub contact: ContactId,
    /// The child, by their first sighting; `None` for adults only.
    pub child: Option<SightingId>,
    /// What was decided.
    pub outcome: Outcome,
    /// When.
    pub decided_at: Timestamp,
    /// By whom, as the ledger writes it.
    pub decided_by: String,
}

/// Ends what was decided before on a contact that came back with more; it stays on record.
pub async fn decisions_end(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    contact: ContactId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(
        &DECISIONS_END,
        &[authority.into(), contact.uuid().into(), now.into()],
    )
    .await
    .map(drop)
}

/// Writes decisions; their reasons are written as versions.
pub async fn decisions_put(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    rows: &[DecisionRow],
) -> Result<(), Fault> {
    let rows = rows.iter().map(|row| {
        vec![
            authority.into(),
            row.decision.uuid().into(),
            row.contact.uuid().into(),
            row.child.map(SightingId::uuid).into(),
            row.outcome.code().into(),
            row.decided_at.into(),
            row.decided_by.as_str().into(),
            1.into(),
            row.decided_at.into(),
        ]
    });
    tx.run_rows(&DECISIONS_PUT, rows.collect()).await.map(drop)
}

fn row_of(row: &Row) -> Result<DecisionRow, Fault> {
    Ok(DecisionRow {
        decision: row.id(0)?,
        contact: row.id(1)?,
        child: row.id_or_none(2)?,
        outcome: row.code(3, Outcome::from_code)?,
        decided_at: row.time(4)?,
        decided_by: row.text(5)?,
    })
}

/// The decisions of a contact with their reasons, as known at `at`, for a sight that is full on the contact.
pub async fn decisions_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    contact: ContactId,
    at: Timestamp,
) -> Result<Vec<(DecisionRow, Answer)>, Fault> {
    if sight.subject() != Subject::Contact(contact)
        || !sight.sees(CompartmentKind::Hub, Aspect::Full)
    {
        return Ok(Vec::new());
    }
    let rows = tx
        .all(
            &DECISIONS_OF,
            &[authority.into(), contact.uuid().into(), at.into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row_of(row)?, open_whole(ring, authority, row, 6)?)))
        .collect()
}

/// What was decided on these contacts, without reasons, as known at `at`.
pub async fn outcomes_of(
    tx: &mut Tx,
    authority: AuthorityId,
    contacts: &[ContactId],
    at: Timestamp,
) -> Result<Vec<(ContactId, Option<SightingId>, Outcome)>, Fault> {
    let list = contacts
        .iter()
        .map(|contact| contact.uuid().into())
        .collect();
    let rows = tx
        .all_of(&OUTCOMES, &[authority.into(), at.into()], list)
        .await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.id(0)?,
                row.id_or_none(1)?,
                row.code(2, Outcome::from_code)?,
            ))
        })
        .collect()
}

/// Contacts received since an instant that came with a grade: for a demonstration.
pub async fn graded_since(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (since, grade): (Timestamp, RiskGrade),
) -> Result<Vec<ContactId>, Fault> {
    let values = [authority.into(), since.into(), grade_rank(grade).into()];
    let rows = tx.all(&GRADED_SINCE, &values).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// Contacts received since an instant and decided as work with the family: ids alone, for making a town.
pub async fn work_since(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    since: Timestamp,
) -> Result<Vec<ContactId>, Fault> {
    let rows = tx
        .all(&WORK_SINCE, &[authority.into(), since.into()])
        .await?;
    rows.iter().map(|row| row.id(0)).collect()
}
