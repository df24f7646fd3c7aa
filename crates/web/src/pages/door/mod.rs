//! The door of a strand: what of it the other side may know, and with whom it is shared.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod recall;
mod release;
mod share;
mod share_recall;
mod view;
// what they share: the act's answer, the page and its forms
mod after;
mod forms;
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/strands/{id}/door", Act::StrandView, || get(view::view)),
    Route::post("/strands/{id}/releases", Act::ReleaseMake, || {
        post(release::release)
    }),
    Route::post(
        "/strands/{id}/releases/{release}/recall",
        Act::ReleaseRecall,
        || post(recall::recall),
    ),
    Route::post("/strands/{id}/shares", Act::ShareMake, || {
        post(share::share)
    }),
    Route::post(
        "/strands/{id}/shares/{share}/recall",
        Act::ShareRecall,
        || post(share_recall::share_recall),
    ),
];
