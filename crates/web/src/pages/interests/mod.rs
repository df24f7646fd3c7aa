//! Possible interests of workers in families: the list, one with its evidence, and deciding about it.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod decide;
mod list;
mod view;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/interests", Act::ConflictsReview, || get(list::list)),
    Route::get("/interests/{id}", Act::ConflictsReview, || get(view::view)),
    Route::post("/interests/{id}/decide", Act::ConflictDecide, || {
        post(decide::decide)
    }),
];
