//! Deciding whether a worker has an interest in a family. Until then they are kept out; where it is one, for good; where it is none,
//! it is not raised again on the same evidence.

use trefoil_core::act::Act;
use trefoil_core::ids::ConflictId;
use trefoil_core::interest::InterestState;
use trefoil_core::note::NoteContent;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_policy::Asker;
use trefoil_store::interest::interest_decided;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Written};

use super::view::seen;
use crate::door::App;

/// Decides it.
///
/// # Errors
/// `Invalid` where nothing was chosen or no reason given; `Conflict` where it was decided so already; `NotFound` where it is not the
/// asker's to decide about.
pub async fn interest_decide(
    app: &App,
    asker: &Asker,
    id: ConflictId,
    state: Option<InterestState>,
    reason: &str,
) -> Result<(), Refusal> {
    let act = Act::ConflictDecide;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Interest, Some(id.uuid()));
    let (door, doing) = (app.clone(), asker.clone());
    let reason = reason.to_owned();
    let came = app
        .write(move |tx| {
            Box::pin(async move {
                let found = seen(&door, tx, &doing, &permit, id).await?;
                let found = found.ok_or(Fault::Refused(Refusal::NotFound))?;
                let (state, reason) = read(state, &reason)?;
                let row = found.listed.row;
                if row.state == state {
                    let words = "Somebody else has decided this already, in the same way.";
                    return Err(Refusal::Conflict(words.to_owned()).into());
                }
                let now = door.now();
                interest_decided(tx, door.authority, &permit, &row, state, now).await?;
                let mut recording = door.recording(now);
                let version = row.version + 1;
                recording.put(RecordKind::Ground, id.uuid(), version, "custody", &reason);
                let entry = door.entry(doing.principal, act, on, recording.touched());
                recording.write(tx).await?;
                Ok(Written {
                    value: (),
                    entries: vec![entry],
                })
            })
        })
        .await;
    if came == Err(Refusal::NotFound) {
        app.refused(asker, act, on).await?;
    }
    came
}

fn read(
    state: Option<InterestState>,
    reason: &str,
) -> Result<(InterestState, NoteContent), Refusal> {
    let mut problems = Vec::new();
    let state = state.filter(|state| *state != InterestState::Pending);
    if state.is_none() {
        problems.push(Problem::new("state", "Choose whether it is an interest."));
    }
    let reason = NoteContent::reason("reason", reason, "Say how you know.");
    match (state, reason) {
        (Some(state), Ok(reason)) => Ok((state, reason)),
        (_, reason) => {
            problems.extend(reason.err());
            Err(Refusal::Invalid(problems))
        }
    }
}
