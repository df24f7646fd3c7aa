//! Ending what opens an account: every session of a worker, or the account itself.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, WorkerId};
use trefoil_core::principal::Principal;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Subject};
use trefoil_store::Written;
use trefoil_store::leaver::{account_close as close, worker_at_work};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::session::sessions_end_all;

use crate::door::{App, refusal, subject_of};

/// Signs a worker out wherever they are signed in.
///
/// # Errors
/// `NotFound` where there is no such account, or it is closed.
pub async fn sessions_end_of(app: &App, asker: &Asker, worker: WorkerId) -> Result<(), Refusal> {
    let act = Act::SessionsEndOf;
    let _permit = app.leave(asker, act, None).await?;
    at_work(app, asker, act, worker).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            sessions_end_all(tx, door.authority, worker, door.now()).await?;
            let on = (SubjectKind::Worker, Some(worker.uuid()));
            Ok(Written {
                value: (),
                entries: vec![door.entry(principal, act, on, Vec::new())],
            })
        })
    })
    .await
}

/// Closes an account for good. To strands its worker stays allocated until somebody else is: a family to which nobody is allocated
/// would be nobody's to hear of. The list of whoever may allocate another says that they have gone.
///
/// # Errors
/// `NotFound` where there is no such account, or it is closed; `Invalid` where whoever closes it is not sure, or it is their own.
pub async fn account_close(
    app: &App,
    asker: &Asker,
    worker: WorkerId,
    sure: bool,
) -> Result<(), Refusal> {
    let act = Act::AccountClose;
    let permit = app.leave(asker, act, None).await?;
    at_work(app, asker, act, worker).await?;
    let on = (SubjectKind::Worker, Some(worker.uuid()));
    let against = match (asker.principal == Principal::Worker(worker), sure) {
        (true, _) => Some("You cannot close your own account: ask another administrator."),
        (_, false) => Some("Say that you are sure: a closed account is not opened again."),
        _ => None,
    };
    if let Some(words) = against {
        app.refused(asker, act, on).await?;
        return Err(Refusal::invalid("sure", words));
    }
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let back = close(tx, door.authority, &permit, worker, door.now()).await?;
            let given_back = |contact: ContactId| {
                let on = subject_of(Subject::Contact(contact));
                door.entry(principal, Act::ContactRelease, on, Vec::new())
            };
            let closed = door.entry(principal, act, on, Vec::new());
            let entries = [closed].into_iter().chain(back.into_iter().map(given_back));
            Ok(Written {
                value: (),
                entries: entries.collect(),
            })
        })
    })
    .await
}

/// Leaves the entry of a refused act where there is no such account, or it is closed.
async fn at_work(app: &App, asker: &Asker, act: Act, worker: WorkerId) -> Result<(), Refusal> {
    let mut tx = app.read().await?;
    let facts = worker_at_work(&mut tx, app.authority, worker).await;
    drop(tx);
    if facts.map_err(refusal)?.is_some() {
        return Ok(());
    }
    app.refused(asker, act, (SubjectKind::Worker, Some(worker.uuid())))
        .await?;
    Err(Refusal::NotFound)
}
