//! Limits that were passed of late, for the Caldicott guardian.

use axum::routing::get;
use trefoil_core::act::Act;

use crate::router::Route;

mod view;
// what it shows
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[Route::get("/limits", Act::BudgetsView, || get(view::view))];
