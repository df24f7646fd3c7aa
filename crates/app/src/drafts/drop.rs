//! Throwing away what was typed and not sent.

use trefoil_core::act::Act;
use trefoil_core::draft::DraftForm;
use trefoil_core::ids::DraftId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::draft::{draft_done, draft_one};
use trefoil_store::ledger::SubjectKind;

use crate::door::{App, refusal};

/// Throws it away: its words are disposed of.
///
/// # Errors
/// `NotFound` where it is none of theirs, or was sent or thrown away already.
pub async fn draft_drop(
    app: &App,
    asker: &Asker,
    draft: DraftId,
    form: DraftForm,
) -> Result<(), Refusal> {
    let act = Act::DraftDrop;
    let permit = app.leave(asker, act, None).await?;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let me = me.ok_or(Refusal::NotFound)?;
    let on = (SubjectKind::Draft, Some(draft.uuid()));
    let mut tx = app.read().await?;
    let held = draft_one(&mut tx, &app.ring, app.authority, (me, draft)).await;
    drop(tx);
    if held.map_err(refusal)?.is_none() {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    }
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let (which, by) = ((draft, form), (me, door.now()));
            draft_done(tx, door.authority, &permit, which, by, None).await?;
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
