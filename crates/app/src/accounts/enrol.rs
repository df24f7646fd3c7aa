//! A key adult sets their authenticator app up, once, by the link that an administrator handed out. Until then nothing is sent to them:
//! whoever has their mail has not their codes.

use trefoil_core::act::Act;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::school::{adult_link_read, adult_link_use};
use trefoil_store::worker::{Credentials, credentials_of, sign_in_went};

use super::own::next_step;
use super::session::token_hash;
use super::sign_in::{fail, refused_entry};
use super::source::{Source, try_give_back, try_spend};
use super::totp;
use crate::door::{App, refusal};

/// What a key adult puts into their app.
#[derive(Clone)]
pub struct Enrolling {
    /// For a phone that opens it.
    pub uri: String,
    /// The same as letters to type.
    pub letters: String,
}

const SPENT: &str =
    "This link has been used, or is too old. Ask whoever gave it to you for another.";
const WRONG: &str = "The code is not right. Wait for the next one in your app, and enter that.";

struct Met {
    asker: Asker,
    known: Credentials,
    email: String,
}

async fn met(app: &App, token: &str) -> Result<Option<Met>, Refusal> {
    let mut tx = app.read().await?;
    let found = adult_link_read(&mut tx, app.authority, &token_hash(token), app.now()).await;
    let Some(worker): Option<WorkerId> = found.map_err(refusal)? else {
        return Ok(None);
    };
    let facts = worker_at_work(&mut tx, app.authority, worker).await;
    let Some(facts) = facts.map_err(refusal)? else {
        return Ok(None);
    };
    let (known, email) = credentials_of(&mut tx, app.authority, worker)
        .await
        .map_err(refusal)?;
    Ok(Some(Met {
        asker: Asker::worker(facts),
        known,
        email,
    }))
}

async fn found(app: &App, source: Source, token: &str) -> Result<Met, Refusal> {
    try_spend(app, source, None).await?;
    if let Some(met) = met(app, token).await? {
        return Ok(met);
    }
    app.append(refused_entry(app, None)).await?;
    Err(Refusal::invalid("link", SPENT))
}

/// Shows the secret: asked for by a button, so that nothing that merely follows links is shown it.
///
/// # Errors
/// `Invalid` where the link opens nothing.
pub async fn enrol_show(app: &App, source: Source, token: &str) -> Result<Enrolling, Refusal> {
    let met = found(app, source, token).await?;
    shown(app, &met).ok_or_else(|| Refusal::invalid("link", SPENT))
}

fn shown(app: &App, met: &Met) -> Option<Enrolling> {
    let secret = (met.known.worker, met.known.totp_wrapped.as_deref()?);
    let (uri, letters) = totp::again(&app.ring, secret, &app.name, &met.email)?;
    Some(Enrolling { uri, letters })
}

/// Uses the link up with the first code of their app.
///
/// # Errors
/// `Invalid` where the link opens nothing, or the code is wrong; then the secret comes with it, to be shown again.
pub async fn enrol_confirm(
    app: &App,
    source: Source,
    token: &str,
    code: &str,
) -> Result<(), (Refusal, Option<Enrolling>)> {
    let bare = |refusal| (refusal, None);
    let met = found(app, source, token).await.map_err(bare)?;
    let _permit = app
        .leave(&met.asker, Act::AdultEnrol, None)
        .await
        .map_err(bare)?;
    let now = app.now();
    let step = next_step(app, &met.known, code, now);
    let step = step.filter(|_| met.known.held_until <= now.as_microsecond());
    let Some(step) = step else {
        let refused = refused_entry(app, Some(met.known.worker.uuid()));
        fail(app, Some(&met.known), now, refused)
            .await
            .map_err(bare)?;
        return Err((Refusal::invalid("code", WRONG), shown(app, &met)));
    };
    let (door, worker, hash) = (app.clone(), met.known.worker, token_hash(token));
    let principal = met.asker.principal;
    app.write(move |tx| {
        Box::pin(async move {
            adult_link_use(tx, door.authority, &hash, door.now()).await?;
            sign_in_went(tx, door.authority, worker, step).await?;
            try_give_back(&door, tx, source).await?;
            let on = (SubjectKind::Worker, Some(worker.uuid()));
            Ok(Written {
                value: (),
                entries: vec![door.entry(principal, Act::AdultEnrol, on, Vec::new())],
            })
        })
    })
    .await
    .map_err(bare)
}
