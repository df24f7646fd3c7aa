//! What a family's workers share: writing an item, and letting one through to the other side, one at a time.

use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, NoteId};
use trefoil_core::note::NoteContent;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::{Compartment, CompartmentKind};
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::note::{NotePlace, note_opt_in, note_put};
use trefoil_store::version::{RecordKind, compartment_code};

use super::leave::leave_on_family;
use crate::door::App;

/// Writes a shared item.
///
/// # Errors
/// `Invalid` where it is empty or too long.
pub async fn shared_write(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    text: &str,
) -> Result<(), Refusal> {
    let act = Act::SharedWrite;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let content = NoteContent::new(text)?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let place = NotePlace {
                note: NoteId::mint(&door.mint(now)),
                family,
                strand: None,
                by: me,
                at: now,
            };
            let label = compartment_code(Compartment::Family {
                family,
                kind: CompartmentKind::Shared,
                person: None,
            });
            let mut recording = door.recording(now);
            recording.put(RecordKind::Note, place.note.uuid(), 1, &label, &content);
            note_put(tx, door.authority, &permit, place).await?;
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

/// Lets a shared item through to the other side.
///
/// # Errors
/// `Conflict` where it is through already, or is no item of this family.
pub async fn shared_opt_in(
    app: &App,
    asker: &Asker,
    family: FamilyId,
    note: NoteId,
) -> Result<(), Refusal> {
    let act = Act::SharedOptIn;
    let (permit, _) = leave_on_family(app, asker, act, family).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            note_opt_in(
                tx,
                door.authority,
                &permit,
                (family, note),
                (me, door.now()),
            )
            .await?;
            let on = (SubjectKind::Family, Some(family.uuid()));
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
