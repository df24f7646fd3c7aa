//! Closing a strand: its work has ended, and so has its workers' sight of it.

use trefoil_core::act::Act;
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::strand::strand_close as put;

use super::leave::leave_on_strand;
use crate::door::App;

/// Closes the strand.
///
/// # Errors
/// `Conflict` where it is closed already.
pub async fn strand_close(app: &App, asker: &Asker, id: StrandId) -> Result<(), Refusal> {
    let act = Act::StrandClose;
    let (permit, _) = leave_on_strand(app, asker, act, id).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            put(tx, door.authority, &permit, id, door.now()).await?;
            let on = (SubjectKind::Strand, Some(id.uuid()));
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
