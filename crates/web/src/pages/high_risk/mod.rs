//! Who is at high risk: the list with its numbers, one person, and taking somebody off by two people. Putting somebody on by judgement is done
//! on the contact's page.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod deal;
mod list;
mod one;
// what they show
mod shown;
mod shown_one;

#[cfg(test)]
pub(super) mod sample;

pub(in crate::pages) use shown::name as at_risk_name;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/high-risk", Act::HighRiskView, || get(list::list)),
    Route::get("/high-risk/{id}", Act::HighRiskView, || get(one::one)),
    Route::post("/high-risk/{id}", Act::HighRiskDeal, || post(deal::deal)),
];
