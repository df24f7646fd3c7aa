//! Sending a notice: a link to one key adult, mailed by a job after the commit. Only where the authority recorded an agreement with
//! the police; by itself only where nothing is left for a person to look at.

use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::custody::CutAct;
use trefoil_core::hex::hex;
use trefoil_core::ids::{JobId, NoticeId};
use trefoil_core::notice::{NoticeLink, NoticeState, NoticeStep, by_hand, notice_next};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::notice::{NoticeRow, Whole, link_put, links_end, notice_move, notice_read};
use trefoil_store::outbox::job_put;
use trefoil_store::school::Adult;
use trefoil_store::search::principal_key;
use trefoil_store::sighting::sightings_for_act;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written};
use uuid::Uuid;

use super::one::urn_of;
use super::reachable::reachable;
use crate::accounts::session::token_hash;
use crate::custody::later::look_later;
use crate::door::App;
use crate::schools::settings::telling;

/// Sends a notice as a worker decides.
///
/// # Errors
/// `Conflict` in words, where something stands against it; `NotFound` where there is none that the asker may know of.
pub async fn notice_send(app: &App, asker: &Asker, notice: NoticeId) -> Result<(), Refusal> {
    let act = Act::NoticeSend;
    let permit = app.leave(asker, act, None).await?;
    let door = app.clone();
    let on = (SubjectKind::Notice, Some(notice.uuid()));
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            let entry = send_in(&door, tx, &permit, notice).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn send_in(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    notice: NoticeId,
) -> Result<Entry, Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let found = notice_read(tx, ring, authority, permit, notice).await?;
    let whole = found.ok_or(Fault::Refused(Refusal::NotFound))?;
    let people = sightings_for_act(tx, ring, authority, permit, whole.0.contact, app.now()).await?;
    let people: Vec<Sighting> = people.into_iter().map(|(_, seen)| seen).collect();
    let adult = addressee(app, tx, permit, &whole, &people).await?;
    let agreed = telling(app, tx).await?.agreement.is_some();
    let against = by_hand(&whole.1, agreed, adult.is_some());
    let words: Vec<&str> = against.iter().map(|one| one.words()).collect();
    match adult.filter(|_| against.is_empty()) {
        Some(adult) => {
            let what = (CutAct::Notice, whole.0.contact, Some(notice));
            look_later(app, tx, permit, what, app.now()).await?;
            link(app, tx, permit, &whole.0, &adult).await
        }
        None => Err(Refusal::Conflict(words.join(" ")).into()),
    }
}

/// Sends what leaves nothing for a person to look at, in the transaction that prepared it.
pub(super) async fn send_by_itself(
    app: &App,
    tx: &mut Tx,
    whole: &Whole,
    people: &[Sighting],
) -> Result<Option<Entry>, Fault> {
    let job = Asker::machine(Principal::Job(Job::Notices));
    let permit = app.policy.permit(&job, Act::NoticeSend, None)?;
    let adult = addressee(app, tx, &permit, whole, people).await?;
    let against = by_hand(&whole.1, true, adult.is_some());
    match adult.filter(|_| against.is_empty()) {
        Some(adult) => link(app, tx, &permit, &whole.0, &adult).await.map(Some),
        None => Ok(None),
    }
}

/// Who would be written to.
pub(crate) async fn addressee(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (row, content): &Whole,
    people: &[Sighting],
) -> Result<Option<Adult>, Fault> {
    match urn_of(content, permit) {
        Some(urn) => reachable(app, tx, permit, (row.contact, urn), people).await,
        None => Ok(None),
    }
}

/// Makes the link, and leaves the mail to be sent. The token is sealed: every try to send it sends the same.
async fn link(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    met: &NoticeRow,
    adult: &Adult,
) -> Result<Entry, Fault> {
    let (authority, now, principal) = (app.authority, app.now(), permit.principal());
    let next = NoticeRow {
        state: notice_next(met.state, NoticeStep::Send)?,
        moved_at: now,
        moved_by: principal_key(&principal),
        sent_at: Some(now),
        ..met.clone()
    };
    debug_assert_eq!(next.state, NoticeState::Sent);
    notice_move(tx, authority, permit, met, &next).await?;
    links_end(tx, authority, permit, met.notice, now).await?;
    let token = hex(&random::<32>(app.world.as_ref()));
    let link = Uuid::from_bytes(random(app.world.as_ref()));
    let hash = token_hash(&token);
    link_put(
        tx,
        authority,
        permit,
        (&hash, link),
        (met.notice, adult.worker),
        now,
    )
    .await?;
    let label = compartment_code(Compartment::Hub(met.contact));
    let mut recording = app.recording(now);
    recording.put(
        RecordKind::NoticeLink,
        link,
        1,
        &label,
        &NoticeLink { token },
    );
    let job = JobId::mint(&app.mint(now));
    job_put(tx, authority, job, crate::jobs::NOTICE_MAIL, link, now).await?;
    let on = (SubjectKind::Notice, Some(met.notice.uuid()));
    let entry = app.entry(principal, Act::NoticeSend, on, recording.touched());
    recording.write(tx).await?;
    Ok(entry)
}
