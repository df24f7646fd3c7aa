//! What waits for the custodian: the list, one with what was not seen, and answering it.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod answer;
mod list;
mod one;
// what they show
mod shown;
mod shown_one;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/custodian", Act::CustodyView, || get(list::list)),
    Route::get("/custodian/{id}", Act::CustodyView, || get(one::one)),
    Route::post("/custodian/{id}", Act::CustodyAnswer, || {
        post(answer::answer)
    }),
];
