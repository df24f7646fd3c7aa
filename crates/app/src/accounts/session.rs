//! Sessions: kept on the server, found by the hash of a random token, ended by signing out, by idleness and by age.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::ids::{SessionId, WorkerId};
use trefoil_core::principal::WorkerFacts;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Asker;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::session::{
    Session, session_confirmed, session_end, session_put, session_read, session_seen,
};
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, refusal};

/// A session ends after this long without a page.
pub(super) const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// A session ends after this long, whatever happens: a working day and its overtime.
pub(super) const OLDEST: SignedDuration = SignedDuration::from_hours(12);
/// How often being seen is noted; more often would write for every page.
const NOTED: SignedDuration = SignedDuration::from_mins(5);

/// A signed-in visit.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Who asks.
    pub asker: Asker,
    /// What every form of this session carries, in hexadecimal.
    pub csrf: String,
    /// The session.
    pub session: SessionId,
}

pub(crate) fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Begins a session inside a transaction; its token, which is kept nowhere.
pub(super) async fn session_begin(
    app: &App,
    tx: &mut Tx,
    worker: WorkerId,
    now: Timestamp,
) -> Result<String, Fault> {
    let begun = session_begin_shown(app, tx, worker, now, None).await;
    begun.map(|(_, token)| token)
}

/// The same, of one who showed who they are at another time than now; the session too.
pub(super) async fn session_begin_shown(
    app: &App,
    tx: &mut Tx,
    worker: WorkerId,
    now: Timestamp,
    shown: Option<Timestamp>,
) -> Result<(SessionId, String), Fault> {
    let token = hex(&random::<32>(app.world.as_ref()));
    let session = Session {
        session: SessionId::mint(&app.mint(now)),
        worker,
        csrf: random::<32>(app.world.as_ref()).to_vec(),
        created_at: now,
        seen_at: now,
        confirmed_at: None,
    };
    session_put(tx, app.authority, &token_hash(&token), &session).await?;
    if let Some(shown) = shown {
        session_confirmed(tx, app.authority, (worker, session.session), shown).await?;
    }
    Ok((session.session, token))
}

/// The live visit of a token, with the worker's roles as they are now.
pub async fn session_of(app: &App, token: &str) -> Result<Option<Visit>, Refusal> {
    let (now, hash) = (app.now(), token_hash(token));
    let mut tx = app.read().await?;
    let Some(session) = session_read(&mut tx, app.authority, &hash)
        .await
        .map_err(refusal)?
    else {
        return Ok(None);
    };
    let idle = now.duration_since(session.seen_at);
    let unused = idle > IDLE && !leaks(Leak::IdleVisit);
    let old = now.duration_since(session.created_at) > OLDEST && !leaks(Leak::OldVisit);
    if unused || old {
        return Ok(None);
    }
    let facts = worker_at_work(&mut tx, app.authority, session.worker)
        .await
        .map_err(refusal)?;
    drop(tx);
    if idle > NOTED && app.world.room() {
        note_seen(app, hash, now).await?;
    }
    let shown = session.confirmed_at.unwrap_or(session.created_at);
    let stepped_up = now.duration_since(shown) < app.world.places_open_for();
    let visit = |facts| Visit {
        asker: Asker::worker(WorkerFacts {
            stepped_up,
            ..facts
        }),
        csrf: hex(&session.csrf),
        session: session.session,
    };
    Ok(facts.map(visit))
}

/// The one write without an act: it says nothing but that the session is still in use.
async fn note_seen(app: &App, hash: Vec<u8>, now: Timestamp) -> Result<(), Refusal> {
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            session_seen(tx, door.authority, &hash, now).await?;
            Ok(Written {
                value: (),
                entries: Vec::new(),
            })
        })
    })
    .await
}

/// Ends the session.
pub async fn sign_out(app: &App, visit: &Visit, token: &str) -> Result<(), Refusal> {
    let (door, principal, hash) = (app.clone(), visit.asker.principal, token_hash(token));
    let worker = visit.asker.worker.as_ref().map(|facts| facts.worker.uuid());
    app.write(move |tx| {
        Box::pin(async move {
            if !leaks(Leak::SessionKept) {
                session_end(tx, door.authority, &hash, door.now()).await?;
            }
            let entry = door.entry(
                principal,
                Act::SignOut,
                (SubjectKind::Worker, worker),
                Vec::new(),
            );
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
