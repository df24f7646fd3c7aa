//! Giving an agency's system a token, and revoking it. What the token is, is answered once and kept nowhere.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::chance::random;
use trefoil_core::hex::hex;
use trefoil_core::ids::{AgencyId, TokenId};
use trefoil_core::refusal::Refusal;
use trefoil_core::token::{BEGINS, TokenTyped};
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::agency::{NewToken, token_put, token_revoke as revoke};

use super::{entry_of, kept, standing};
use crate::contacts::system::meet::token_hash;
use crate::door::App;

/// A token just made.
#[derive(Clone)]
pub struct TokenMade {
    /// What its system sends. Shown once.
    pub secret: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Makes a token for a system of an agency.
///
/// # Errors
/// `Invalid` naming each field that will not do; `NotFound` where there is no such agency.
pub async fn token_make(
    app: &App,
    asker: &Asker,
    agency: AgencyId,
    typed: &TokenTyped,
) -> Result<TokenMade, Refusal> {
    let act = Act::TokenMake;
    let permit = app.leave(asker, act, None).await?;
    let system = typed.read()?.to_owned();
    let now = app.now();
    let length = SignedDuration::from_hours(24 * typed.days);
    let expires_at = now.checked_add(length).unwrap_or(now);
    let secret = format!("{BEGINS}{}", hex(&random::<32>(app.world.as_ref())));
    let new = NewToken {
        token: TokenId::mint(&app.mint(now)),
        agency,
        system,
        hash: token_hash(app, &secret),
        expires_at,
    };
    let door = app.clone();
    let made = app.write(move |tx| {
        Box::pin(async move {
            standing(&door, tx, agency).await?;
            token_put(tx, door.authority, &permit, &new, now).await?;
            Ok(Written {
                value: (),
                entries: vec![entry_of(
                    &door,
                    &permit,
                    act,
                    format!("token {}", new.token),
                )],
            })
        })
    });
    kept(app, asker, act, made.await).await?;
    Ok(TokenMade { secret, expires_at })
}

/// Revokes a token: it opens nothing from now on.
///
/// # Errors
/// `Conflict` where it was revoked already.
pub async fn token_revoke(
    app: &App,
    asker: &Asker,
    agency: AgencyId,
    token: TokenId,
) -> Result<(), Refusal> {
    let act = Act::TokenRevoke;
    let permit = app.leave(asker, act, None).await?;
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            revoke(tx, door.authority, &permit, (agency, token), door.now()).await?;
            Ok(Written {
                value: (),
                entries: vec![entry_of(&door, &permit, act, format!("token {token}"))],
            })
        })
    })
    .await
}
