//! The custodian's answer: it stays as it is, somebody else decides anew, or a notice does not leave. Whoever acted is told nothing, and
//! nothing that they can open changes.

use trefoil_core::act::Act;
use trefoil_core::custody::{CustodyAnswer, CustodyContent, CustodyState, custody_answer};
use trefoil_core::ids::{CustodyId, JobId, NoticeId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::custody::{custody_answered, custody_read};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::notice::links_of;
use trefoil_store::outbox::job_put;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Tx, Written};

use super::check::LABEL;
use super::reroute::reroute;
use crate::door::App;

/// What the custodian said.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What is to be done.
    pub answer: Option<CustodyAnswer>,
    /// To whom it is given.
    pub to: Option<WorkerId>,
    /// Why.
    pub reason: String,
}

/// Answers it.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where it was answered already; `NotFound` where it is not the asker's to answer.
pub async fn task_answer(
    app: &App,
    asker: &Asker,
    id: CustodyId,
    said: Said,
) -> Result<(), Refusal> {
    let act = Act::CustodyAnswer;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Custody, Some(id.uuid()));
    let door = app.clone();
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let entries = answer_in(&door, tx, &permit, id, &said).await?;
            Ok(Written { value: (), entries })
        })
    })
    .await
}

async fn answer_in(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    id: CustodyId,
    said: &Said,
) -> Result<Vec<Entry>, Fault> {
    let (authority, now) = (app.authority, app.now());
    let met = custody_read(tx, &app.ring, authority, permit, id).await?;
    let met = met.ok_or(Refusal::NotFound)?;
    let (row, content) = &met;
    let (state, reason) = custody_answer((row.act, row.state), said.answer, &said.reason)?;
    let mut entries = Vec::new();
    match (state, row.notice) {
        (CustodyState::Rerouted, _) => {
            entries.extend(reroute(app, tx, permit, &met, said.to).await?);
        }
        (CustodyState::Left, Some(notice)) => goes(app, tx, permit, notice).await?,
        _ => {}
    }
    custody_answered(tx, authority, permit, (row, state), now).await?;
    let mut recording = app.recording(now);
    let answered = CustodyContent {
        reason,
        ..content.clone()
    };
    recording.put(RecordKind::Custody, id.uuid(), 2, LABEL, &answered);
    let on = (SubjectKind::Custody, Some(id.uuid()));
    let touched = recording.touched();
    entries.push(app.entry(permit.principal(), Act::CustodyAnswer, on, touched));
    recording.write(tx).await?;
    Ok(entries)
}

/// A mail that was held goes.
async fn goes(app: &App, tx: &mut Tx, permit: &Permit, notice: NoticeId) -> Result<(), Fault> {
    let (authority, now) = (app.authority, app.now());
    let links = links_of(tx, authority, permit, notice).await?;
    // One that was not laid aside yet is in its queue, and goes from there.
    let held = links.first().filter(|link| link.handed_at.is_some());
    let Some(link) = held else {
        return Ok(());
    };
    let job = JobId::mint(&app.mint(now));
    job_put(tx, authority, job, crate::jobs::NOTICE_MAIL, link.link, now).await
}
