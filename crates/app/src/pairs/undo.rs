//! Undoing what was said of two: it ends, and everything is as it was before it, because nothing else was changed. At any later time.

use trefoil_core::act::Act;
use trefoil_core::ids::{PairId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::pair::said_end;
use trefoil_store::{Fault, Tx, Written};

use super::Within;
use super::one::seen;
use crate::door::{App, read_of};

/// Ends it.
///
/// # Errors
/// `Conflict` where nothing that was said stands; `NotFound` where the asker may not see both, or may not know of it.
pub async fn pair_undo(app: &App, asker: &Asker, pair: PairId) -> Result<(), Refusal> {
    let act = Act::PairUndo;
    let permit = app.leave(asker, act, None).await?;
    let within = Within::new(app, asker, app.reach(asker, act).await?);
    let on = (SubjectKind::Authority, Some(pair.uuid()));
    let (door, doing) = (app.clone(), asker.clone());
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let entry = undo_in(&door, tx, (&doing, &within, &permit), pair).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn undo_in(
    app: &App,
    tx: &mut Tx,
    (asker, within, permit): (&Asker, &Within, &Permit),
    pair: PairId,
) -> Result<Entry, Fault> {
    let met = seen(app, tx, asker, within, pair).await?;
    let Some(said) = met.row.said else {
        let words = "What was said of these two has been undone already.";
        return Err(Refusal::Conflict(words.to_owned()).into());
    };
    said_end(tx, app.authority, permit, said.id, app.now()).await?;
    let ends = met.row.ends.map(PersonId::uuid);
    let touched = read_of(ends.into_iter().chain([said.id.uuid()]));
    let on = (SubjectKind::Authority, Some(pair.uuid()));
    Ok(app.entry(asker.principal, permit.act(), on, touched))
}
