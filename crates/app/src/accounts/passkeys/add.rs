//! Adding a passkey to one's own account, by whoever has shown a short while ago who they are: a session taken over must not leave
//! a way in behind.

use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::{PasskeyId, WorkerId};
use trefoil_core::passkey::{PasskeyContent, PasskeyPurpose, passkey_name};
use trefoil_core::refusal::Refusal;
use trefoil_store::ledger::Entry;
use trefoil_store::passkey::{NewPasskey, Passkey, passkey_put, passkeys_of};
use trefoil_store::provider::provider_has;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Written};
use webauthn_rs::prelude::{Passkey as Key, PasskeyRegistration, RegisterPublicKeyCredential};

use super::Passkeys;
use super::answer::{Answer, WhyNot, credential_hash, question_of, refuse};
use super::question::{Question, sealed};
use crate::accounts::own::entry;
use crate::accounts::session::Visit;
use crate::door::{App, refusal};

/// Passkeys of one account: a few devices, and not a store of them.
pub const PASSKEYS_MOST: usize = 10;

const FULL: &str =
    "This account has ten passkeys, and can have no more. Remove one that you do not use.";
const VOUCHED: &str = "You sign in with the account of your employer, who decides how you show who you are. No passkey can be added here.";
pub(super) const NOT_SHOWN: &str =
    "Show again who you are first: then you can change your passkeys for a while.";

/// What stands against adding one; nothing where it can be added.
pub(super) fn against(visit: &Visit, held: usize, vouched: bool) -> Option<&'static str> {
    let shown = visit
        .asker
        .worker
        .as_ref()
        .is_some_and(|one| one.stepped_up);
    match () {
        () if vouched => Some(VOUCHED),
        () if held >= PASSKEYS_MOST => Some(FULL),
        () if !shown => Some(NOT_SHOWN),
        () => None,
    }
}

/// A question that makes a passkey for an account; those that it has are named, so that no device makes a second.
pub(super) fn add_question(
    app: &App,
    passkeys: &Passkeys,
    visit: &Visit,
    (email, held): (&str, &[Passkey]),
) -> Result<Question, Refusal> {
    let facts = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let keys = held.iter().filter_map(|one| {
        let key: Key = serde_json::from_str(&one.content.key).ok()?;
        Some(key.cred_id().clone())
    });
    let made = passkeys.webauthn.start_passkey_registration(
        facts.worker.uuid(),
        email,
        &facts.name,
        Some(keys.collect()),
    );
    let (mut asked, state) = made.map_err(|_| Refusal::Unavailable)?;
    // It must be one that says whose it is: signing in asks nobody for an address. The library does not ask that by itself.
    if let Some(chosen) = asked.public_key.authenticator_selection.as_mut() {
        chosen.resident_key = serde_json::from_str("\"required\"").ok();
        chosen.require_resident_key = true;
    }
    let asked = serde_json::to_string(&asked.public_key).map_err(|_| Refusal::Unavailable)?;
    let state = serde_json::to_string(&state).map_err(|_| Refusal::Unavailable)?;
    let sealed = sealed(app, PasskeyPurpose::Add, Some(visit.session), state);
    Ok(Question { asked, sealed })
}

/// Adds the passkey that answered, under a name.
///
/// # Errors
/// `Invalid` where the name or the answer will not do, or they have not shown again who they are.
pub async fn passkey_add(
    app: &App,
    visit: &Visit,
    passkeys: &Passkeys,
    (name, answer): (&str, Answer<'_>),
) -> Result<(), Refusal> {
    let act = Act::PasskeyAdd;
    let _permit = app.leave(&visit.asker, act, None).await?;
    let me = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?.worker;
    let refused = entry(app, &visit.asker, act, ActOutcome::Refused);
    let mut tx = app.read().await?;
    let known = async {
        let held = passkeys_of(&mut tx, &app.ring, app.authority, me).await?;
        let vouched = provider_has(&mut tx, app.authority, me).await?;
        Ok((held.len(), vouched))
    };
    let (held, vouched) = known.await.map_err(refusal)?;
    drop(tx);
    let will = match against(visit, held, vouched) {
        Some(words) => Err(Refusal::invalid("passkey", words)),
        None => passkey_name(name),
    };
    let name = match will {
        Ok(name) => name,
        Err(why) => {
            app.append(refused).await?;
            return Err(why);
        }
    };
    match key_of(app, visit, passkeys, answer).await {
        Ok(key) => put(app, visit, me, name, &key).await,
        Err(why) => Err(refuse(app, Ok(why), refused).await),
    }
}

/// The key that answered.
async fn key_of(
    app: &App,
    visit: &Visit,
    passkeys: &Passkeys,
    answer: Answer<'_>,
) -> Result<Key, WhyNot> {
    let about = (PasskeyPurpose::Add, Some(visit.session));
    let state: PasskeyRegistration = question_of(app, about, answer.question).await?;
    let said: RegisterPublicKeyCredential =
        serde_json::from_str(answer.said).map_err(|_| WhyNot::Unreadable)?;
    passkeys
        .webauthn
        .finish_passkey_registration(&said, &state)
        .map_err(|error| WhyNot::of(&error))
}

async fn put(
    app: &App,
    visit: &Visit,
    worker: WorkerId,
    name: String,
    key: &Key,
) -> Result<(), Refusal> {
    let credential = credential_hash(app, key.cred_id());
    let key = serde_json::to_string(key).map_err(|_| Refusal::Unavailable)?;
    let content = PasskeyContent { name, key };
    let (door, asker) = (app.clone(), visit.asker.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let passkey = PasskeyId::mint(&door.mint(now));
            let new = NewPasskey {
                passkey,
                worker,
                credential,
            };
            let taken = |fault| match fault {
                Fault::Duplicate => Fault::Refused(super::not_this_time()),
                other => other,
            };
            passkey_put(tx, door.authority, new, now)
                .await
                .map_err(taken)?;
            let mut recording = door.recording(now);
            recording.put(RecordKind::Passkey, passkey.uuid(), 1, "account", &content);
            let entry = Entry {
                touched: recording.touched(),
                ..entry(&door, &asker, Act::PasskeyAdd, ActOutcome::Done)
            };
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
