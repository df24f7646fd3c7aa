//! One's own account: what it says, another password, ending the other sessions. Whose it is comes from the visit alone.

use jiff::Timestamp;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::chance::random;
use trefoil_core::ids::{SessionId, WorkerId};
use trefoil_core::principal::Role;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Asker;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::session::{links_end, sessions_end_others, sessions_open};
use trefoil_store::worker::{Credentials, credentials_of, password_put, sign_in_went};
use trefoil_store::{Fault, Tx, Written};

use super::session::{IDLE, OLDEST, Visit};
use super::sign_in::fail;
use super::{password, totp};
use crate::door::{App, refusal};

/// A session that is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSession {
    /// Since when.
    pub began: Timestamp,
    /// Last used, to five minutes.
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// The page of one's own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPage {
    /// What they are called.
    pub name: String,
    /// Where they sign in.
    pub email: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Whether they sign in with a password; else by links alone.
    pub has_password: bool,
    /// Whether a change asks for a one-time code too.
    pub asks_code: bool,
    /// Open sessions, the newest first.
    pub sessions: Vec<OpenSession>,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// A change of one's own password, as typed.
#[derive(Clone, Default)]
pub struct NewPassword {
    /// The one until now.
    pub old: String,
    /// The one from now on.
    pub new: String,
    /// The same once more: without script nobody sees what they type.
    pub again: String,
    /// The one-time code.
    pub code: String,
}

const WRONG: &str = "The password that you have now, or the code, is not right. Check both. After five wrong tries an account waits five minutes, and longer after each further one.";
const BY_LINK: &str =
    "You sign in by links and have no password here. Ask your administrator if you need one.";

/// The asker's own account.
///
/// # Errors
/// `NotFound` for one who is no worker.
pub async fn account_view(app: &App, visit: &Visit) -> Result<AccountPage, Refusal> {
    let _permit = app.leave(&visit.asker, Act::AccountView, None).await?;
    let facts = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let now = app.now();
    let mut tx = app.read().await?;
    let page = async {
        let (known, email) = credentials_of(&mut tx, app.authority, facts.worker).await?;
        let since = |age| now.checked_sub(age).unwrap_or(Timestamp::MIN);
        let (oldest, idle) = (since(OLDEST), since(IDLE));
        let open = sessions_open(&mut tx, app.authority, facts.worker, oldest, idle).await?;
        let open = open.into_iter().map(|one| OpenSession {
            began: one.created_at,
            seen: one.seen_at,
            this: one.session == visit.session,
        });
        Ok(AccountPage {
            name: facts.name.clone(),
            email,
            roles: facts.roles.clone(),
            has_password: known.password_hash.is_some(),
            asks_code: known.totp_wrapped.is_some(),
            sessions: open.collect(),
            now,
        })
    };
    let page = page.await.map_err(refusal)?;
    drop(tx);
    let on = (SubjectKind::Worker, Some(facts.worker.uuid()));
    app.record(&visit.asker, Act::AccountView, on, Vec::new())
        .await?;
    Ok(page)
}

/// Puts another password in the place of the asker's. Every other session ends, and every unused sign-in link: whoever knew
/// the old password is out.
///
/// # Errors
/// `Invalid` naming each field that will not do; the same for a wrong password, a wrong or used code, and an account that waits.
pub async fn password_change(app: &App, visit: &Visit, typed: NewPassword) -> Result<(), Refusal> {
    let _permit = app.leave(&visit.asker, Act::PasswordChange, None).await?;
    let facts = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let now = app.now();
    let mut tx = app.read().await?;
    let (known, email) = credentials_of(&mut tx, app.authority, facts.worker)
        .await
        .map_err(refusal)?;
    drop(tx);
    let about = [facts.name.as_str(), &email, app.authority_name()];
    let refused = entry(app, &visit.asker, Act::PasswordChange, ActOutcome::Refused);
    if let Err(problems) = check(&known, &typed, &about) {
        let on = (SubjectKind::Worker, Some(facts.worker.uuid()));
        app.refused(&visit.asker, Act::PasswordChange, on).await?;
        return Err(Refusal::Invalid(problems));
    }
    let fits = password::fits(typed.old, known.password_hash.clone()).await;
    let step = next_step(app, &known, &typed.code, now);
    let right = step.filter(|_| fits && known.held_until <= now.as_microsecond());
    if let Some(step) = right {
        let hash = password::hash(typed.new, random(app.world.as_ref())).await?;
        put(app, visit, facts.worker, step, hash).await
    } else {
        fail(app, Some(&known), now, refused).await?;
        Err(Refusal::invalid("password", WRONG))
    }
}

