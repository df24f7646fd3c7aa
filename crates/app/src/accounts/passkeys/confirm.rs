//! Showing again who one is by a passkey of one's own, so that places may be opened for a while.

use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::passkey::PasskeyPurpose;
use trefoil_core::refusal::Refusal;
use trefoil_store::Written;
use trefoil_store::ledger::Entry;
use trefoil_store::passkey::passkey_used;
use trefoil_store::session::session_confirmed;

use super::Passkeys;
use super::answer::{Answer, Answered, WhyNot, answered, refuse};
use crate::accounts::own::entry;
use crate::accounts::session::Visit;
use crate::door::App;

/// Opens places for a while, by a passkey of whoever is signed in and nobody else's.
///
/// # Errors
/// `Invalid`, the same whatever did not fit.
pub async fn passkey_confirm(
    app: &App,
    visit: &Visit,
    passkeys: &Passkeys,
    answer: Answer<'_>,
) -> Result<(), Refusal> {
    let act = Act::IdentityConfirm;
    let _permit = app.leave(&visit.asker, act, None).await?;
    let me = visit.asker.worker.as_ref().ok_or(Refusal::NotFound)?.worker;
    let about = (PasskeyPurpose::Confirm, Some(visit.session));
    let came = match answered(app, passkeys, about, answer).await {
        Ok(who) if who.worker == me => confirmed(app, visit, who)
            .await
            .map_err(|refused| who.late(refused)),
        Ok(_) => Err(Ok(WhyNot::Unknown)),
        Err(why) => Err(why),
    };
    match came {
        Ok(()) => Ok(()),
        Err(why) => {
            let refused = entry(app, &visit.asker, act, ActOutcome::Refused);
            Err(refuse(app, why, refused).await)
        }
    }
}

async fn confirmed(app: &App, visit: &Visit, who: Answered) -> Result<(), Refusal> {
    let (door, asker, session) = (app.clone(), visit.asker.clone(), visit.session);
    app.write(move |tx| {
        Box::pin(async move {
            let (now, used) = (door.now(), (who.passkey, who.counter));
            passkey_used(tx, door.authority, used, now)
                .await
                .map_err(Answered::stale)?;
            session_confirmed(tx, door.authority, (who.worker, session), now).await?;
            let entry = Entry {
                purpose: "passkey".to_owned(),
                ..entry(&door, &asker, Act::IdentityConfirm, ActOutcome::Done)
            };
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
