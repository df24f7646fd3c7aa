//! Keeping an identity apart: after an adoption, a change of gender, or for the protection of a witness. The custodian alone sets it and sees it.
//! From then on nothing proposes that person to anybody else; who is not told has nothing to ask about.

use trefoil_core::act::Act;
use trefoil_core::ids::{JobId, PersonId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::candidate::person_drop;
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::job_put;
use trefoil_store::pair::{apart_end, apart_put, apart_since};
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, read_of, subject_of};
use crate::matching::confirm::may_see;

/// Keeps it apart, or not any more.
///
/// # Errors
/// `NotFound` where the asker may not see the person; `Conflict` where it is so already.
pub async fn identity_keep(
    app: &App,
    asker: &Asker,
    person: PersonId,
    apart: bool,
) -> Result<(), Refusal> {
    let act = Act::IdentityKeep;
    let permit = app.leave(asker, act, None).await?;
    let on = subject_of(Subject::Person(person));
    let (door, doing) = (app.clone(), asker.clone());
    app.write_as(asker, (act, on), move |tx| {
        Box::pin(async move {
            may_see(&door, tx, &doing, person).await?;
            let entry = keep_in(&door, tx, &permit, person, apart).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn keep_in(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    person: PersonId,
    apart: bool,
) -> Result<Entry, Fault> {
    let (authority, now) = (app.authority, app.now());
    let is = apart_since(tx, authority, permit, person).await?.is_some();
    if is == apart {
        let words = "Somebody else has changed this already.";
        return Err(Refusal::Conflict(words.to_owned()).into());
    }
    if apart {
        apart_put(tx, authority, permit, person, now).await?;
        person_drop(tx, authority, person).await?;
    } else {
        apart_end(tx, authority, permit, person, now).await?;
        // Whom they may be in what waits is asked again.
        let job = JobId::mint(&app.mint(now));
        let kind = crate::jobs::PROPOSE_AGAIN;
        job_put(tx, authority, job, kind, person.uuid(), now).await?;
    }
    let on = subject_of(Subject::Person(person));
    Ok(app.entry(
        permit.principal(),
        permit.act(),
        on,
        read_of([person.uuid()]),
    ))
}
