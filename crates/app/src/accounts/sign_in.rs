//! Signing in: by password and one-time code, or by a link that works once. Every failure answers alike.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::session::{link_put, link_use};
use trefoil_store::worker::{Credentials, credentials, sign_in_failed, sign_in_went};
use trefoil_store::{Fault, Written};

use super::session::{session_begin, token_hash};
use super::{password, totp};
use crate::door::{App, refusal};

/// Failures before an account is held, and for how long each further one holds it.
const FAILURES: i64 = 5;
const HELD: SignedDuration = SignedDuration::from_mins(5);
/// How long a sign-in link works.
const LINK: SignedDuration = SignedDuration::from_hours(24);

const WRONG: &str = "The e-mail address, password or code is not right. Check all three. After five wrong tries an account waits five minutes.";

/// Signs in by password and code; the session's token.
///
/// # Errors
/// `Invalid`, the same for an unknown address, a wrong password, a wrong or used code and an account that waits.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: &str,
    code: &str,
) -> Result<String, Refusal> {
    let now = app.now();
    let mut tx = app.read().await?;
    let known = credentials(&mut tx, app.authority, &email.trim().to_lowercase())
        .await
        .map_err(refusal)?;
    drop(tx);
    let fits = password::fits(
        password.to_owned(),
        known.as_ref().and_then(|one| one.password_hash.clone()),
    )
    .await;
    let step = known.as_ref().and_then(|one| {
        totp::step_of(
            &app.ring,
            one.worker,
            one.totp_wrapped.as_deref(),
            code,
            now,
        )
    });
    match (known, step) {
        (Some(known), Some(step))
            if fits && known.held_until <= now.as_microsecond() && step > known.totp_step =>
        {
            begin(app, known.worker, Some(step)).await
        }
        (known, _) => {
            let refused = refused_entry(app, known.as_ref().map(|one| one.worker.uuid()));
            fail(app, known.as_ref(), now, refused).await?;
            Err(Refusal::invalid("email", WRONG))
        }
    }
}

/// Signs in by a link that works once; the session's token.
///
/// # Errors
/// `Invalid` where it was used, is too old or never was.
pub async fn sign_in_by_link(app: &App, token: &str) -> Result<String, Refusal> {
    let (door, hash) = (app.clone(), token_hash(token));
    let begun = app
        .write(move |tx| {
            Box::pin(async move {
                let now = door.now();
                let Some(worker) = link_use(tx, door.authority, &hash, now).await? else {
                    return Ok(Written {
                        value: None,
                        entries: vec![refused_entry(&door, None)],
                    });
                };
                let value = session_begin(&door, tx, worker, now).await?;
                Ok(Written {
                    value: Some(value),
                    entries: vec![entry(&door, worker)],
                })
            })
        })
        .await?;
    let words = "This sign-in link has been used, or is too old. Ask for a new one, or sign in with your password.";
    begun.ok_or_else(|| Refusal::invalid("link", words))
}

/// Makes a one-time sign-in link for a worker; its token.
pub async fn link_make(app: &App, worker: WorkerId) -> Result<String, Refusal> {
    let token = hex(&random::<32>(app.world.as_ref()));
    let (door, hash) = (app.clone(), token_hash(&token));
    app.write(move |tx| {
        Box::pin(async move {
            let expires = door.now().checked_add(LINK).unwrap_or(door.now());
            link_put(tx, door.authority, &hash, worker, expires).await?;
            let made = door.entry(
                Principal::Console,
                Act::SignInLink,
                (SubjectKind::Worker, Some(worker.uuid())),
                Vec::new(),
            );
            Ok(Written {
                value: (),
                entries: vec![made],
            })
        })
    })
    .await?;
    Ok(token)
}

fn entry(app: &App, worker: WorkerId) -> Entry {
    app.entry(
        Principal::Worker(worker),
        Act::SignIn,
        (SubjectKind::Worker, Some(worker.uuid())),
        Vec::new(),
    )
}

async fn begin(app: &App, worker: WorkerId, step: Option<i64>) -> Result<String, Refusal> {
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            if let Some(step) = step {
                let used = |fault| {
                    if matches!(fault, Fault::Stale) {
                        Fault::Refused(Refusal::invalid("email", WRONG))
                    } else {
                        fault
                    }
                };
                sign_in_went(tx, door.authority, worker, step)
                    .await
                    .map_err(used)?;
            }
            let value = session_begin(&door, tx, worker, door.now()).await?;
            Ok(Written {
                value,
                entries: vec![entry(&door, worker)],
            })
        })
    })
    .await
}

/// Counts a failure against whoever is known, and holds their account after the fifth; leaves its entry.
pub(super) async fn fail(
    app: &App,
    known: Option<&Credentials>,
    now: Timestamp,
    refused: Entry,
) -> Result<(), Refusal> {
    let (door, known) = (app.clone(), known.cloned());
    app.write(move |tx| {
        Box::pin(async move {
            if let Some(one) = known {
                let held = if one.failures + 1 >= FAILURES {
                    now.checked_add(HELD).unwrap_or(now)
                } else {
                    Timestamp::UNIX_EPOCH
                };
                sign_in_failed(tx, door.authority, one.worker, held).await?;
            }
            Ok(Written {
                value: (),
                entries: vec![refused],
            })
        })
    })
    .await
}

/// A sign-in that failed; of whom, where that is known.
fn refused_entry(app: &App, subject: Option<uuid::Uuid>) -> Entry {
    Entry {
        outcome: ActOutcome::Refused,
        ..app.entry(
            Principal::Job(Job::SignIn),
            Act::SignInRefused,
            (SubjectKind::Worker, subject),
            Vec::new(),
        )
    }
}
