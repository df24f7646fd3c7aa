//! Having a contact: taking it on, handing it over, giving it back. Of two who take one, the second is told who has it.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, TeamId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Subject};
use trefoil_store::contact::ContactHead;
use trefoil_store::{Fault, Tx, Written, contact, leaver, worker};

use super::leave::leave_on;
use crate::door::{App, subject_of};
use crate::interests::raise::Raising;

/// The asker takes the contact on.
///
/// # Errors
/// `Conflict` naming who has it, where somebody has.
pub async fn contact_take(app: &App, asker: &Asker, id: ContactId) -> Result<(), Refusal> {
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return app
            .nothing(asker, Act::ContactTake, Subject::Contact(id))
            .await;
    };
    hold(app, asker, Act::ContactTake, id, Some(me)).await
}

/// The contact is given to a colleague of the hub.
///
/// # Errors
/// `Conflict` where it is somebody else's to give; `Invalid` where the colleague does not work the hub's queue.
pub async fn contact_hand_over(
    app: &App,
    asker: &Asker,
    id: ContactId,
    to: WorkerId,
) -> Result<(), Refusal> {
    hold(app, asker, Act::ContactHandOver, id, Some(to)).await
}

/// The asker gives the contact back to the queue.
///
/// # Errors
/// `Conflict` where the asker does not have it.
pub async fn contact_release(app: &App, asker: &Asker, id: ContactId) -> Result<(), Refusal> {
    hold(app, asker, Act::ContactRelease, id, None).await
}

async fn hold(
    app: &App,
    asker: &Asker,
    act: Act,
    id: ContactId,
    to: Option<WorkerId>,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, act, id).await?;
    let (door, asker) = (app.clone(), asker.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let app = &door;
            let head = contact::head(tx, app.authority, id)
                .await?
                .ok_or(Fault::Stale)?;
            let from = may_move(app, tx, &asker, act, &head).await?;
            let to = match to {
                Some(worker) => Some((worker, team_of(app, tx, worker).await?)),
                None => None,
            };
            contact::hold(tx, app.authority, &permit, id, from, to, app.now()).await?;
            let on = subject_of(Subject::Contact(id));
            let mut entries = vec![app.entry(asker.principal, act, on, Vec::new())];
            if let Some((worker, _)) = to {
                // Given to somebody to whom it is closed, it goes back without a word: why would tell both of them.
                let raising = Raising::new(app, app.now())?;
                entries.extend(raising.settle(tx, Some(worker)).await?);
            }
            Ok(Written { value: (), entries })
        })
    })
    .await
}

/// From whom the contact may be moved: nobody by taking; whoever has it by handing over, where that is the asker or the
/// asker's leave reaches further; the asker by releasing.
async fn may_move(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    act: Act,
    head: &ContactHead,
) -> Result<WorkerId, Fault> {
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let manages = asker
        .worker
        .as_ref()
        .is_some_and(|facts| facts.holds(trefoil_core::principal::Role::TeamManager));
    match (act, head.worker, me) {
        (Act::ContactTake | Act::ContactHandOver, None, Some(me)) => Ok(me),
        (Act::ContactHandOver | Act::ContactRelease, Some(holder), Some(me)) if holder == me => {
            Ok(me)
        }
        (Act::ContactHandOver, Some(holder), _) if manages => Ok(holder),
        (Act::ContactTake, Some(holder), Some(me)) if holder == me => {
            Err(Refusal::Conflict("You have this contact already.".to_owned()).into())
        }
        (_, Some(holder), _) => {
            let name = worker::worker_facts(tx, app.authority, holder)
                .await?
                .map_or_else(|| "Somebody".to_owned(), |facts| facts.name);
            Err(Refusal::Conflict(format!(
                "{name} has this contact. Ask them, or a manager, to hand it over."
            ))
            .into())
        }
        _ => Err(Refusal::Conflict(
            "Nobody has this contact, so there is nothing to give back.".to_owned(),
        )
        .into()),
    }
}

async fn team_of(app: &App, tx: &mut Tx, to: WorkerId) -> Result<Option<TeamId>, Fault> {
    let facts = leaver::worker_at_work(tx, app.authority, to).await?;
    match facts {
        Some(facts)
            if facts.hub_team || facts.holds(trefoil_core::principal::Role::EmergencyDuty) =>
        {
            Ok(facts.team)
        }
        _ => {
            Err(Refusal::invalid("worker", "Choose a colleague who works the hub's queue.").into())
        }
    }
}
