//! Closing a strand: its work has ended, and so has its workers' sight of it.

use trefoil_core::act::Act;
use trefoil_core::ids::StrandId;
use trefoil_core::reason::Reason;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::strand::strand_close as put;
use trefoil_store::version::RecordKind;

use super::leave::leave_on_strand;
use super::signal::label_of;
use crate::door::App;

/// Closes the strand.
///
/// # Errors
/// `Invalid` without a reason; `Conflict` where it is closed already.
pub async fn strand_close(
    app: &App,
    asker: &Asker,
    id: StrandId,
    why: &str,
) -> Result<(), Refusal> {
    let act = Act::StrandClose;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let why = Reason::read("why", why)?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            put(tx, door.authority, &permit, id, now).await?;
            let mut recording = door.recording(now);
            let label = label_of(&met.strand);
            recording.put(RecordKind::Closing, id.uuid(), 1, &label, &why);
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
