//! One's own passkeys: the list, and taking one off it.

use jiff::Timestamp;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::PasskeyId;
use trefoil_core::refusal::Refusal;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::passkey::{Passkey, passkey_end, passkeys_of};
use trefoil_store::provider::provider_has;
use trefoil_store::worker::credentials_of;

use super::Passkeys;
use super::add::{NOT_SHOWN, add_question, against};
use super::question::Question;
use crate::accounts::own::entry;
use crate::accounts::session::Visit;
use crate::door::{App, read_of, refusal};

/// A passkey of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPasskey {
    /// The passkey.
    pub passkey: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub added: Timestamp,
    /// Last used.
    pub used: Option<Timestamp>,
    /// Whether it opens nothing, because it may have been copied.
    pub stopped: bool,
}

/// The page of one's own passkeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeysPage {
    /// The oldest first.
    pub passkeys: Vec<OwnPasskey>,
    /// The question that makes another, or what stands against that.
    pub another: Result<Question, &'static str>,
    /// Whether they must show again who they are before they change anything.
    pub show_first: bool,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// The asker's own passkeys.
///
/// # Errors
/// `NotFound` for one who is no worker.
pub async fn passkeys_view(
    app: &App,
    visit: &Visit,
    passkeys: &Passkeys,
) -> Result<PasskeysPage, Refusal> {
    let _permit = app.leave(&visit.asker, Act::AccountView, None).await?;
    let facts = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let (me, authority) = (facts.worker, app.authority);
    let mut tx = app.read().await?;
    let known = async {
        let held = passkeys_of(&mut tx, &app.ring, authority, me).await?;
        let (_, email) = credentials_of(&mut tx, authority, me).await?;
        let vouched = provider_has(&mut tx, authority, me).await?;
        Ok((held, email, vouched))
    };
    let (held, email, vouched) = known.await.map_err(refusal)?;
    drop(tx);
    let on = (SubjectKind::Worker, Some(me.uuid()));
    let read = read_of(held.iter().map(|one| one.passkey.uuid()));
    app.record(&visit.asker, Act::AccountView, on, read).await?;
    let another = match against(visit, held.len(), vouched) {
        Some(words) => Err(words),
        None => Ok(add_question(app, passkeys, visit, (&email, &held))?),
    };
    Ok(PasskeysPage {
        passkeys: held.into_iter().map(own).collect(),
        another,
        show_first: !facts.stepped_up,
        now: app.now(),
    })
}

fn own(one: Passkey) -> OwnPasskey {
    OwnPasskey {
        passkey: one.passkey,
        name: one.content.name,
        added: one.added_at,
        used: one.used_at,
        stopped: one.copied_at.is_some(),
    }
}

/// Takes a passkey off one's own account.
///
/// # Errors
/// `Invalid` where they have not shown again who they are; `NotFound` where it is none of theirs.
pub async fn passkey_remove(app: &App, visit: &Visit, passkey: PasskeyId) -> Result<(), Refusal> {
    let act = Act::PasskeyRemove;
    let _permit = app.leave(&visit.asker, act, None).await?;
    let facts = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?;
    let on = (SubjectKind::Worker, Some(facts.worker.uuid()));
    if !facts.stepped_up {
        app.refused(&visit.asker, act, on).await?;
        return Err(Refusal::invalid("passkey", NOT_SHOWN));
    }
    let (door, asker, me) = (app.clone(), visit.asker.clone(), facts.worker);
    let removed = app.write(move |tx| {
        Box::pin(async move {
            let theirs = passkey_end(tx, door.authority, (me, passkey), door.now()).await?;
            let entries = theirs.then(|| entry(&door, &asker, act, ActOutcome::Done));
            Ok(Written {
                value: theirs,
                entries: entries.into_iter().collect(),
            })
        })
    });
    if removed.await? {
        return Ok(());
    }
    app.refused(&visit.asker, act, on).await?;
    Err(Refusal::NotFound)
}
