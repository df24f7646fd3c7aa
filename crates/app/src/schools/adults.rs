//! Key adults: who is told at a school. Each is a worker with that role and no other, so that whoever may be kin of a family is kept
//! from its notices as any worker is; they have no password, and open a notice by its link and a code from their own app.

use jiff::SignedDuration;
use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Refusal;
use trefoil_core::school::Urn;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::school::{adult_end as end, adult_link_put, adult_put, adults_of, school_read};
use trefoil_store::search::principal_key;
use trefoil_store::{Fault, Written, worker};

use crate::accounts::session::token_hash;
use crate::accounts::workers::{NewAccount, worker_create};
use crate::door::{App, refusal};

/// How long the link lasts by which a key adult sets their app up.
pub const ENROL_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Makes somebody a key adult of a school: an account is made where the e-mail address has none.
///
/// # Errors
/// `Invalid` naming each field; `NotFound` where there is no such school.
pub async fn adult_add(
    app: &App,
    asker: &Asker,
    urn: Urn,
    name: &str,
    email: &str,
) -> Result<WorkerId, Refusal> {
    let act = Act::SchoolsChange;
    let permit = app.leave(asker, act, None).await?;
    let email = email.trim().to_lowercase();
    let mut tx = app.read().await?;
    let there = school_read(&mut tx, app.authority, urn)
        .await
        .map_err(refusal)?;
    let all = worker::workers(&mut tx, app.authority)
        .await
        .map_err(refusal)?;
    drop(tx);
    if there.is_none() && urn != Urn::OFFICER {
        app.refused(asker, act, (SubjectKind::Authority, None))
            .await?;
        return Err(Refusal::NotFound);
    }
    let known = all.into_iter().find(|(_, known)| *known == email);
    let worker = match known {
        Some((facts, _)) if facts.roles == [Role::KeyAdult] => facts.worker,
        Some(_) => {
            let words = "This e-mail address belongs to somebody with another role here. A key adult has an account of their own.";
            return Err(Refusal::invalid("email", words));
        }
        None => {
            let account = NewAccount {
                name: name.to_owned(),
                email,
                role: Role::KeyAdult,
                team: None,
                password: None,
            };
            worker_create(app, asker, account).await?.worker
        }
    };
    joined(app, asker, permit, urn, worker).await?;
    Ok(worker)
}

async fn joined(
    app: &App,
    asker: &Asker,
    permit: Permit,
    urn: Urn,
    worker: WorkerId,
) -> Result<(), Refusal> {
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let by = principal_key(&principal);
            let put = adult_put(
                tx,
                door.authority,
                &permit,
                (urn, worker),
                (&by, door.now()),
            )
            .await;
            put.map_err(|fault| match fault {
                Fault::Duplicate => {
                    Refusal::invalid("email", "They are a key adult of this school already.").into()
                }
                other => other,
            })?;
            let on = (SubjectKind::Worker, Some(worker.uuid()));
            Ok(Written {
                value: (),
                entries: vec![door.entry(principal, Act::SchoolsChange, on, Vec::new())],
            })
        })
    })
    .await
}

/// Says that somebody is no key adult of a school any more.
///
/// # Errors
/// `Conflict` where they are not.
pub async fn adult_end(
    app: &App,
    asker: &Asker,
    urn: Urn,
    worker: WorkerId,
) -> Result<(), Refusal> {
    let act = Act::SchoolsChange;
    let permit = app.leave(asker, act, None).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            end(tx, door.authority, &permit, (urn, worker), door.now()).await?;
            let on = (SubjectKind::Worker, Some(worker.uuid()));
            Ok(Written {
                value: (),
                entries: vec![door.entry(principal, act, on, Vec::new())],
            })
        })
    })
    .await
}

/// A one-time link by which a key adult sets their authenticator app up: its secret, for the administrator to hand out.
///
/// # Errors
/// `NotFound` where they are no key adult of the school.
pub async fn enrol_link(
    app: &App,
    asker: &Asker,
    urn: Urn,
    worker: WorkerId,
) -> Result<String, Refusal> {
    let act = Act::SchoolsChange;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let adults = adults_of(&mut tx, app.authority, &permit, &[urn])
        .await
        .map_err(refusal)?;
    drop(tx);
    let on = (SubjectKind::Worker, Some(worker.uuid()));
    if !adults.iter().any(|one| one.worker == worker) {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    }
    let token = hex(&random::<32>(app.world.as_ref()));
    let (door, principal, kept) = (app.clone(), asker.principal, token_hash(&token));
    app.write(move |tx| {
        Box::pin(async move {
            let until = door.now().checked_add(ENROL_FOR).unwrap_or(door.now());
            adult_link_put(tx, door.authority, &permit, (&kept, worker), until).await?;
            Ok(Written {
                value: (),
                entries: vec![door.entry(principal, act, on, Vec::new())],
            })
        })
    })
    .await?;
    Ok(token)
}
