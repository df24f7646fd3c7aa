//! Acknowledging a warning: by a worker of the strand that it came to, or by who manages them once it has gone on.

use trefoil_core::act::Act;
use trefoil_core::ids::{SignalId, StrandId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::signal::{signal_acknowledge as put, signal_strand};

use super::leave::{leave_on_strand, nowhere};
use crate::door::{App, read_of, refusal};

/// Acknowledges the warning; the strand that it came to.
///
/// # Errors
/// `NotFound` where there is none for the asker; `Conflict` where somebody has acknowledged it already.
pub async fn signal_acknowledge(
    app: &App,
    asker: &Asker,
    signal: SignalId,
) -> Result<StrandId, Refusal> {
    let act = Act::SignalAcknowledge;
    let mut tx = app.read_as(asker).await?;
    let found = signal_strand(&mut tx, app.authority, signal).await;
    drop(tx);
    let Some(strand) = found.map_err(refusal)? else {
        return app.nothing(asker, act, nowhere(signal.uuid().into())).await;
    };
    let (permit, _) = leave_on_strand(app, asker, act, strand).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let by = (me, door.now());
            put(tx, door.authority, &permit, (signal, strand), by).await?;
            let on = (SubjectKind::Strand, Some(strand.uuid()));
            let entry = door.entry(principal, act, on, read_of([signal.uuid()]));
            Ok(Written {
                value: strand,
                entries: vec![entry],
            })
        })
    })
    .await
}