/// The step that the code stands for, where it was not used yet; for an account without codes, one further than the last.
pub(crate) fn next_step(app: &App, known: &Credentials, code: &str, now: Timestamp) -> Option<i64> {
    let Some(wrapped) = known.totp_wrapped.as_deref() else {
        return Some(known.totp_step + 1);
    };
    totp::step_of(&app.ring, known.worker, Some(wrapped), code, now)
        .filter(|step| *step > known.totp_step)
}

fn check(known: &Credentials, typed: &NewPassword, about: &[&str]) -> Result<(), Vec<Problem>> {
    if known.password_hash.is_none() {
        return Err(vec![Problem::new("password", BY_LINK)]);
    }
    let mut problems = Vec::new();
    let mut wrong = |field: &str, words: String| problems.push(Problem::new(field, words));
    if typed.old.is_empty() {
        wrong(
            "password",
            "Enter the password that you have now.".to_owned(),
        );
    }
    if let Some(words) = password::objection(&typed.new, about) {
        wrong("new-password", words);
    } else if typed.new == typed.old {
        wrong(
            "new-password",
            "The new password must not be the one that you have now.".to_owned(),
        );
    } else if typed.new != typed.again {
        wrong(
            "again",
            "The new password was not typed the same twice.".to_owned(),
        );
    }
    if known.totp_wrapped.is_some() && typed.code.trim().is_empty() {
        wrong(
            "code",
            "Enter the six-digit code from your authenticator app.".to_owned(),
        );
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

async fn put(
    app: &App,
    visit: &Visit,
    worker: WorkerId,
    step: i64,
    hash: String,
) -> Result<(), Refusal> {
    let (door, asker, session) = (app.clone(), visit.asker.clone(), visit.session);
    app.write(move |tx| {
        Box::pin(async move {
            let used = |fault| match fault {
                Fault::Stale => Fault::Refused(Refusal::invalid("password", WRONG)),
                other => other,
            };
            sign_in_went(tx, door.authority, worker, step)
                .await
                .map_err(used)?;
            password_put(tx, door.authority, worker, &hash).await?;
            if !leaks(Leak::LinksKept) {
                links_end(tx, door.authority, worker, door.now()).await?;
            }
            others_end(&door, tx, &asker, worker, session, Act::PasswordChange).await
        })
    })
    .await
}

/// Ends every session of the asker's but the one that asks.
///
/// # Errors
/// `NotFound` for one who is no worker.
pub async fn sessions_end(app: &App, visit: &Visit) -> Result<(), Refusal> {
    let _permit = app.leave(&visit.asker, Act::SessionsEnd, None).await?;
    let facts = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let (door, asker, session) = (app.clone(), visit.asker.clone(), visit.session);
    let worker = facts.worker;
    app.write(move |tx| {
        Box::pin(
            async move { others_end(&door, tx, &asker, worker, session, Act::SessionsEnd).await },
        )
    })
    .await
}

async fn others_end(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    worker: WorkerId,
    session: SessionId,
    act: Act,
) -> Result<Written<()>, Fault> {
    if !leaks(Leak::OthersKept) {
        sessions_end_others(tx, app.authority, worker, session, app.now()).await?;
    }
    Ok(Written {
        value: (),
        entries: vec![entry(app, asker, act, ActOutcome::Done)],
    })
}

pub(super) fn entry(app: &App, asker: &Asker, act: Act, outcome: ActOutcome) -> Entry {
    let worker = asker.worker.as_ref().map(|facts| facts.worker.uuid());
    Entry {
        outcome,
        ..app.entry(
            asker.principal,
            act,
            (SubjectKind::Worker, worker),
            Vec::new(),
        )
    }
}
