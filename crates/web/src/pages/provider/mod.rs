//! Signing in through an identity provider: going there, coming back, and signing out because it says so. Where none is configured
//! there is nothing here.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

mod begin;
mod finish;
mod logout;
// what coming back shows
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/sign-in/provider", Act::SignIn, || get(begin::begin))
        .for_anybody()
        .without_act(),
    Route::get("/sign-in/provider/done", Act::SignIn, || {
        get(finish::finish)
    })
    .for_anybody()
    .without_act(),
    Route::post("/sign-in/provider/logout", Act::SignOut, || {
        post(logout::logout)
    })
    .for_anybody()
    .without_act(),
];
