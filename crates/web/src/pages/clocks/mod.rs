//! The authority's own clocks: looking at them, setting them.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

mod set;
mod set_risk;
mod view;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/clocks", Act::ClockRulesView, || get(view::view)),
    Route::post("/clocks", Act::ClockRuleSet, || post(set::set)),
    Route::post("/clocks/high-risk", Act::ClockRuleSet, || {
        post(set_risk::set_risk)
    }),
];
