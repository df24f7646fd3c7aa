//! Saying whether two are one person. Both records stay, and so do the labels of what each holds: whoever sees one of them only goes on seeing
//! that one. That they are two sticks: it is not asked again, and nobody is both.

use trefoil_core::act::Act;
use trefoil_core::ids::{PairId, PersonId, SaidId};
use trefoil_core::pair::{PairTyped, pair_answer};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::pair::said_put;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Tx, Written};

use super::Within;
use super::answered::consistent;
use super::one::seen;
use crate::door::{App, read_of};

/// The compartment of why: no contact's and no family's, so that whoever opens those does not meet it.
const LABEL: &str = "pair";

/// Says it.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where something was said already, or the opposite follows from what was; `NotFound` where the asker
/// may not see both.
pub async fn pair_decide(
    app: &App,
    asker: &Asker,
    pair: PairId,
    typed: PairTyped,
) -> Result<(), Refusal> {
    let act = Act::PairDecide;
    let permit = app.leave(asker, act, None).await?;
    let within = Within::new(app, asker, app.reach(asker, act).await?);
    let on = (SubjectKind::Authority, Some(pair.uuid()));
    let (door, doing) = (app.clone(), asker.clone());
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let asked = (&doing, &within, &permit);
            let entry = decide_in(&door, tx, asked, pair, &typed).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn decide_in(
    app: &App,
    tx: &mut Tx,
    (asker, within, permit): (&Asker, &Within, &Permit),
    pair: PairId,
    typed: &PairTyped,
) -> Result<Entry, Fault> {
    let met = seen(app, tx, asker, within, pair).await?;
    if met.row.said.is_some() {
        let words = "Somebody else has said already whether these two are one.";
        return Err(Refusal::Conflict(words.to_owned()).into());
    }
    let ends = met.row.ends;
    let answer = pair_answer(ends, (within.custodian, &met.row.guards), typed)?;
    consistent(app, tx, (asker, permit), ends, answer.said).await?;
    let now = app.now();
    let said = SaidId::mint(&app.mint(now));
    said_put(tx, app.authority, permit, (said, pair, ends), &answer, now).await?;
    let mut recording = app.recording(now);
    recording.put(RecordKind::Pair, said.uuid(), 1, LABEL, &answer.content);
    let mut touched = recording.touched();
    touched.extend(read_of(ends.map(PersonId::uuid)));
    let on = (SubjectKind::Authority, Some(pair.uuid()));
    let entry = app.entry(asker.principal, permit.act(), on, touched);
    recording.write(tx).await?;
    Ok(entry)
}
