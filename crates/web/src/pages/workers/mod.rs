//! Accounts, for the administrator, who sees no family.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

mod create;
mod list;
mod new;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/workers", Act::WorkersView, || get(list::list)),
    Route::get("/workers/new", Act::WorkersView, || get(new::new)).without_act(),
    Route::post("/workers", Act::WorkerCreate, || post(create::create)),
];
