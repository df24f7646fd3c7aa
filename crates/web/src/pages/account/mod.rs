//! One's own account: what it says, another password, where one is signed in.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
pub(super) mod confirm;
mod password;
mod sessions;
mod view;
// the page
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/account", Act::AccountView, || get(view::view)),
    Route::get("/account/confirm", Act::IdentityConfirm, || {
        get(confirm::ask)
    })
    .without_act(),
    Route::post("/account/confirm", Act::IdentityConfirm, || {
        post(confirm::confirm)
    }),
    Route::post("/account/password", Act::PasswordChange, || {
        post(password::change)
    }),
    Route::post("/account/sessions/end", Act::SessionsEnd, || {
        post(sessions::end)
    }),
];
