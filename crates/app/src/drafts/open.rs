//! Opening what was typed and not sent: one of them, or the list.

use trefoil_core::act::Act;
use trefoil_core::draft::{ABOUT, DraftForm};
use trefoil_core::ids::{ContactId, DraftId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
pub use trefoil_store::draft::Draft;
use trefoil_store::draft::{draft_one, drafts_open as all};
use trefoil_store::ledger::SubjectKind;

use trefoil_store::{Fault, Tx};

use crate::door::{App, read_of, refusal};

/// The asker's own drafts of a contact to take in, the latest first.
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
    let mut found = found.map_err(refusal)?;
    found.retain(|one| one.form == DraftForm::Contact);
    let read = read_of(found.iter().map(|one| one.draft.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(found)
}

/// What the asker typed on the page of this contact and did not send, the latest first. It is read with the page.
pub(crate) async fn drafts_about(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    contact: ContactId,
) -> Result<Vec<Draft>, Fault> {
    let Some(facts) = &asker.worker else {
        return Ok(Vec::new());
    };
    let mut found = all(tx, &app.ring, app.authority, facts.worker).await?;
    let contact = contact.to_string();
    found.retain(|one| one.form == DraftForm::Decision && one.content.get(ABOUT) == contact);
    Ok(found)
}

/// One of the asker's own, of a contact to take in.
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
    let found = found.map_err(refusal)?;
    let Some(found) = found.filter(|one| one.form == DraftForm::Contact) else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, read_of([draft.uuid()])).await?;
    Ok(found)
}
