//! Coming back from the provider: the answer must be to a question of this very browser, and is good once; its code is changed for a
//! token, which is held against everything that it claims; then the worker whom an administrator linked is signed in.

use jiff::Timestamp;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::{Principal, Role, WorkerFacts};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::provider::{provider_began, provider_linked, role_begin, role_end};
use trefoil_store::search::grants_put;
use trefoil_store::{Fault, Tx, Written};

use super::Provider;
use super::begin::of_secret;
use super::claims::{Signed, WhyNot};
use super::roles::roles_of;
use crate::accounts::once::once;
use crate::accounts::session::session_begin_shown;
use crate::accounts::sign_in::{entry, refused_entry};
use crate::accounts::source::{Source, try_give_back, try_spend};
use crate::door::{App, refusal};

const NOT_SIGNED_IN: &str = "You were not signed in. Go back to the sign-in page and try again. If it happens again, tell your IT officer at what time it was.";

/// What the provider sent the browser back with.
#[derive(Clone, Copy, Default)]
pub struct Back<'a> {
    /// The secret that this browser kept.
    pub secret: &'a str,
    /// As sent.
    pub state: &'a str,
    /// As sent; empty where it refused.
    pub code: &'a str,
    /// Who says that it answers; empty where it does not say.
    pub issuer: &'a str,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    /// Signed in: the session's token.
    SignedIn(String),
    /// The provider knows them, and nobody here is linked to what it calls them.
    NotLinked(String),
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// Signs in whom the provider vouches for.
///
/// # Errors
/// `Invalid`, the same whatever did not fit (the ledger's entry says what); `TooMany` as for any way in.
pub async fn provider_finish(
    app: &App,
    provider: &Provider,
    source: Source,
    back: Back<'_>,
) -> Result<Finished, Refusal> {
    try_spend(app, source, None).await?;
    match vouched(app, provider, back).await {
        Ok(signed) => admit(app, provider, source, signed).await,
        Err(why) => Err(refuse(app, &why, None).await),
    }
}

/// Leaves the entry of a refused sign-in, and says so.
async fn refuse(app: &App, why: &WhyNot, worker: Option<WorkerId>) -> Refusal {
    if let WhyNot::Wire(fault) = why {
        tracing::warn!(event = "provider", fault = %fault);
    }
    let purpose = match why {
        WhyNot::Wire(_) => "provider: no answer".to_owned(),
        why => why.to_string(),
    };
    let entry = Entry {
        purpose,
        ..refused_entry(app, worker.map(WorkerId::uuid))
    };
    let left = app.write(move |_| {
        Box::pin(std::future::ready(Ok(Written {
            value: (),
            entries: vec![entry],
        })))
    });
    match left.await {
        Ok(()) => Refusal::invalid("provider", NOT_SIGNED_IN),
        Err(refusal) => refusal,
    }
}

/// Whom the provider vouches for.
async fn vouched(app: &App, provider: &Provider, back: Back<'_>) -> Result<Signed, WhyNot> {
    let (now, settings) = (app.now(), &provider.settings);
    let state = of_secret(back.secret, "state");
    let same = bool::from(state.as_bytes().ct_eq(back.state.as_bytes()));
    if back.secret.is_empty() || !same {
        return Err(WhyNot::Begun);
    }
    if !back.issuer.is_empty() && back.issuer != settings.issuer {
        return Err(WhyNot::Issuer);
    }
    if back.code.is_empty() {
        return Err(WhyNot::Refused);
    }
    if !once(app, &format!("state {state}"), now).await {
        return Err(WhyNot::Used);
    }
    let doors = provider.doors(now).await?;
    let (verifier, address) = (of_secret(back.secret, "verifier"), provider.back());
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", back.code),
        ("redirect_uri", &address),
        ("client_id", &settings.client_id),
        ("code_verifier", &verifier),
    ];
    let secret = settings.client_secret.as_deref();
    let basic = secret.map(|secret| (settings.client_id.as_str(), secret));
    let answer = provider.wire.post(&doors.token_endpoint, basic, &fields);
    let tokens: Tokens = serde_json::from_slice(&answer.await?).map_err(|_| WhyNot::Unreadable)?;
    let claims = provider.claims(&tokens.id_token, now).await?;
    claims.signed(settings, &of_secret(back.secret, "nonce"), now)
}

