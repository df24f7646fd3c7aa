//! Giving a contact another level than its source's grade has: as more is known it is more or less urgent, and why is written down.

use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, GradingId};
use trefoil_core::rag::{REGRADE_SURE, REGRADE_SURE_WANTED, Rag};
use trefoil_core::reason::Reason;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Subject};
use trefoil_store::Written;
use trefoil_store::rag::grading_put;
use trefoil_store::version::{RecordKind, compartment_code};

use super::at_risk::at_risk;
use super::leave::leave_on;
use crate::door::{App, subject_of};

/// Gives it.
///
/// # Errors
/// `Invalid` naming each field that will not do, and where it is made green, somebody of it is at high risk, and whoever does it has not said
/// that they know; `NotFound` where the asker may not see the contact.
pub async fn contact_regrade(
    app: &App,
    asker: &Asker,
    id: ContactId,
    (level, reason): (Option<Rag>, &str),
    sure: bool,
) -> Result<(), Refusal> {
    let act = Act::ContactRegrade;
    let permit = leave_on(app, asker, act, id).await?;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let me = me.ok_or(Refusal::NotFound)?;
    let reason = Reason::new("rag-reason", reason, 3);
    let wanted = || Problem::new("rag", "Choose how soon it must be decided.");
    let (level, reason) = match (level, reason) {
        (Some(level), Ok(reason)) => (level, reason),
        (level, reason) => {
            let problems = level.is_none().then(wanted).into_iter().chain(reason.err());
            return Err(Refusal::Invalid(problems.collect()));
        }
    };
    if level == Rag::Green && !sure && !at_risk(app, asker, id).await?.is_empty() {
        return Err(Refusal::invalid(REGRADE_SURE, REGRADE_SURE_WANTED));
    }
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let grading = GradingId::mint(&door.mint(now));
            let mut recording = door.recording(now);
            let label = compartment_code(Compartment::Hub(id));
            recording.put(RecordKind::Ground, grading.uuid(), 1, &label, &reason);
            let what = (grading, id);
            grading_put(tx, door.authority, &permit, what, level, (me, now)).await?;
            let on = subject_of(Subject::Contact(id));
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
