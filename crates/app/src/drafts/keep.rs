//! Keeping what is being typed.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::draft::{DraftContent, DraftForm};
use trefoil_core::ids::DraftId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::draft::draft_save;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::version::RecordKind;

use crate::door::App;

/// Keeps it in the place of what was kept before; when it was kept. Where nothing was typed there is nothing to keep.
///
/// # Errors
/// `Conflict` where it was sent already; `NotFound` for one who is no worker.
pub async fn draft_keep(
    app: &App,
    asker: &Asker,
    (draft, form): (DraftId, DraftForm),
    content: Option<DraftContent>,
) -> Result<Option<Timestamp>, Refusal> {
    let act = Act::DraftKeep;
    let permit = app.leave(asker, act, None).await?;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let me = me.ok_or(Refusal::NotFound)?;
    let on = (SubjectKind::Draft, Some(draft.uuid()));
    let Some(content) = content else {
        app.record(asker, act, on, Vec::new()).await?;
        return Ok(None);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let which = (draft, form);
            let version = draft_save(tx, door.authority, &permit, which, (me, now)).await?;
            let Some(version) = version else {
                let words = "This was sent already. Open it to see it.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            };
            let mut recording = door.recording(now);
            let label = format!("worker:{me}");
            recording.put(RecordKind::Draft, draft.uuid(), version, &label, &content);
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: Some(now),
                entries: vec![entry],
            })
        })
    })
    .await
}
