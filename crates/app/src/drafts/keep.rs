//! Keeping what is being typed.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::draft::{ABOUT, DraftContent, DraftForm};
use trefoil_core::ids::{ContactId, DraftId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::draft::{draft_save, draft_version};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Tx, Written};

use crate::contacts::leave::contact_met;
use crate::door::{App, refusal};

/// What was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// When.
    pub at: Timestamp,
    /// As which draft.
    pub draft: DraftId,
    /// In which version of it.
    pub version: i64,
    /// Whether as a draft of its own, since another window had kept something else of the first.
    pub apart: bool,
}

/// Keeps it in the place of what was kept before. Where nothing was typed there is nothing to keep. With `from`, the version that stood when
/// the window last saw it: what another window kept since is not written over, and both stay.
///
/// # Errors
/// `Conflict` where it was sent already; `NotFound` for one who is no worker.
pub async fn draft_keep(
    app: &App,
    asker: &Asker,
    ((draft, form), from): ((DraftId, DraftForm), Option<i64>),
    content: Option<DraftContent>,
) -> Result<Option<Kept>, Refusal> {
    let act = Act::DraftKeep;
    let permit = app.leave(asker, act, None).await?;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let me = me.ok_or(Refusal::NotFound)?;
    let on = (SubjectKind::Draft, Some(draft.uuid()));
    let Some(content) = content else {
        app.record(asker, act, on, Vec::new()).await?;
        return Ok(None);
    };
    let about = about(app, asker, form, &content).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let apart = overtaken(&door, tx, (draft, me), from).await?;
            let draft = if apart {
                DraftId::mint(&door.mint(now))
            } else {
                draft
            };
            let which = (draft, form, about.map(ContactId::uuid));
            let version = draft_save(tx, door.authority, &permit, which, (me, now)).await?;
            let Some(version) = version else {
                return Err(Refusal::Conflict(ended(form).to_owned()).into());
            };
            let mut recording = door.recording(now);
            let label = format!("worker:{me}");
            recording.put(RecordKind::Draft, draft.uuid(), version, &label, &content);
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: Some(Kept {
                    at: now,
                    draft,
                    version,
                    apart,
                }),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Whether another window kept something of a worker's draft since this one saw it.
pub(crate) async fn overtaken(
    app: &App,
    tx: &mut Tx,
    which: (DraftId, WorkerId),
    from: Option<i64>,
) -> Result<bool, Fault> {
    let Some(from) = from else {
        return Ok(false);
    };
    let stands = draft_version(tx, app.authority, which).await?;
    Ok(stands.is_some_and(|version| version != from))
}

/// What is said of a draft that has ended.
fn ended(form: DraftForm) -> &'static str {
    match form {
        DraftForm::Contact => {
            "This was sent already from another window. What you type here is not kept any more: send it where it is more than what was sent."
        }
        DraftForm::Decision => {
            "This contact is decided, so what you type of it is not kept any more. It is still on your screen: copy what you need."
        }
    }
}

/// The contact with whose decision it ends, where it is the asker's to decide: when it is decided is no news for anybody else.
async fn about(
    app: &App,
    asker: &Asker,
    form: DraftForm,
    content: &DraftContent,
) -> Result<Option<ContactId>, Refusal> {
    let about = content.get(ABOUT).parse::<ContactId>().ok();
    let Some(contact) = about.filter(|_| form == DraftForm::Decision) else {
        return Ok(None);
    };
    let mut tx = app.read().await?;
    let read = async {
        let met = contact_met(app, &mut tx, asker, contact).await?;
        let act = Act::ContactDecide;
        let theirs =
            met.filter(|(_, standing)| app.policy.permit(asker, act, Some(standing)).is_ok());
        Ok::<_, Fault>(theirs.map(|_| contact))
    };
    read.await.map_err(refusal)
}
