//! The manager's board: what is past its time, and who has what.

use axum::routing::get;
use trefoil_core::act::Act;

use crate::router::Route;

mod view;
// what it shows
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[Route::get("/board", Act::QueueView, || get(view::view))];
