//! Dealing with what follows a decision: somebody was told, or is not and why; a service said yes or no.

use trefoil_core::act::Act;
use trefoil_core::follow::{FollowEntry, FollowStep, follow_next};
use trefoil_core::ids::FollowId;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::follow::{follow_move, follow_read};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::search::principal_key;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use super::list::entries;
use crate::door::{App, subject_of};

/// Takes a step.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where somebody was faster; `NotFound` where there is none that the asker may know of.
pub async fn follow_deal(
    app: &App,
    asker: &Asker,
    id: FollowId,
    step: FollowStep,
    note: &str,
) -> Result<(), Refusal> {
    let act = Act::FollowDeal;
    let permit = app.leave(asker, act, None).await?;
    let (door, note) = (app.clone(), note.trim().to_owned());
    let on = (SubjectKind::Authority, None);
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let entry = deal_in(&door, tx, &permit, (id, step), note).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Takes it inside a transaction; its entry.
pub(super) async fn deal_in(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (id, step): (FollowId, FollowStep),
    note: String,
) -> Result<Entry, Fault> {
    let (authority, now) = (app.authority, app.now());
    let met = follow_read(tx, &app.ring, authority, permit, id).await?;
    let (row, mut content) = met.ok_or(Refusal::NotFound)?;
    let by = principal_key(&permit.principal());
    let stands = (row.kind, row.state, row.version);
    let to = follow_next(stands, step, &note, row.moved_by == by)?;
    follow_move(tx, authority, permit, &row, (to, step.why), now).await?;
    content.entries = entries(&row, &content);
    content.entries.push(FollowEntry {
        to,
        why: step.why,
        how: step.how,
        note,
        by,
        at: now,
        rights: step.rights.is_some(),
    });
    let label = compartment_code(Compartment::Hub(row.contact));
    let mut recording = app.recording(now);
    let version = row.version + 1;
    recording.put(RecordKind::Follow, id.uuid(), version, &label, &content);
    let on = subject_of(Subject::Contact(row.contact));
    let entry = app.entry(permit.principal(), Act::FollowDeal, on, recording.touched());
    recording.write(tx).await?;
    Ok(entry)
}
