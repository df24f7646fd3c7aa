//! Recording who a worker is outside work: by an administrator, who is told afterwards only that it is recorded. Everybody who is
//! like them is looked for in the same transaction.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::WorkerId;
use trefoil_core::interest::IdentityTyped;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::change::changes_of;
use trefoil_store::interest::{identity_put, identity_since, worker_keys_renew};
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::version::RecordKind;
use trefoil_store::worker::Team;
use trefoil_store::{Fault, Tx, Written, worker};

use super::compare::Known;
use super::raise::Raising;
use crate::accounts::work::Work;
use crate::agencies::view::{Shown, shown};
use crate::door::{App, refusal};
use crate::matching::describe::{key_of_mail, keys_kept};
use crate::names::Names;

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
    /// What they do.
    pub work: Work,
    /// Every team that somebody can be in.
    pub teams: Vec<Team>,
    /// What was changed of it, the latest first.
    pub history: Vec<Shown>,
}

/// One account.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn worker_view(app: &App, asker: &Asker, id: WorkerId) -> Result<WorkerPage, Refusal> {
    let act = Act::WorkersView;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Worker, Some(id.uuid()));
    let mut tx = app.read().await?;
    let page = page_read(app, &mut tx, &permit, id).await;
    drop(tx);
    let Some(page) = page.map_err(refusal)? else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, Vec::new()).await?;
    Ok(page)
}

async fn page_read(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    id: WorkerId,
) -> Result<Option<WorkerPage>, Fault> {
    let Some(facts) = worker::worker_facts(tx, app.authority, id).await? else {
        return Ok(None);
    };
    let mut teams = worker::teams(tx, app.authority).await?;
    teams.retain(|team| team.ended_at.is_none());
    let history = changes_of(tx, app.authority, permit, id.uuid()).await?;
    let names = Names::read(app, tx).await?;
    Ok(Some(WorkerPage {
        worker: id,
        name: facts.name,
        recorded_at: identity_since(tx, app.authority, id).await?,
        gone: worker_at_work(tx, app.authority, id).await?.is_none(),
        work: Work {
            team: facts.team,
            roles: facts.roles,
        },
        teams,
        history: shown(history, &names),
    }))
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
            keys.extend(
                known
                    .mail()
                    .map(|mail| key_of_mail(door.ring.index(), mail)),
            );
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
