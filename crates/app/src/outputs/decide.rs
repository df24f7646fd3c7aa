//! Releasing what waits, or refusing: by somebody who did not write it, bound to the hash of the bytes that they were shown.

use trefoil_core::act::Act;
use trefoil_core::hex;
use trefoil_core::ids::{OutputId, WorkerId};
use trefoil_core::output::{Held, OutputDecided, OutputState, Step};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::{Asker, Permit};
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::output::{OutputRow, output_read, output_step, output_version};
use trefoil_store::version::RecordKind;

use super::leave::leave_on_output;
use crate::door::{App, refusal};
use crate::families::leave::Met;
use crate::families::signal::label_of;

/// Releases the bytes of this hash.
///
/// # Errors
/// `Conflict` where the asker wrote it, was shown other bytes, or it waits no more; `Invalid` where no reason is given.
pub async fn output_release(
    app: &App,
    asker: &Asker,
    id: OutputId,
    (hash, reason): (&str, &str),
) -> Result<(), Refusal> {
    let act = Act::OutputRelease;
    let (permit, row, met) = leave_on_output(app, asker, act, id).await?;
    let by = me(asker)?;
    let shown = hex::unhex(hash);
    let step = Step::Release {
        by,
        hash: shown.unwrap_or([0; 32]),
    };
    let to = row.way().next(&step)?;
    let decided = OutputDecided::new(reason)?;
    fit_for_him(app, asker, &row, &met).await?;
    put(app, asker, (act, permit), (row, met), (to, by, decided)).await
}

/// Nobody lets a place of the protected side through to the perpetrator's, with whatever reason: it is written again without.
async fn fit_for_him(app: &App, asker: &Asker, row: &OutputRow, met: &Met) -> Result<(), Refusal> {
    if met.strand.kind != CompartmentKind::Perpetrator || leaks(Leak::ReleasedToHim) {
        return Ok(());
    }
    let sight = app.policy.sight(asker, &met.standing);
    let mut tx = app.read_as(asker).await?;
    let read = output_read(&mut tx, &app.ring, app.authority, &sight, row.output).await;
    drop(tx);
    let (_, facts, _) = read.map_err(refusal)?.ok_or(Refusal::NotFound)?;
    let hers = |side: CompartmentKind| {
        side != CompartmentKind::Perpetrator
            && !(side == CompartmentKind::Child && leaks(Leak::ChildsPlaceReleased))
    };
    let place = |one: &Held| matches!(one, Held::Place { side, .. } if hers(*side));
    if facts.held.iter().any(place) {
        let words = "This holds a place of the other side, so it cannot go. Refuse it, so that it is written again without.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    Ok(())
}

/// Decides that it does not leave.
///
/// # Errors
/// As [`output_release`].
pub async fn output_refuse(
    app: &App,
    asker: &Asker,
    id: OutputId,
    reason: &str,
) -> Result<(), Refusal> {
    let act = Act::OutputRefuse;
    let (permit, row, met) = leave_on_output(app, asker, act, id).await?;
    let by = me(asker)?;
    let to = row.way().next(&Step::Refuse { by })?;
    let decided = OutputDecided::new(reason)?;
    put(app, asker, (act, permit), (row, met), (to, by, decided)).await
}

pub(super) fn me(asker: &Asker) -> Result<WorkerId, Refusal> {
    let worker = asker.worker.as_ref().map(|facts| facts.worker);
    worker.ok_or(Refusal::NotFound)
}

async fn put(
    app: &App,
    asker: &Asker,
    (act, permit): (Act, Permit),
    (row, met): (OutputRow, Met),
    (to, by, decided): (OutputState, WorkerId, OutputDecided),
) -> Result<(), Refusal> {
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            output_step(tx, door.authority, &permit, &row, to, (by, now)).await?;
            let version = output_version(tx, door.authority, row.output).await? + 1;
            let mut recording = door.recording(now);
            let label = label_of(&met.strand);
            recording.put(
                RecordKind::Output,
                row.output.uuid(),
                version,
                &label,
                &decided,
            );
            let on = (SubjectKind::Output, Some(row.output.uuid()));
            let entry = door.entry(principal, act, on, recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
