//! Rows that belong to no contact: reading each as it came, and saying what was done about it.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod close;
mod list;
// what they share
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/quarantine", Act::QuarantineView, || get(list::list)),
    Route::post("/quarantine/{id}/close", Act::QuarantineClose, || {
        post(close::close)
    }),
];
