//! What a partner's agency is asked: the list, one check, and the answer.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod answer;
mod list;
mod one;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/checks", Act::ChecksView, || get(list::list)),
    Route::get("/checks/{id}", Act::CheckView, || get(one::one)),
    Route::post("/checks/{id}", Act::CheckAnswer, || post(answer::answer)),
];
