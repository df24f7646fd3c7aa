//! Links that work once, for 24 hours. One signs in whoever has no password here. For everybody else it stands in the place of the one
//! thing that was lost, the password or the authenticator app, and asks for the other: a mailbox that somebody else reads, or a
//! scanner that opens every link, signs nobody in.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Principal;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::sign_in_link::{LinkOpens, Lost};
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::session::{link_put, link_read, link_use, links_end, sessions_end_all};
use trefoil_store::worker::{Credentials, credentials_of, password_put, sign_in_went, totp_put};
use trefoil_store::{Fault, Tx, Written};

use super::own::next_step;
use super::session::{session_begin, token_hash};
use super::sign_in::{entry, fail, refused_entry};
use super::source::{Source, try_give_back, try_spend};
use super::{password, totp};
use crate::door::{App, refusal};

/// How long a link works.
const WORKS: SignedDuration = SignedDuration::from_hours(24);

const SPENT: &str = "This sign-in link has been used, or is too old. Ask for a new one, or sign in with your password.";
const WRONG: &str = "This is not right. After five wrong tries an account waits five minutes, and longer after each further one.";

/// What opening a link came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkOpened {
    /// Its worker is signed in; the session's token.
    SignedIn(String),
    /// It asks for something first, and was not used.
    Asks(LinkOpens),
}

/// Another password in the place of one that was lost, as typed.
#[derive(Clone, Copy)]
pub struct LostPassword<'a> {
    /// The one-time code.
    pub code: &'a str,
    /// The password from now on.
    pub new: &'a str,
    /// The same once more.
    pub again: &'a str,
}

/// An authenticator app in the place of one that was lost. The secret is shown once.
#[derive(Debug, Clone)]
pub struct NewAuthenticator {
    /// For the worker's app.
    pub uri: String,
    /// The same as letters to type.
    pub letters: String,
}

/// Makes a link for a worker; its token.
///
/// # Errors
/// As the store.
pub async fn link_make(app: &App, worker: WorkerId, lost: Lost) -> Result<String, Refusal> {
    let token = hex(&random::<32>(app.world.as_ref()));
    let (door, hash) = (app.clone(), token_hash(&token));
    app.write(move |tx| {
        Box::pin(async move {
            let (known, _) = credentials_of(tx, door.authority, worker).await?;
            let opens = LinkOpens::of(known.password_hash.is_some(), lost);
            let expires = door.now().checked_add(WORKS).unwrap_or(door.now());
            link_put(tx, door.authority, &hash, (worker, opens), expires).await?;
            let on = (SubjectKind::Worker, Some(worker.uuid()));
            let made = door.entry(Principal::Console, Act::SignInLink, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![made],
            })
        })
    })
    .await?;
    Ok(token)
}

/// Opens a link: signs in by one that asks for nothing, and leaves any other as it is.
///
/// # Errors
/// `Invalid` where it was used, is too old or never was; `TooMany` after too many wrong tries from one network address.
pub async fn link_open(app: &App, source: Source, token: &str) -> Result<LinkOpened, Refusal> {
    let hash = token_hash(token);
    let mut tx = app.read().await?;
    let held = link_read(&mut tx, app.authority, &hash, app.now()).await;
    drop(tx);
    match held.map_err(refusal)? {
        Some((_, opens)) if opens != LinkOpens::Session => Ok(LinkOpened::Asks(opens)),
        _ => sign_in_by_link(app, source, token)
            .await
            .map(LinkOpened::SignedIn),
    }
}

/// Signs in by a link that asks for nothing; the session's token.
///
/// # Errors
/// As [`link_open`].
pub async fn sign_in_by_link(app: &App, source: Source, token: &str) -> Result<String, Refusal> {
    try_spend(app, source, None).await?;
    let (door, hash) = (app.clone(), token_hash(token));
    let begun = app
        .write(move |tx| {
            Box::pin(async move {
                let now = door.now();
                let used = link_use(tx, door.authority, &hash, LinkOpens::Session, now).await?;
                let Some(worker) = here(&door, tx, used).await? else {
                    return Ok(Written {
                        value: None,
                        entries: vec![refused_entry(&door, None)],
                    });
                };
                try_give_back(&door, tx, source).await?;
                let value = session_begin(&door, tx, worker, now).await?;
                Ok(Written {
                    value: Some(value),
                    entries: vec![entry(&door, worker)],
                })
            })
        })
        .await?;
    begun.ok_or_else(|| Refusal::invalid("link", SPENT))
}

/// The worker, where their account is not closed.
async fn here(app: &App, tx: &mut Tx, worker: Option<WorkerId>) -> Result<Option<WorkerId>, Fault> {
    let Some(worker) = worker else {
        return Ok(None);
    };
    let facts = worker_at_work(tx, app.authority, worker).await?;
    Ok(facts.map(|facts| facts.worker))
}

/// Sets a password in the place of a lost one, and signs in; the session's token. Every other session ends.
///
/// # Errors
/// As [`link_open`]; `Invalid` naming each field that will not do, the same for a wrong or used code and an account that waits.
pub async fn link_password(
    app: &App,
    source: Source,
    token: &str,
    typed: LostPassword<'_>,
) -> Result<String, Refusal> {
    let held = held(app, source, token, LinkOpens::Password).await?;
    let known = &held.known;
    let problems = wrong(&held, app.authority_name(), typed);
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems));
    }
    let step = next_step(app, known, typed.code, held.now).filter(|_| held.open());
    let Some(step) = step else {
        return held.failed(app, "code").await;
    };
    let hash = password::hash(typed.new.to_owned(), random(app.world.as_ref())).await?;
    let (door, worker, now) = (app.clone(), known.worker, held.now);
    let link = token_hash(token);
    app.write(move |tx| {
        Box::pin(async move {
            spend(&door, tx, (&link, LinkOpens::Password), now).await?;
            let went = sign_in_went(tx, door.authority, worker, step).await;
            went.map_err(wrong_code)?;
            password_put(tx, door.authority, worker, &hash).await?;
            out_of_everywhere(&door, tx, worker, now).await?;
            try_give_back(&door, tx, source).await?;
            let value = session_begin(&door, tx, worker, now).await?;
            let on = (SubjectKind::Worker, Some(worker.uuid()));
            let changed = door.entry(
                Principal::Worker(worker),
                Act::PasswordChange,
                on,
                Vec::new(),
            );
            Ok(Written {
                value,
                entries: vec![changed, entry(&door, worker)],
            })
        })
    })
    .await
}

