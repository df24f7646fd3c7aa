//! Linking a worker to what the provider calls them. By that name alone, never by an e-mail address: an address is given to the next
//! who bears the name.

use trefoil_core::act::Act;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::leaver::worker_at_work;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::provider::provider_link;
use trefoil_store::{Fault, Written};

use super::Provider;
use crate::door::{App, refusal};

const FIELD: &str = "subject";

/// Links a worker, in the place of an earlier link.
///
/// # Errors
/// `Invalid` where the name cannot be one, or is linked to somebody else; `NotFound` where there is no such worker.
pub async fn provider_worker_link(
    app: &App,
    asker: &Asker,
    provider: Option<&Provider>,
    worker: WorkerId,
    subject: &str,
) -> Result<(), Refusal> {
    let act = Act::WorkerLink;
    let _permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Worker, Some(worker.uuid()));
    let mut tx = app.read().await?;
    let facts = worker_at_work(&mut tx, app.authority, worker).await;
    drop(tx);
    if facts.map_err(refusal)?.is_none() {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    }
    let provider = provider.ok_or_else(|| {
        Refusal::invalid(
            FIELD,
            "No identity provider is configured here: ask your IT officer.",
        )
    })?;
    let subject = read(subject)?;
    let (door, principal) = (app.clone(), asker.principal);
    let issuer = provider.settings.issuer.clone();
    app.write(move |tx| {
        Box::pin(async move {
            let taken = |fault| match fault {
                Fault::Duplicate => Fault::Refused(Refusal::invalid(
                    FIELD,
                    "This is linked to another worker's account. Check it with the worker.",
                )),
                other => other,
            };
            let whom = (issuer.as_str(), subject.as_str());
            provider_link(tx, door.authority, whom, worker, door.now())
                .await
                .map_err(taken)?;
            Ok(Written {
                value: (),
                entries: vec![door.entry(principal, act, on, Vec::new())],
            })
        })
    })
    .await
}

fn read(subject: &str) -> Result<String, Refusal> {
    let subject = subject.trim();
    if subject.is_empty() || subject.len() > 255 || subject.chars().any(char::is_control) {
        let words =
            "Enter the number or code that the worker was shown when they tried to sign in.";
        return Err(Refusal::invalid(FIELD, words));
    }
    Ok(subject.to_owned())
}
