//! Sharing a strand with one worker, of any agency, for a time; and taking it back. Nobody is given more than the giver sees, and
//! nobody who works with the other side is given anything.

use trefoil_core::act::Act;
use trefoil_core::ids::{ShareId, StrandId, WorkerId};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::share::{ShareTerms, ShareTyped};
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::{Asker, Sight};
use trefoil_store::ledger::Touch;
use trefoil_store::share::{share_put, share_recall as recall};
use trefoil_store::{Fault, Tx, Written, worker};

use super::allocate::kept_out;
use super::leave::leave_on_strand;
use super::release::review_at;
use crate::door::{App, read_of, subject_of};

/// Shares the strand with a worker.
///
/// # Errors
/// `Invalid` naming each field that will not do; `Conflict` where the strand is closed.
pub async fn share_make(
    app: &App,
    asker: &Asker,
    id: StrandId,
    to: Option<WorkerId>,
    typed: &ShareTyped,
) -> Result<(), Refusal> {
    let act = Act::ShareMake;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    if met.strand.closed_at.is_some() {
        let words = "This side of the family's work is closed, so it is not shared any more.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let to = to.ok_or_else(|| Refusal::invalid("to", "Choose a worker."))?;
    let terms = typed.read()?;
    let sight = app.policy.sight(asker, &met.standing);
    if !leaks(Leak::GivesMore) {
        within(&terms, met.strand.kind, &sight)?;
    }
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, giver) = (app.clone(), asker.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let could = could_be_given(&door, tx, &giver).await?;
            let out = kept_out(&door, tx, &met.strand, to, now).await?;
            let out = out && !leaks(Leak::GivenAcross);
            if out || !could.iter().any(|(one, ..)| *one == to) {
                // Why is not said: it would tell one side who works for the other.
                let words = "This worker cannot be given it. Choose somebody else, or ask the Caldicott guardian.";
                return Err(Refusal::invalid("to", words).into());
            }
            let share = ShareId::mint(&door.mint(now));
            let dates = (me, now, review_at(now, terms.days));
            share_put(tx, door.authority, &permit, (share, id, to), &terms, dates).await?;
            let on = subject_of(met.standing.subject);
            let touched: Vec<Touch> = read_of([share.uuid(), to.uuid()]);
            let entry = door.entry(giver.principal, act, on, touched);
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Whether the giver sees as much themselves.
fn within(terms: &ShareTerms, kind: CompartmentKind, sight: &Sight) -> Result<(), Refusal> {
    if !sight.sees(kind, terms.aspect) {
        let words = "You cannot give more than you see yourself. Choose less.";
        return Err(Refusal::invalid("aspect", words));
    }
    if !terms.places.within(sight.places()) {
        let words = "Some of these places are closed to you just now, so you cannot give them.";
        return Err(Refusal::invalid("places", words));
    }
    Ok(())
}

/// Workers who have a list of families in which it would stand, but for the giver.
pub(super) async fn could_be_given(
    app: &App,
    tx: &mut Tx,
    giver: &Asker,
) -> Result<Vec<(WorkerId, String, String)>, Fault> {
    let me = giver.worker.as_ref().map(|facts| facts.worker);
    let all = worker::workers(tx, app.authority).await?;
    let others = all
        .into_iter()
        .filter(|(facts, _)| Some(facts.worker) != me);
    let could = others.filter_map(|(facts, _)| {
        let asker = Asker::worker(facts.clone());
        let lists = app.policy.permit(&asker, Act::StrandsView, None).is_ok();
        let barred = facts.holds(Role::Administrator);
        let role = facts.roles.first()?.words().to_owned();
        (lists && !barred).then_some((facts.worker, facts.name, role))
    });
    Ok(could.collect())
}

/// Takes a share back: its receiver sees nothing more of the strand from then on.
///
/// # Errors
/// `Conflict` where it holds no longer, or is none of this strand.
pub async fn share_recall(
    app: &App,
    asker: &Asker,
    id: StrandId,
    share: ShareId,
) -> Result<(), Refusal> {
    let act = Act::ShareRecall;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let by = (me, door.now());
            recall(tx, door.authority, &permit, (share, id), by).await?;
            let on = subject_of(met.standing.subject);
            let entry = door.entry(principal, act, on, read_of([share.uuid()]));
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
