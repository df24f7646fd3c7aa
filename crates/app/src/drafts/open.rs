//! Opening what was typed and not sent: one of them, or the list.

use trefoil_core::act::Act;
use trefoil_core::ids::DraftId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
pub use trefoil_store::draft::Draft;
use trefoil_store::draft::{draft_one, drafts_open as all};
use trefoil_store::ledger::SubjectKind;

use crate::door::{App, read_of, refusal};

/// The asker's own drafts, the latest first.
///
/// # Errors
/// `NotFound` for one who is no worker.
pub async fn drafts_open(app: &App, asker: &Asker) -> Result<Vec<Draft>, Refusal> {
    let act = Act::DraftView;
    let _permit = app.leave(asker, act, None).await?;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let me = me.ok_or(Refusal::NotFound)?;
    let mut tx = app.read().await?;
    let found = all(&mut tx, &app.ring, app.authority, me).await;
    drop(tx);
    let found = found.map_err(refusal)?;
    let read = read_of(found.iter().map(|one| one.draft.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(found)
}

/// One of the asker's own.
///
/// # Errors
/// `NotFound` where it is none of theirs, or was sent.
pub async fn draft_open(app: &App, asker: &Asker, draft: DraftId) -> Result<Draft, Refusal> {
    let act = Act::DraftView;
    let _permit = app.leave(asker, act, None).await?;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let me = me.ok_or(Refusal::NotFound)?;
    let mut tx = app.read().await?;
    let found = draft_one(&mut tx, &app.ring, app.authority, (me, draft)).await;
    drop(tx);
    let on = (SubjectKind::Draft, Some(draft.uuid()));
    let Some(found) = found.map_err(refusal)? else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, read_of([draft.uuid()])).await?;
    Ok(found)
}