/// Puts an authenticator app in the place of a lost one, for who still has the password. It signs nobody in: the new app's first code
/// does, with the password. Every session ends.
///
/// # Errors
/// As [`link_password`].
pub async fn link_authenticator(
    app: &App,
    source: Source,
    token: &str,
    typed: &str,
) -> Result<NewAuthenticator, Refusal> {
    let held = held(app, source, token, LinkOpens::Authenticator).await?;
    let known = &held.known;
    if typed.is_empty() {
        return Err(Refusal::invalid("password", "Enter your password."));
    }
    let fits = password::fits(typed.to_owned(), known.password_hash.clone()).await;
    let chance = app.world.as_ref();
    let fresh = totp::fresh(&app.ring, chance, known.worker, &app.name, &held.email);
    let Some(fresh) = fresh.filter(|_| fits && held.open()) else {
        return held.failed(app, "password").await;
    };
    let (door, worker, now) = (app.clone(), known.worker, held.now);
    let (link, wrapped) = (token_hash(token), fresh.wrapped.clone());
    app.write(move |tx| {
        Box::pin(async move {
            spend(&door, tx, (&link, LinkOpens::Authenticator), now).await?;
            totp_put(tx, door.authority, worker, &wrapped).await?;
            out_of_everywhere(&door, tx, worker, now).await?;
            try_give_back(&door, tx, source).await?;
            let on = (SubjectKind::Worker, Some(worker.uuid()));
            let act = Act::AuthenticatorChange;
            let changed = door.entry(Principal::Worker(worker), act, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![changed],
            })
        })
    })
    .await?;
    Ok(NewAuthenticator {
        uri: fresh.uri,
        letters: fresh.letters,
    })
}

/// What will not do of what was typed, before it is looked at whether it is right.
fn wrong(held: &Asking, authority: &str, typed: LostPassword<'_>) -> Vec<Problem> {
    let about = [held.email.as_str(), authority];
    let mut problems = Vec::new();
    if let Some(words) = password::objection(typed.new, &about) {
        problems.push(Problem::new("new-password", words));
    } else if typed.new != typed.again {
        let words = "The new password was not typed the same twice.";
        problems.push(Problem::new("again", words));
    }
    if held.known.totp_wrapped.is_some() && typed.code.trim().is_empty() {
        let words = "Enter the six-digit code from your authenticator app.";
        problems.push(Problem::new("code", words));
    }
    problems
}

/// A code is good once, also where two forms carry it at the same instant.
fn wrong_code(fault: Fault) -> Fault {
    match fault {
        Fault::Stale => Fault::Refused(Refusal::invalid("code", WRONG)),
        other => other,
    }
}

/// Uses the link up, in the transaction of what it is used for.
async fn spend(
    app: &App,
    tx: &mut Tx,
    (hash, opens): (&[u8], LinkOpens),
    now: Timestamp,
) -> Result<(), Fault> {
    let used = link_use(tx, app.authority, hash, opens, now).await?;
    used.map(drop)
        .ok_or_else(|| Fault::Refused(Refusal::invalid("link", SPENT)))
}

/// Ends every session and every link, the one that is being used with them.
async fn out_of_everywhere(
    app: &App,
    tx: &mut Tx,
    worker: WorkerId,
    now: Timestamp,
) -> Result<(), Fault> {
    sessions_end_all(tx, app.authority, worker, now).await?;
    links_end(tx, app.authority, worker, now).await
}

/// A link that asks for something, with whose it is.
struct Asking {
    known: Credentials,
    email: String,
    free: bool,
    now: Timestamp,
}

impl Asking {
    /// Whether a try counts at all.
    fn open(&self) -> bool {
        self.free && self.known.held_until <= self.now.as_microsecond()
    }

    async fn failed<T>(&self, app: &App, field: &str) -> Result<T, Refusal> {
        let refused = refused_entry(app, Some(self.known.worker.uuid()));
        fail(app, Some(&self.known), self.now, refused).await?;
        Err(Refusal::invalid(field, WRONG))
    }
}

async fn held(app: &App, source: Source, token: &str, opens: LinkOpens) -> Result<Asking, Refusal> {
    let (hash, now) = (token_hash(token), app.now());
    let mut tx = app.read().await?;
    let found = async {
        let held = link_read(&mut tx, app.authority, &hash, now).await?;
        let asks = held.filter(|(_, held)| *held == opens);
        let Some(worker) = here(app, &mut tx, asks.map(|(worker, _)| worker)).await? else {
            return Ok(None);
        };
        credentials_of(&mut tx, app.authority, worker)
            .await
            .map(Some)
    };
    let found = found.await.map_err(refusal)?;
    drop(tx);
    let email = found.as_ref().map(|(_, email)| email.as_str());
    let free = try_spend(app, source, email).await?;
    let Some((known, email)) = found else {
        app.append(refused_entry(app, None)).await?;
        return Err(Refusal::invalid("link", SPENT));
    };
    Ok(Asking {
        known,
        email,
        free,
        now,
    })
}
