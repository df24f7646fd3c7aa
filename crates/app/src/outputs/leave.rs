//! Leave for an act on one output: asked of the strand on whose side it was written. One that is not there answers as one that may
//! not be seen.

use trefoil_core::act::Act;
use trefoil_core::ids::OutputId;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Aspect;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::output::{OutputRow, output_row};

use crate::door::{App, refusal};
use crate::families::leave::{Met, meet};

/// Leave for the act on the output, with the output and its strand as the asker meets them.
///
/// # Errors
/// As the policy refuses; `NotFound` where there is no such output, or its strand is not the asker's to see in full.
pub(crate) async fn leave_on_output(
    app: &App,
    asker: &Asker,
    act: Act,
    id: OutputId,
) -> Result<(Permit, OutputRow, Met), Refusal> {
    let mut tx = app.read_as(asker).await?;
    let row = output_row(&mut tx, app.authority, id)
        .await
        .map_err(refusal)?;
    let met = match &row {
        Some(row) => meet(app, &mut tx, asker, row.strand).await?,
        None => None,
    };
    drop(tx);
    let on = (SubjectKind::Output, Some(id.uuid()));
    let seen = row.zip(met).filter(|(_, met)| {
        let sight = app.policy.sight(asker, &met.standing);
        sight.sees(met.strand.kind, Aspect::Full)
    });
    let Some((row, met)) = seen else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    match app.policy.permit(asker, act, Some(&met.standing)) {
        Ok(permit) => Ok((permit, row, met)),
        Err(refused) => {
            app.refused(asker, act, on).await?;
            Err(refused)
        }
    }
}
