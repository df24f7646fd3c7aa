//! Recording who the primary aggressor is, where somebody stands on both sides of a family's work. Until then both are protected from
//! each other; the record closes the other side, which settles it. Another record undoes it.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::aggressor::{Finding, finding};
use trefoil_core::ids::{AggressorId, FamilyId, PersonId, StrandId};
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::{Compartment, CompartmentKind};
use trefoil_policy::{Asker, Permit};
use trefoil_store::aggressor::aggressor_put;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::strand::{StrandRow, strand_close, strands_of_families, strands_put};
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use super::leave::leave_on_family;
use crate::door::App;

/// Records the finding, and closes and opens the sides that it says.
///
/// # Errors
/// `Invalid` naming each field that will not do: the person must stand, or have stood, on both sides.
pub async fn aggressor_record(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    person: Option<PersonId>,
    (found, reasons): (Option<Finding>, &str),
) -> Result<(), Refusal> {
    let act = Act::AggressorRecord;
    let (permit, standing) = leave_on_family(app, asker, act, family).await?;
    let (found, reasons) = finding(found, reasons)?;
    let strands: Vec<StrandRow> = standing.strands.into_iter().map(|(one, _)| one).collect();
    let person = person
        .filter(|person| on_both_sides(&strands).contains(person))
        .ok_or_else(|| Refusal::invalid("person", "Choose whom it is about."))?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let record = AggressorId::mint(&door.mint(now));
            let what = (family, person, found);
            aggressor_put(tx, door.authority, &permit, record, what, (me, now)).await?;
            settle(&door, tx, &permit, what, now).await?;
            let mut recording = door.recording(now);
            let label = compartment_code(Compartment::Family {
                family,
                kind: CompartmentKind::Shared,
                person: None,
            });
            recording.put(RecordKind::Aggressor, record.uuid(), 1, &label, &reasons);
            let on = (SubjectKind::Family, Some(family.uuid()));
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Who has, or had, a strand on each side of the wall.
pub(super) fn on_both_sides(strands: &[StrandRow]) -> Vec<PersonId> {
    let harming = |person: PersonId| {
        let mut his = strands.iter().filter(|one| one.person == person);
        his.any(|one| one.kind == CompartmentKind::Perpetrator)
    };
    let protected = strands
        .iter()
        .filter(|one| one.kind != CompartmentKind::Perpetrator && harming(one.person));
    let mut both: Vec<PersonId> = protected.map(|one| one.person).collect();
    both.sort_unstable();
    both.dedup();
    both
}

/// Closes the side on which they do not belong and opens the other where it is closed. A child's strand is never closed by it: a
/// child who harms is still a child.
async fn settle(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (family, person, found): (FamilyId, PersonId, Finding),
    now: Timestamp,
) -> Result<(), Fault> {
    let strands = strands_of_families(tx, app.authority, &[family]).await?;
    let theirs: Vec<StrandRow> = strands
        .into_iter()
        .filter(|one| one.person == person)
        .collect();
    let open = |kind: CompartmentKind| {
        let mut of = theirs.iter().filter(move |one| one.kind == kind);
        of.find(|one| one.closed_at.is_none())
    };
    let (closes, opens) = match found {
        Finding::Harms => (CompartmentKind::Victim, CompartmentKind::Perpetrator),
        Finding::Harmed => (CompartmentKind::Perpetrator, CompartmentKind::Victim),
    };
    if let Some(strand) = open(closes) {
        strand_close(tx, app.authority, permit, strand.strand, now).await?;
    }
    let is_child = found == Finding::Harmed && open(CompartmentKind::Child).is_some();
    if open(opens).is_none() && !is_child {
        let strand = StrandRow {
            strand: StrandId::mint(&app.mint(now)),
            family,
            kind: opens,
            person,
            opened_at: now,
            closed_at: None,
        };
        strands_put(tx, app.authority, permit, &[strand]).await?;
    }
    Ok(())
}
