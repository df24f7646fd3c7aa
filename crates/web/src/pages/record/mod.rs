//! Taking a contact in by hand: the form, kept while it is typed, and what was begun and not sent.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod drop;
mod keep;
mod new;
mod send;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The box that says how often the draft was kept when the window last saw it.
const VERSION: &str = "version";

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/contacts/new", Act::DraftView, || get(new::new)),
    Route::post("/contacts/new", Act::ContactImport, || post(send::send)),
    Route::post("/drafts/{draft}", Act::DraftKeep, || post(keep::keep)),
    Route::post("/drafts/{draft}/drop", Act::DraftDrop, || post(drop::drop)),
];
