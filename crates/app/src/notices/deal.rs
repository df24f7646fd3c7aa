//! Dealing with a notice: which school, what it says, that police or the hub told the school, that it is not told and why.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, NoticeId, SightingId};
use trefoil_core::notice::{
    Lawful, NoticeContent, NoticeState, NoticeStep, NoticeTyped, WhyNot, notice_next, words_typed,
};
use trefoil_core::output::disclosure::Gateway;
use trefoil_core::principal::Principal;
use trefoil_core::reason::Reason;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::school::Urn;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::interest::closed_to;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::notice::{NoticeRow, Whole, links_end, notice_move, notice_read};
use trefoil_store::school::school_read;
use trefoil_store::search::principal_key;
use trefoil_store::sighting;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use super::one::urn_of;
use super::prepare::prepare_for;
use super::told;
use crate::door::{App, subject_of};

/// What a worker does with a notice.
#[derive(Debug, Clone, Default)]
pub struct Dealt {
    /// The step.
    pub step: Option<NoticeStep>,
    /// When the school was told; none: now.
    pub at: Option<Timestamp>,
    /// Why it is not told.
    pub why: Option<WhyNot>,
    /// What the worker notes: whom they spoke to, how they know.
    pub note: String,
}

/// Writes what a notice says, and which school it is for. Another school than before makes it to do again.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where it was dealt with meanwhile; `NotFound` where there is none to know of.
pub async fn notice_write(
    app: &App,
    asker: &Asker,
    notice: NoticeId,
    typed: NoticeTyped,
) -> Result<(), Refusal> {
    changed(app, asker, notice, move |app, tx, permit, whole| {
        Box::pin(async move {
            let (row, known) = whole;
            let (content, urn) = typed.over(known)?;
            if let Some(urn) = urn.filter(|urn| *urn != Urn::OFFICER) {
                let there = school_read(tx, app.authority, urn).await?;
                if there.is_none() {
                    return Err(Refusal::invalid("school", "No school in the register has this number.").into());
                }
            }
            let moved = urn.is_some() && urn != urn_of(known, permit);
            let state = match row.state {
                NoticeState::ToDo => row.state,
                state if moved => notice_next(state, NoticeStep::Again)?,
                _ => {
                    let words = "This notice was dealt with. To change it, say first that it is to do again.";
                    return Err(Refusal::Conflict(words.to_owned()).into());
                }
            };
            Ok((NoticeRow { state, ..row.clone() }, content))
        })
    })
    .await
}

/// Does a step by hand.
///
/// # Errors
/// As [`notice_write`].
pub async fn notice_deal(
    app: &App,
    asker: &Asker,
    notice: NoticeId,
    dealt: Dealt,
) -> Result<(), Refusal> {
    changed(app, asker, notice, move |app, _, _, whole| {
        Box::pin(async move { Ok(dealt_with(whole, &dealt, app.now())?) })
    })
    .await
}

fn dealt_with((row, known): &Whole, dealt: &Dealt, now: Timestamp) -> Result<Whole, Refusal> {
    let mut problems = Vec::new();
    let Some(step) = dealt.step else {
        return Err(Refusal::invalid("step", "Choose what was done."));
    };
    let note = words_typed("note", &dealt.note).unwrap_or_else(|problem| {
        problems.push(problem);
        String::new()
    });
    if dealt.at.is_some_and(|at| at > now) {
        problems.push(Problem::new(
            "at",
            "This is still to come. Check the day and the time.",
        ));
    }
    if step == NoticeStep::Cannot && dealt.why.is_none() {
        problems.push(Problem::new("why", "Choose why the school is not told."));
    }
    if matches!(step, NoticeStep::Telephoned | NoticeStep::Again)
        && note.is_empty()
        && problems.is_empty()
    {
        let words = if step == NoticeStep::Again {
            "Say why, in a few words."
        } else {
            "Say whom you spoke to."
        };
        problems.push(Problem::new("note", words));
    }
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems));
    }
    let is_told = matches!(step, NoticeStep::PoliceTold | NoticeStep::Telephoned);
    let next = NoticeRow {
        state: notice_next(row.state, step)?,
        why: dealt
            .why
            .filter(|_| step == NoticeStep::Cannot)
            .map(|why| why.code().to_owned()),
        told_at: is_told.then(|| dealt.at.unwrap_or(now)),
        sent_at: row.sent_at.filter(|_| step != NoticeStep::Again),
        ..row.clone()
    };
    let content = NoticeContent {
        note,
        ..known.clone()
    };
    Ok((next, content))
}

