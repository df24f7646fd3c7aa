//! Passkeys: signing in and showing again who one is with one, and one's own list of them. Where none are configured there is
//! nothing here. Each page works without its script in so far as it says how to go on.

use axum::routing::{get, post};
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;

use crate::State;
use crate::router::Route;

// a file an endpoint
mod add;
mod confirm;
mod enter;
mod own;
mod remove;
mod view;
// what they show
pub(super) mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/sign-in/passkey", Act::PageView, || get(view::view))
        .for_anybody()
        .without_act(),
    Route::post("/sign-in/passkey", Act::SignIn, || post(enter::enter)).for_anybody(),
    Route::get("/account/passkeys", Act::AccountView, || get(own::own)),
    Route::post("/account/passkeys", Act::PasskeyAdd, || post(add::add)),
    Route::post(
        "/account/passkeys/{passkey}/remove",
        Act::PasskeyRemove,
        || post(remove::remove),
    ),
    Route::post("/account/confirm/passkey", Act::IdentityConfirm, || {
        post(confirm::confirm)
    }),
];

/// What passkeys are bound to here.
fn of(state: &State) -> Result<&Passkeys, Refusal> {
    state.passkeys.as_ref().ok_or(Refusal::NotFound)
}
