//! A key adult and one notice: opened by its link with a code from their own app, read, acknowledged, answered, copied. The visit is
//! to that notice and to nothing else. A link that was never made and one that ended are answered alike, and what merely follows
//! links changes nothing.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::ids::NoticeId;
use trefoil_core::notice::{
    ChildToday, NoticeAnswer, NoticeContent, NoticeState, NoticeStep, notice_next,
};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit};
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::notice::{
    NoticeLinkRow, NoticeRow, NoticeVisit, Whole, answers_of, link_by_hash, links_of, notice_move,
    notice_read, visit_put, visit_read,
};
use trefoil_store::search::principal_key;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::worker::{Credentials, credentials_of, sign_in_went};
use trefoil_store::{Fault, Tx, Written};

use super::told;
use super::turn::others;
use crate::accounts::own::next_step;
use crate::accounts::session::token_hash;
use crate::accounts::sign_in::{fail, refused_entry};
use crate::accounts::source::{Source, try_give_back, try_spend};
use crate::door::{App, read_of, refusal};

/// How long a link opens its notice: as long as the school may have to answer it.
pub const LINK_FOR: SignedDuration = SignedDuration::from_hours(28 * 24);
/// How long a visit lasts after its code.
pub const VISIT_FOR: SignedDuration = SignedDuration::from_mins(30);

const WRONG: &str = "The code is not right, or this link opens nothing any more. Wait for the next code in your app and try once more, then ring the hub.";

/// A key adult's visit to one notice.
#[derive(Debug, Clone)]
pub struct AdultVisit {
    /// Who.
    pub asker: Asker,
    /// What every form of the visit carries, in hexadecimal.
    pub csrf: String,
    pub(super) notice: NoticeId,
    /// Of the visit's own secret.
    pub(super) hash: Vec<u8>,
}