type Changing<'t> = trefoil_store::scribe::Boxed<'t, Result<Whole, Fault>>;

/// Reads a notice, changes it, and writes it as a new version with its entry. What was sent opens nothing from then on.
async fn changed<F>(app: &App, asker: &Asker, notice: NoticeId, change: F) -> Result<(), Refusal>
where
    F: for<'t> FnOnce(&'t App, &'t mut Tx, &'t Permit, &'t Whole) -> Changing<'t> + Send + 'static,
{
    let act = Act::NoticeWrite;
    let permit = app.leave(asker, act, None).await?;
    let door = app.clone();
    let on = (SubjectKind::Notice, Some(notice.uuid()));
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let found = notice_read(tx, &door.ring, door.authority, &permit, notice).await?;
            let whole = found.ok_or(Fault::Refused(Refusal::NotFound))?;
            let (next, content) = change(&door, tx, &permit, &whole).await?;
            let entry = written(&door, tx, &permit, &whole.0, (next, content)).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn written(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    met: &NoticeRow,
    (next, content): Whole,
) -> Result<Entry, Fault> {
    let (authority, now, principal) = (app.authority, app.now(), permit.principal());
    let next = NoticeRow {
        version: met.version + 1,
        moved_at: now,
        moved_by: principal_key(&principal),
        ..next
    };
    notice_move(tx, authority, permit, met, &next).await?;
    let whole = (next, content);
    told::moved(app, tx, permit, met.state, &whole).await?;
    let (next, content) = whole;
    if met.state == NoticeState::Sent && next.state != NoticeState::Sent {
        links_end(tx, authority, permit, met.notice, now).await?;
    }
    let label = compartment_code(Compartment::Hub(met.contact));
    let mut recording = app.recording(now);
    recording.put(
        RecordKind::Notice,
        met.notice.uuid(),
        next.version,
        &label,
        &content,
    );
    let on = (SubjectKind::Notice, Some(met.notice.uuid()));
    let entry = app.entry(principal, Act::NoticeWrite, on, recording.touched());
    recording.write(tx).await?;
    Ok(entry)
}

/// Has a school told of a child though police did not attend: a worker's own decision, with the power by which it may be told.
///
/// # Errors
/// `Invalid` naming each field; `NotFound` where there is no such child in a contact that the asker may know of.
pub async fn notice_begin(
    app: &App,
    asker: &Asker,
    (contact, child): (ContactId, Option<SightingId>),
    (gateway, reason): (Option<Gateway>, &str),
) -> Result<(), Refusal> {
    let act = Act::NoticeWrite;
    let permit = app.leave(asker, act, None).await?;
    let reason = Reason::new("reason", reason, 10);
    let (child, lawful) = match (child, gateway, reason) {
        (Some(child), Some(gateway), Ok(reason)) => (
            child,
            Lawful {
                gateway: gateway.code().to_owned(),
                reason: reason.text,
            },
        ),
        (child, gateway, reason) => {
            let wanted = [
                (child.is_none(), "child", "Choose the child."),
                (
                    gateway.is_none(),
                    "gateway",
                    "Choose the power by which the school may be told.",
                ),
            ];
            let wanted = wanted.into_iter().filter(|(wanted, ..)| *wanted);
            let wanted = wanted.map(|(_, field, words)| Problem::new(field, words));
            return Err(Refusal::Invalid(wanted.chain(reason.err()).collect()));
        }
    };
    let (door, principal) = (app.clone(), asker.principal);
    let on = subject_of(Subject::Contact(contact));
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            known_child(&door, tx, &principal, (contact, child)).await?;
            let entries = prepare_for(&door, tx, &permit, (contact, child), lawful).await?;
            if entries.is_empty() {
                let words = "There is a notice about this child already, or the child is not of school age.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            }
            Ok(Written { value: (), entries })
        })
    })
    .await
}

async fn known_child(
    app: &App,
    tx: &mut Tx,
    principal: &Principal,
    (contact, child): (ContactId, SightingId),
) -> Result<(), Fault> {
    let closed = closed_to(tx, app.authority, principal).await?;
    let rows = sighting::rows_of_contact(tx, app.authority, contact).await?;
    let there = rows.iter().any(|row| row.child && row.root == child);
    if there && closed.contact(contact).is_none() {
        return Ok(());
    }
    Err(Refusal::NotFound.into())
}
