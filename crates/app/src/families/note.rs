//! Writing a note on a strand: read by those who see the strand in full, and by nobody else.

use trefoil_core::act::Act;
use trefoil_core::ids::{NoteId, StrandId};
use trefoil_core::note::NoteContent;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::note::{NotePlace, note_put};
use trefoil_store::version::{RecordKind, compartment_code};

use super::leave::leave_on_strand;
use crate::door::App;

/// Writes the note.
///
/// # Errors
/// `Invalid` where it is empty or too long; `Conflict` where the strand is closed.
pub async fn note_write(app: &App, asker: &Asker, id: StrandId, text: &str) -> Result<(), Refusal> {
    let act = Act::NoteWrite;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let content = NoteContent::new(text)?;
    if met.strand.closed_at.is_some() {
        let words = "This strand was closed while you wrote. Copy your note, and ask the team manager where it belongs.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let place = NotePlace {
                note: NoteId::mint(&door.mint(now)),
                family: met.strand.family,
                strand: Some(id),
                by: me,
                at: now,
            };
            let label = compartment_code(Compartment::Family {
                family: met.strand.family,
                kind: met.strand.kind,
                person: Some(met.strand.person),
            });
            let mut recording = door.recording(now);
            recording.put(RecordKind::Note, place.note.uuid(), 1, &label, &content);
            note_put(tx, door.authority, &permit, place).await?;
            let on = (SubjectKind::Strand, Some(id.uuid()));
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
