//! A partner in the hub and what their agency is asked: the list, one check, and the answer. A check of another agency, and one of a
//! contact in which they have an interest, is answered as one that was never asked.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::check::{CheckAnswer, Knows};
use trefoil_core::ids::{CheckId, WorkerId};
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::check::{ANSWERED, check_answered, check_read, checks_to_do};
pub use trefoil_store::check::{Asked, CheckRow};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, read_of, refusal, subject_of};

/// Checks on the page: more than a day brings to one agency.
const MOST: i64 = 200;

fn me(asker: &Asker) -> Result<WorkerId, Refusal> {
    let facts = asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    Ok(facts.worker)
}

/// What their agency has not answered yet, what is due first before the rest; and the instant at which this was so.
///
/// # Errors
/// As the policy refuses.
pub async fn checks_view(app: &App, asker: &Asker) -> Result<(Vec<Asked>, Timestamp), Refusal> {
    let act = Act::ChecksView;
    let permit = app.leave(asker, act, None).await?;
    let (me, now) = (me(asker)?, app.now());
    let mut tx = app.read().await?;
    let found = checks_to_do(&mut tx, &app.ring, app.authority, &permit, (me, MOST)).await;
    drop(tx);
    let found = found.map_err(refusal)?;
    let read = read_of(found.iter().map(|one| one.row.check.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok((found, now))
}

/// One of them; the answer is not shown again.
///
/// # Errors
/// `NotFound` where their agency is not asked it, or they may not know of it.
pub async fn check_view(
    app: &App,
    asker: &Asker,
    check: CheckId,
) -> Result<(Asked, Timestamp), Refusal> {
    let act = Act::CheckView;
    let permit = app.leave(asker, act, None).await?;
    let me = me(asker)?;
    let mut tx = app.read().await?;
    let found = own(app, &mut tx, &permit, (me, check)).await;
    drop(tx);
    let on = (SubjectKind::Authority, None);
    let found = app
        .refusal_kept(asker, act, on, found.map_err(refusal))
        .await?;
    let on = subject_of(Subject::Contact(found.row.contact));
    app.record(asker, act, on, read_of([check.uuid()])).await?;
    Ok((found, app.now()))
}

async fn own(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    which: (WorkerId, CheckId),
) -> Result<Asked, Fault> {
    let found = check_read(tx, &app.ring, app.authority, permit, which).await?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

/// Answers it for their agency. After the contact is decided the answer is taken too: the hub sees that it came later.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where it was answered or called off already; `NotFound` as for looking.
pub async fn check_answer(
    app: &App,
    asker: &Asker,
    check: CheckId,
    (knows, words): (Option<Knows>, &str),
) -> Result<(), Refusal> {
    let act = Act::CheckAnswer;
    let permit = app.leave(asker, act, None).await?;
    let me = me(asker)?;
    let answer = CheckAnswer::read(knows, words)?;
    let (door, principal) = (app.clone(), asker.principal);
    let on = (SubjectKind::Authority, None);
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let now = door.now();
            let Asked { row, .. } = own(&door, tx, &permit, (me, check)).await?;
            check_answered(tx, door.authority, &permit, check, now).await?;
            let label = compartment_code(Compartment::Hub(row.contact));
            let mut recording = door.recording(now);
            let kind = RecordKind::CheckAnswer;
            recording.put(kind, check.uuid(), ANSWERED, &label, &answer);
            let on = subject_of(Subject::Contact(row.contact));
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