/// Who is linked, as they are now.
async fn linked(
    app: &App,
    provider: &Provider,
    subject: &str,
) -> Result<Option<WorkerFacts>, Refusal> {
    let (mut tx, issuer) = (app.read().await?, &provider.settings.issuer);
    let worker = provider_linked(&mut tx, app.authority, issuer, subject)
        .await
        .map_err(refusal)?;
    match worker {
        Some(worker) => worker_at_work(&mut tx, app.authority, worker)
            .await
            .map_err(refusal),
        None => Ok(None),
    }
}

async fn admit(
    app: &App,
    provider: &Provider,
    source: Source,
    signed: Signed,
) -> Result<Finished, Refusal> {
    let Some(facts) = linked(app, provider, &signed.subject).await? else {
        refuse(app, &WhyNot::Subject, None).await;
        return Ok(Finished::NotLinked(signed.subject));
    };
    let settings = &provider.settings;
    let roles = roles_of(settings, &facts.roles, &signed.groups).unwrap_or(facts.roles.clone());
    if roles.is_empty() {
        return Err(refuse(app, &WhyNot::Roles, Some(facts.worker)).await);
    }
    let (door, issuer) = (app.clone(), settings.issuer.clone());
    let begun = app.write(move |tx| {
        Box::pin(async move {
            let (now, worker) = (door.now(), facts.worker);
            try_give_back(&door, tx, source).await?;
            let mut entries = roles_set(&door, tx, &facts, &roles).await?;
            // Who the provider lets in without asking has not shown again who they are.
            let shown = signed.shown.unwrap_or(Timestamp::UNIX_EPOCH);
            let (session, token) = session_begin_shown(&door, tx, worker, now, Some(shown)).await?;
            let whom = (issuer.as_str(), signed.subject.as_str());
            provider_began(tx, door.authority, session, whom, &signed.sid).await?;
            entries.push(Entry {
                purpose: "provider".to_owned(),
                ..entry(&door, worker)
            });
            Ok(Written {
                value: token,
                entries,
            })
        })
    });
    Ok(Finished::SignedIn(begun.await?))
}

/// Gives a worker the roles that their groups give, with the reach that follows; the act's entry where that changed any.
async fn roles_set(
    app: &App,
    tx: &mut Tx,
    facts: &WorkerFacts,
    roles: &[Role],
) -> Result<Vec<Entry>, Fault> {
    let (now, worker, authority) = (app.now(), facts.worker, app.authority);
    let gone = facts.roles.iter().filter(|role| !roles.contains(role));
    let new = roles.iter().filter(|role| !facts.roles.contains(role));
    let (gone, new): (Vec<_>, Vec<_>) = (gone.collect(), new.collect());
    if gone.is_empty() && new.is_empty() {
        return Ok(Vec::new());
    }
    for role in gone {
        role_end(tx, authority, (worker, role.code()), now).await?;
    }
    for role in new {
        role_begin(tx, authority, (worker, role.code()), now).await?;
    }
    let facts = WorkerFacts {
        roles: roles.to_vec(),
        ..facts.clone()
    };
    let grants = app.policy.grants(&Asker::worker(facts));
    grants_put(tx, authority, &Principal::Worker(worker), &grants).await?;
    let on = (SubjectKind::Worker, Some(worker.uuid()));
    Ok(vec![Entry {
        outcome: ActOutcome::Done,
        ..app.entry(Principal::Worker(worker), Act::RolesSet, on, Vec::new())
    }])
}
