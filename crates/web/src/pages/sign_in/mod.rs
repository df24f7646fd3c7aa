//! Signing in and out. Every failure looks the same: which address has an account is nobody's business.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

mod enter;
mod leave;
mod link;
mod link_set;
mod view;
// what they show
pub(super) mod shown;
mod shown_link;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/sign-in", Act::PageView, || get(view::view))
        .for_anybody()
        .without_act(),
    Route::post("/sign-in", Act::SignIn, || post(enter::enter)).for_anybody(),
    Route::get("/sign-in/link/{token}", Act::SignIn, || get(link::link)).for_anybody(),
    Route::post("/sign-in/link/{token}", Act::SignIn, || {
        post(link_set::link_set)
    })
    .for_anybody(),
    Route::post("/sign-out", Act::SignOut, || post(leave::leave)),
];
