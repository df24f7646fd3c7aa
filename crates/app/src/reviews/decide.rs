//! Saying what a review found.

use trefoil_core::act::Act;
use trefoil_core::glass::ReviewOutcome;
use trefoil_core::ids::ReviewId;
use trefoil_core::note::NoteContent;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::review::reviewed;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Written};

use super::view::found;
use crate::door::App;

/// Records it.
///
/// # Errors
/// `Invalid` where nothing was chosen or no reason given; `Conflict` where it was reviewed already; `NotFound` where it is not the
/// asker's to review.
pub async fn review_decide(
    app: &App,
    asker: &Asker,
    id: ReviewId,
    outcome: Option<ReviewOutcome>,
    reason: &str,
) -> Result<(), Refusal> {
    let act = Act::GlassReview;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Review, Some(id.uuid()));
    let (door, doing, reason) = (app.clone(), asker.clone(), reason.to_owned());
    let came = app
        .write(move |tx| {
            Box::pin(async move {
                let row = found(&door, tx, &doing, &permit, id).await?;
                let row = row.ok_or(Fault::Refused(Refusal::NotFound))?;
                let (outcome, reason) = read(outcome, &reason)?;
                if row.decided_at.is_some() {
                    let words = "Somebody else has reviewed this already.";
                    return Err(Refusal::Conflict(words.to_owned()).into());
                }
                let now = door.now();
                reviewed(tx, door.authority, &permit, &row, outcome, now).await?;
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
    outcome: Option<ReviewOutcome>,
    reason: &str,
) -> Result<(ReviewOutcome, NoteContent), Refusal> {
    let mut problems = Vec::new();
    if outcome.is_none() {
        let words = "Choose whether the use was in order.";
        problems.push(Problem::new("outcome", words));
    }
    let reason = NoteContent::reason("reason", reason, "Say in a few words what you looked at.");
    match (outcome, reason) {
        (Some(outcome), Ok(reason)) => Ok((outcome, reason)),
        (_, reason) => {
            problems.extend(reason.err());
            Err(Refusal::Invalid(problems))
        }
    }
}
