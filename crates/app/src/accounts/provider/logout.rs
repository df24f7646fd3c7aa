//! Signing out because the provider says so, from server to server (OpenID Connect Back-Channel Logout 1.0).

use trefoil_core::act::Act;
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_store::Written;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::provider::provider_end;

use super::Provider;
use super::claims::{Ending, WhyNot};
use crate::accounts::once::once;
use crate::accounts::sign_in::refused_entry;
use crate::accounts::source::{Source, try_give_back, try_spend};
use crate::door::App;

/// Ends the sessions that a logout token names; how many there were.
///
/// # Errors
/// `Invalid` where the token is not to be believed, or was used before; `TooMany` as for any way in.
pub async fn provider_logout(
    app: &App,
    provider: &Provider,
    source: Source,
    token: &str,
) -> Result<u64, Refusal> {
    try_spend(app, source, None).await?;
    let ending = ending(app, provider, token).await;
    let (door, issuer) = (app.clone(), provider.settings.issuer.clone());
    let ended = app.write(move |tx| {
        Box::pin(async move {
            let ending = match ending {
                Ok(ending) => ending,
                Err(why) => {
                    let entry = Entry {
                        purpose: why.to_string(),
                        ..refused_entry(&door, None)
                    };
                    return Ok(Written {
                        value: None,
                        entries: vec![entry],
                    });
                }
            };
            let (whose, now) = ((ending.subject.as_str(), ending.sid.as_str()), door.now());
            let ended = provider_end(tx, door.authority, &issuer, whose, now).await?;
            try_give_back(&door, tx, source).await?;
            let by = Principal::Job(Job::SignIn);
            let on = (SubjectKind::Authority, None);
            let entry = Entry {
                purpose: "provider".to_owned(),
                ..door.entry(by, Act::SignOut, on, Vec::new())
            };
            Ok(Written {
                value: Some(ended),
                entries: vec![entry],
            })
        })
    });
    ended
        .await?
        .ok_or_else(|| Refusal::invalid("logout_token", "invalid_request"))
}

async fn ending(app: &App, provider: &Provider, token: &str) -> Result<Ending, WhyNot> {
    let now = app.now();
    let claims = provider.claims(token, now).await?;
    let ending = claims.ending(&provider.settings, now)?;
    if once(app, &format!("logout {}", ending.token), now).await {
        Ok(ending)
    } else {
        Err(WhyNot::Used)
    }
}
