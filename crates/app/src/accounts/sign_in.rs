//! Signing in by password and one-time code. Every failure answers alike.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::worker::{Credentials, credentials, sign_in_failed, sign_in_went};
use trefoil_store::{Fault, Written};

use super::session::session_begin;
use super::source::{Source, try_give_back, try_spend};
use super::{password, totp};
use crate::door::{App, refusal};

/// Failures before an account is held; for how long the first holds it, each further one twice as long, and at most: longer
/// would only serve somebody who wants to keep a worker out.
const FAILURES: i64 = 5;
const HELD: SignedDuration = SignedDuration::from_mins(5);
const HELD_MOST: SignedDuration = SignedDuration::from_mins(60);

const WRONG: &str = "The e-mail address, password or code is not right. Check all three. After five wrong tries an account waits five minutes, and longer after each further one.";

/// What somebody tries to sign in with.
#[derive(Clone, Copy)]
pub struct Try<'a> {
    /// From where.
    pub source: Source,
    /// The e-mail address, as typed.
    pub email: &'a str,
    /// The password, as typed.
    pub password: &'a str,
    /// The one-time code, as typed.
    pub code: &'a str,
}

/// Signs in by password and code; the session's token. The try is counted before it is checked.
///
/// # Errors
/// `Invalid`, the same for an unknown address, a wrong password, a wrong or used code and an account that waits; `TooMany` after
/// too many wrong tries from one network address, whatever was tried.
pub async fn sign_in(app: &App, one: Try<'_>) -> Result<String, Refusal> {
    let now = app.now();
    let email = one.email.trim().to_lowercase();
    let free = try_spend(app, one.source, Some(&email)).await?;
    let mut tx = app.read().await?;
    let known = credentials(&mut tx, app.authority, &email)
        .await
        .map_err(refusal)?;
    drop(tx);
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let fits = password::fits(one.password.to_owned(), hash).await;
    let step = known.as_ref().and_then(|known| {
        let wrapped = known.totp_wrapped.as_deref();
        totp::step_of(&app.ring, known.worker, wrapped, one.code, now)
            .filter(|step| *step > known.totp_step)
    });
    match (known, step) {
        (Some(known), Some(step)) if fits && free && known.held_until <= now.as_microsecond() => {
            begin(app, known.worker, step, one.source).await
        }
        (known, _) => {
            let refused = refused_entry(app, known.as_ref().map(|one| one.worker.uuid()));
            fail(app, known.as_ref(), now, refused).await?;
            Err(Refusal::invalid("email", WRONG))
        }
    }
}

pub(super) fn entry(app: &App, worker: WorkerId) -> Entry {
    app.entry(
        Principal::Worker(worker),
        Act::SignIn,
        (SubjectKind::Worker, Some(worker.uuid())),
        Vec::new(),
    )
}

async fn begin(app: &App, worker: WorkerId, step: i64, source: Source) -> Result<String, Refusal> {
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            let used = |fault| match fault {
                Fault::Stale => Fault::Refused(Refusal::invalid("email", WRONG)),
                other => other,
            };
            sign_in_went(tx, door.authority, worker, step)
                .await
                .map_err(used)?;
            try_give_back(&door, tx, source).await?;
            let value = session_begin(&door, tx, worker, door.now()).await?;
            Ok(Written {
                value,
                entries: vec![entry(&door, worker)],
            })
        })
    })
    .await
}

/// Counts a failure against whoever is known, and holds their account after the fifth; leaves its entry. A try at an account
/// that is held anyway is not counted: else whoever tries on could keep its worker out for ever.
pub(crate) async fn fail(
    app: &App,
    known: Option<&Credentials>,
    now: Timestamp,
    refused: Entry,
) -> Result<(), Refusal> {
    let (door, known) = (app.clone(), known.cloned());
    app.write(move |tx| {
        Box::pin(async move {
            let known = known.filter(|_| !leaks(Leak::FailuresForgotten));
            if let Some(one) = known.filter(|one| one.held_until <= now.as_microsecond()) {
                let held = held_for(one.failures + 1).map_or(Timestamp::UNIX_EPOCH, |held| {
                    now.checked_add(held).unwrap_or(now)
                });
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

/// For how long that many failures hold an account.
fn held_for(failures: i64) -> Option<SignedDuration> {
    let further = u32::try_from(failures - FAILURES).ok()?;
    let longer = HELD
        .checked_mul(2_i32.saturating_pow(further))
        .unwrap_or(HELD_MOST);
    Some(longer.min(HELD_MOST))
}

/// A sign-in that failed; of whom, where that is known.
pub(crate) fn refused_entry(app: &App, subject: Option<uuid::Uuid>) -> Entry {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_waits_longer_each_time_and_not_for_ever() {
        let check = |failures: i64, minutes: Option<i64>| {
            let held = held_for(failures).map(|held| held.as_mins());
            assert_eq!(held, minutes, "{failures}");
        };
        check(0, None);
        check(4, None);
        check(5, Some(5));
        check(6, Some(10));
        check(7, Some(20));
        check(8, Some(40));
        check(9, Some(60));
        check(10_000, Some(60));
    }
}
