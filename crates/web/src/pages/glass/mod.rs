//! Breaking the glass in an emergency, and what it opens.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod ask;
mod break_glass;
mod open;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/glass", Act::GlassView, || get(ask::ask)),
    Route::post("/glass", Act::GlassBreak, || post(break_glass::break_glass)),
    Route::get("/glass/open", Act::GlassView, || get(open::open)),
];
