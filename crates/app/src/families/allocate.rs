//! Allocating a worker to a strand. Conflicts first: nobody works for both sides of a family, now or within two years, because what
//! they know of one would stand beside the other (threats, T27; access model, conflict blocks); nor for a family in which they may
//! have an interest.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::ids::{StrandId, WorkerId};
use trefoil_core::principal::{Principal, Role};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Asker;
use trefoil_store::interest::closed_to;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::share::shared_now;
use trefoil_store::strand::{StrandRow, allocations, strand_allocate as put, strands_of_families};
use trefoil_store::{Fault, Tx, Written};

use super::leave::leave_on_strand;
use crate::door::App;

/// How long somebody who worked for one side is kept from the other (access model, conflict blocks, e: 24 months).
const FORMER_SIDE: SignedDuration = SignedDuration::from_hours(24 * 730);

/// Allocates the worker; whoever was allocated before is not any more.
///
/// # Errors
/// `Invalid` where no worker was chosen, the worker's roles do not fit, or they work or worked for the other side; `Conflict` where they are allocated
/// already.
pub async fn strand_allocate(
    app: &App,
    asker: &Asker,
    id: StrandId,
    to: Option<WorkerId>,
) -> Result<(), Refusal> {
    let act = Act::StrandAllocate;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let to = to.ok_or_else(|| Refusal::invalid("worker", "Choose a worker."))?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let role = fitting(&door, tx, &met.strand, to).await?;
            conflict_check(&door, tx, &met.strand, to, now).await?;
            put(tx, door.authority, &permit, id, (to, role), now).await?;
            let on = (SubjectKind::Strand, Some(id.uuid()));
            let entry = door.entry(principal, act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// The role in which the worker would work on the strand.
async fn fitting(app: &App, tx: &mut Tx, strand: &StrandRow, to: WorkerId) -> Result<Role, Fault> {
    let facts = worker_at_work(tx, app.authority, to).await?;
    let role = strand.kind.roles().iter().find(|role| {
        let holds = facts.as_ref().map(|facts| facts.holds(**role));
        holds.unwrap_or(false)
    });
    role.copied().ok_or_else(|| {
        let words = "Choose a worker whose role fits this person's side of the family.";
        Refusal::invalid("worker", words).into()
    })
}

async fn conflict_check(
    app: &App,
    tx: &mut Tx,
    strand: &StrandRow,
    to: WorkerId,
    now: Timestamp,
) -> Result<(), Fault> {
    let own = allocations(tx, app.authority, &[strand.strand]).await?;
    if own
        .values()
        .flatten()
        .any(|one| one.worker == to && one.until.is_none())
    {
        let words = "This worker is allocated already.".to_owned();
        return Err(Refusal::Conflict(words).into());
    }
    if kept_out(app, tx, strand, to, now).await? {
        // Why is not said: it would tell one side who works for the other.
        let words = "This worker cannot be allocated here. Choose somebody else, or ask the Caldicott guardian.";
        return Err(Refusal::invalid("worker", words).into());
    }
    Ok(())
}

/// Whether the worker must be given nothing of this strand: they have an interest in the family, or they work for its other side,
/// did so within two years, or have a strand of it shared with them now.
pub(super) async fn kept_out(
    app: &App,
    tx: &mut Tx,
    strand: &StrandRow,
    worker: WorkerId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let strands = strands_of_families(tx, app.authority, &[strand.family]).await?;
    let opposite = strands.iter().filter(|one| one.kind.opposes(strand.kind));
    let opposite: Vec<StrandId> = opposite.map(|one| one.strand).collect();
    let past = allocations(tx, app.authority, &opposite).await?;
    let kept = |until: Option<Timestamp>| match until {
        None => !leaks(Leak::BothSides),
        Some(until) => now.duration_since(until) < FORMER_SIDE && !leaks(Leak::FormerSide),
    };
    let allocated = past
        .values()
        .flatten()
        .any(|one| one.worker == worker && kept(one.until));
    let shared = shared_now(tx, app.authority, &opposite, now).await?;
    let closed = closed_to(tx, app.authority, &Principal::Worker(worker)).await?;
    let interest = closed.family(strand.family).is_some() && !leaks(Leak::AllocatedAnyway);
    Ok(allocated || shared.contains(&worker) || interest)
}
