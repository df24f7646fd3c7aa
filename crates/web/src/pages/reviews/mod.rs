//! Reviewing broken glass, and other uses of rights that reach every family.

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
    Route::get("/reviews", Act::ReviewsView, || get(list::list)),
    Route::get("/reviews/{id}", Act::ReviewsView, || get(view::view)),
    Route::post("/reviews/{id}/decide", Act::GlassReview, || {
        post(decide::decide)
    }),
];
