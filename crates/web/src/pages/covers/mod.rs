//! Who covers for whom in a manager's team.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod end;
mod list;
mod set;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/covers", Act::CoversView, || get(list::list)),
    Route::post("/covers", Act::CoverSet, || post(set::set)),
    Route::post("/covers/end", Act::CoverSet, || post(end::end)),
];
