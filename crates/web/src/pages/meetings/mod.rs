//! The meetings that a worker chairs or takes part in, with the families that are listed; arranging another.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod list;
mod make;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

pub(in crate::pages) use shown::last_day;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/meetings", Act::MeetingsView, || get(list::list)),
    Route::post("/meetings", Act::MeetingMake, || post(make::make)),
];
