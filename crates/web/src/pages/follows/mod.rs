//! What follows decisions: the hub's list, one of them, and dealing with it.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod deal;
mod list;
mod one;
mod police;
// what they show
mod shown;
mod shown_police;
mod whom;

#[cfg(test)]
pub(super) mod sample;

pub(in crate::pages) use shown::{FollowLine, line};

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/follow-ups", Act::FollowsView, || get(list::list)),
    Route::get("/follow-ups/police", Act::FollowsView, || get(police::list)),
    Route::get("/follow-ups/police.csv", Act::FollowsView, || {
        get(police::file)
    }),
    Route::post("/follow-ups/police", Act::FollowDeal, || post(police::told)),
    Route::get("/follow-ups/{id}", Act::FollowsView, || get(one::one)),
    Route::post("/follow-ups/{id}", Act::FollowDeal, || post(deal::deal)),
];
