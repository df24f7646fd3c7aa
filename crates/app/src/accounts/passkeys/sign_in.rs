//! Signing in by a passkey, which says whose account it is: nobody is asked for an address, so nobody learns who has an account.

use trefoil_core::passkey::PasskeyPurpose;
use trefoil_core::refusal::Refusal;
use trefoil_store::Written;
use trefoil_store::ledger::Entry;
use trefoil_store::passkey::passkey_used;
use trefoil_store::worker::sign_in_cleared;

use super::Passkeys;
use super::answer::{Answer, Answered, answered, refuse};
use crate::accounts::session::session_begin;
use crate::accounts::sign_in::{entry, refused_entry};
use crate::accounts::source::{Source, try_give_back, try_spend};
use crate::door::App;

/// Signs in whoever a passkey says; the session's token. The try is counted before it is looked at.
///
/// # Errors
/// `Invalid`, the same whatever did not fit (the ledger's entry says what); `TooMany` as for any way in.
pub async fn passkey_sign_in(
    app: &App,
    passkeys: &Passkeys,
    source: Source,
    answer: Answer<'_>,
) -> Result<String, Refusal> {
    try_spend(app, source, None).await?;
    let about = (PasskeyPurpose::SignIn, None);
    let came = match answered(app, passkeys, about, answer).await {
        Ok(who) => begin(app, source, who, passkeys.with_password)
            .await
            .map_err(|refused| who.late(refused)),
        Err(why) => Err(why),
    };
    match came {
        Ok(token) => Ok(token),
        Err(why) => Err(refuse(app, why, refused_entry(app, None)).await),
    }
}

async fn begin(
    app: &App,
    source: Source,
    who: Answered,
    with_password: bool,
) -> Result<String, Refusal> {
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            let (now, used) = (door.now(), (who.passkey, who.counter));
            passkey_used(tx, door.authority, used, now)
                .await
                .map_err(Answered::stale)?;
            if with_password {
                sign_in_cleared(tx, door.authority, who.worker).await?;
            }
            try_give_back(&door, tx, source).await?;
            let value = session_begin(&door, tx, who.worker, now).await?;
            let entry = Entry {
                purpose: "passkey".to_owned(),
                ..entry(&door, who.worker)
            };
            Ok(Written {
                value,
                entries: vec![entry],
            })
        })
    })
    .await
}