/// What a school is told, as its key adult opens it.
pub struct OpenNotice {
    /// What it says. Its school is closed to whoever reads it: they know where they are.
    pub content: NoticeContent,
    /// Where it stands.
    pub state: NoticeState,
    /// The number that it goes by.
    pub number: String,
    /// What was answered, the latest first.
    pub answers: Vec<(Timestamp, NoticeAnswer)>,
    /// What else waits for the same key adult: the child's name, and whether it was read before.
    pub others: Vec<(NoticeId, String, NoticeState)>,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

struct Met {
    asker: Asker,
    known: Credentials,
    link: NoticeLinkRow,
}

/// Whose a link is and what it opens now; `None` for every reason for which it opens nothing.
async fn met(app: &App, token: &str) -> Result<Option<Met>, Refusal> {
    let mut tx = app.read().await?;
    let found = async {
        let link = link_by_hash(&mut tx, app.authority, &token_hash(token)).await?;
        let since = app.now().checked_sub(LINK_FOR).unwrap_or(Timestamp::MIN);
        let Some(link) = link.filter(|link| link.made_at > since) else {
            return Ok(None);
        };
        let facts = worker_at_work(&mut tx, app.authority, link.worker).await?;
        let Some(facts) = facts.filter(|facts| facts.holds(Role::KeyAdult)) else {
            return Ok(None);
        };
        let asker = Asker::worker(facts);
        let Ok(permit) = app.policy.permit(&asker, Act::NoticeOpen, None) else {
            return Ok(None);
        };
        let (ring, authority) = (&app.ring, app.authority);
        let notice = notice_read(&mut tx, ring, authority, &permit, link.notice).await?;
        let (known, _) = credentials_of(&mut tx, authority, link.worker).await?;
        Ok::<_, Fault>(notice.map(|_| Met { asker, known, link }))
    };
    found.await.map_err(refusal)
}

/// Opens a link with a code: the visit's secret. The notice is read from then on.
///
/// # Errors
/// `Invalid`, the same for a wrong code, a used one, and a link that opens nothing; `TooMany` after too many wrong tries.
pub async fn link_enter(
    app: &App,
    source: Source,
    token: &str,
    code: &str,
) -> Result<String, Refusal> {
    let now = app.now();
    let free = try_spend(app, source, Some(&format!("notice {token}"))).await?;
    let met = met(app, token).await?;
    let step = met
        .as_ref()
        .filter(|met| free && met.known.held_until <= now.as_microsecond())
        .and_then(|met| next_step(app, &met.known, code, now));
    match (met, step) {
        (Some(met), Some(step)) => begin(app, source, met, step).await,
        (met, _) => {
            let known = met.map(|met| met.known);
            let refused = refused_entry(app, known.as_ref().map(|one| one.worker.uuid()));
            fail(app, known.as_ref(), now, refused).await?;
            Err(Refusal::invalid("code", WRONG))
        }
    }
}

async fn begin(app: &App, source: Source, met: Met, step: i64) -> Result<String, Refusal> {
    let permit = app.leave(&met.asker, Act::NoticeOpen, None).await?;
    let secret = hex(&random::<32>(app.world.as_ref()));
    let visit = NoticeVisit {
        notice: met.link.notice,
        worker: met.link.worker,
        csrf: random::<16>(app.world.as_ref()).to_vec(),
        begun_at: app.now(),
    };
    let (door, hash) = (app.clone(), token_hash(&secret));
    app.write(move |tx| {
        Box::pin(async move {
            let used = |fault| match fault {
                Fault::Stale => Fault::Refused(Refusal::invalid("code", WRONG)),
                other => other,
            };
            sign_in_went(tx, door.authority, visit.worker, step)
                .await
                .map_err(used)?;
            try_give_back(&door, tx, source).await?;
            visit_put(tx, door.authority, &hash, &visit).await?;
            let entry = moved(&door, tx, &permit, (visit.notice, NoticeStep::Read)).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await?;
    Ok(secret)
}

/// The visit of a secret, while it lasts.
pub async fn visit_of(app: &App, secret: &str) -> Result<Option<AdultVisit>, Refusal> {
    let since = app.now().checked_sub(VISIT_FOR).unwrap_or(Timestamp::MIN);
    let mut tx = app.read().await?;
    let hash = token_hash(secret);
    let found = visit_read(&mut tx, app.authority, &hash, since)
        .await
        .map_err(refusal)?;
    let Some(visit) = found else {
        return Ok(None);
    };
    let facts = worker_at_work(&mut tx, app.authority, visit.worker)
        .await
        .map_err(refusal)?;
    Ok(facts.map(|facts| AdultVisit {
        asker: Asker::worker(facts),
        csrf: hex(&visit.csrf),
        notice: visit.notice,
        hash,
    }))
}

/// The notice of a visit.
///
/// # Errors
/// `NotFound` where it is not theirs any more.
pub async fn notice_open(app: &App, visit: &AdultVisit) -> Result<OpenNotice, Refusal> {
    opened(app, visit, Act::NoticeOpen).await
}

pub(super) async fn opened(app: &App, visit: &AdultVisit, act: Act) -> Result<OpenNotice, Refusal> {
    let permit = app.leave(&visit.asker, act, None).await?;
    let on = (SubjectKind::Notice, Some(visit.notice.uuid()));
    let mut tx = app.read_as(&visit.asker).await?;
    let (ring, authority) = (&app.ring, app.authority);
    let found = notice_read(&mut tx, ring, authority, &permit, visit.notice)
        .await
        .map_err(refusal)?;
    let Some((row, content)) = found else {
        drop(tx);
        app.refused(&visit.asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    let answers = answers_of(&mut tx, ring, authority, &permit, visit.notice)
        .await
        .map_err(refusal)?;
    let others = others(app, &mut tx, visit, &permit)
        .await
        .map_err(refusal)?;
    drop(tx);
    let read = others.iter().map(|(notice, ..)| notice.uuid());
    let read = read_of([visit.notice.uuid()].into_iter().chain(read));
    app.record(&visit.asker, act, on, read).await?;
    Ok(OpenNotice {
        content,
        state: row.state,
        number: row.number,
        answers,
        others,
        now: app.now(),
    })
}

/// Says that the school knows. Saying it twice changes nothing.
///
/// # Errors
/// `NotFound` where it is not theirs any more.
pub async fn notice_acknowledge(app: &App, visit: &AdultVisit) -> Result<(), Refusal> {
    let permit = app
        .leave(&visit.asker, Act::NoticeAcknowledge, None)
        .await?;
    let (door, notice) = (app.clone(), visit.notice);
    app.write(move |tx| {
        Box::pin(async move {
            let entry = moved(&door, tx, &permit, (notice, NoticeStep::Acknowledge)).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Says how the child is.
///
/// # Errors
/// `Invalid` naming each field; `NotFound` where it is not theirs any more.
pub async fn notice_answer(
    app: &App,
    visit: &AdultVisit,
    (today, words): (Option<ChildToday>, &str),
) -> Result<(), Refusal> {
    let permit = app.leave(&visit.asker, Act::NoticeAnswer, None).await?;
    let answer = NoticeAnswer::read(today, words)?;
    let (door, notice) = (app.clone(), visit.notice);
    app.write(move |tx| {
        Box::pin(async move {
            let (ring, authority) = (&door.ring, door.authority);
            let links = links_of(tx, authority, &permit, notice).await?;
            let link = links.first().ok_or(Fault::Refused(Refusal::NotFound))?.link;
            let before = answers_of(tx, ring, authority, &permit, notice).await?;
            // The first version is the link's own secret.
            let version = i64::try_from(before.len()).unwrap_or(i64::MAX - 2) + 2;
            let mut entry = moved(&door, tx, &permit, (notice, NoticeStep::Answer)).await?;
            let found = notice_read(tx, ring, authority, &permit, notice).await?;
            let (row, _): Whole = found.ok_or(Fault::Refused(Refusal::NotFound))?;
            let label = compartment_code(Compartment::Hub(row.contact));
            let mut recording = door.recording(door.now());
            recording.put(RecordKind::NoticeAnswer, link, version, &label, &answer);
            entry.touched.extend(recording.touched());
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Moves the notice on; the act's entry. Where it stands so already, nothing is written but that.
pub(super) async fn moved(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (notice, step): (NoticeId, NoticeStep),
) -> Result<Entry, Fault> {
    let (ring, authority, now) = (&app.ring, app.authority, app.now());
    let found = notice_read(tx, ring, authority, permit, notice).await?;
    let (row, content) = found.ok_or(Fault::Refused(Refusal::NotFound))?;
    let state = notice_next(row.state, step)?;
    if state != row.state {
        let next = NoticeRow {
            state,
            moved_at: now,
            moved_by: principal_key(&permit.principal()),
            ..row.clone()
        };
        notice_move(tx, authority, permit, &row, &next).await?;
        told::moved(app, tx, permit, row.state, &(next, content)).await?;
    }
    let on = (SubjectKind::Notice, Some(notice.uuid()));
    Ok(app.entry(
        permit.principal(),
        permit.act(),
        on,
        read_of([notice.uuid()]),
    ))
}
