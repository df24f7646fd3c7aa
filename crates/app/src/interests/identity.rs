//! Recording who a worker is outside work: by an administrator, who is told afterwards only that it is recorded. Everybody who is
//! like them is looked for in the same transaction.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::WorkerId;
use trefoil_core::interest::IdentityTyped;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::interest::{identity_put, identity_since, worker_keys_renew};
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::version::RecordKind;
use trefoil_store::{Written, worker};

use super::compare::Known;
use super::raise::Raising;
use crate::door::{App, refusal};
use crate::matching::describe::keys_kept;

/// A worker's account, as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerPage {
    /// The worker.
    pub worker: WorkerId,
    /// What they are called.
    pub name: String,
    /// When who they are outside work was recorded, if ever.
    pub recorded_at: Option<Timestamp>,
    /// Whether their account is closed.
    pub gone: bool,
}

/// One account.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn worker_view(app: &App, asker: &Asker, id: WorkerId) -> Result<WorkerPage, Refusal> {
    let act = Act::WorkersView;
    let _permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Worker, Some(id.uuid()));
    let mut tx = app.read().await?;
    let facts = worker::worker_facts(&mut tx, app.authority, id)
        .await
        .map_err(refusal)?;
    let here = worker_at_work(&mut tx, app.authority, id)
        .await
        .map_err(refusal)?;
    let recorded_at = identity_since(&mut tx, app.authority, id)
        .await
        .map_err(refusal)?;
    drop(tx);
    let Some(facts) = facts else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, Vec::new()).await?;
    Ok(WorkerPage {
        worker: id,
        name: facts.name,
        recorded_at,
        gone: here.is_none(),
    })
}

/// Records it, in the place of what was recorded before.
///
/// # Errors
/// `Invalid` naming each field that cannot be used; `NotFound` where there is no such worker.
pub async fn worker_identify(
    app: &App,
    asker: &Asker,
    id: WorkerId,
    typed: &IdentityTyped,
) -> Result<(), Refusal> {
    let act = Act::WorkerIdentify;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Worker, Some(id.uuid()));
    let mut tx = app.read().await?;
    let facts = worker::worker_facts(&mut tx, app.authority, id).await;
    drop(tx);
    if facts.map_err(refusal)?.is_none() {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    }
    let identity = typed.read(local_date(app.now()))?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let raising = Raising::new(&door, now)?;
            let known = Known::new(&identity, raising.permit());
            let mut keys: Vec<i64> = known
                .records()
                .flat_map(|one| keys_kept(door.ring.index(), one))
                .collect();
            keys.sort_unstable();
            keys.dedup();
            let version = identity_put(tx, door.authority, &permit, id, now).await?;
            worker_keys_renew(tx, door.authority, &permit, id, &keys).await?;
            let mut recording = door.recording(now);
            let label = format!("worker:{id}");
            recording.put(RecordKind::Identity, id.uuid(), version, &label, &identity);
            let mut entries = vec![door.entry(principal, act, on, recording.touched())];
            recording.write(tx).await?;
            entries.extend(raising.worker(tx, id, &identity).await?);
            Ok(Written { value: (), entries })
        })
    })
    .await
}
