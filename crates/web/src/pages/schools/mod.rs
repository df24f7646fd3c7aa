//! The register of schools: finding one, its times, terms and key adults with their history, and how schools are told.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod add;
mod adult_add;
mod adult_end;
mod adult_link;
mod change;
mod days_add;
mod days_end;
mod holiday_add;
mod holiday_strike;
mod holidays;
mod list;
mod one;
mod telling;
mod telling_set;
// what they show
mod shown;
mod shown_holidays;
mod shown_one;
mod shown_telling;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/schools", Act::SchoolsView, || get(list::list)),
    Route::post("/schools", Act::SchoolsChange, || post(add::add)),
    Route::get("/schools/telling", Act::SchoolsView, || {
        get(telling::telling)
    }),
    Route::post("/schools/telling", Act::AgreementSet, || {
        post(telling_set::telling_set)
    }),
    Route::get("/schools/holidays", Act::SchoolsView, || {
        get(holidays::holidays)
    }),
    Route::post("/schools/holidays", Act::SchoolsChange, || {
        post(holiday_add::add)
    }),
    Route::post("/schools/holidays/strike", Act::SchoolsChange, || {
        post(holiday_strike::strike)
    }),
    Route::get("/schools/{urn}", Act::SchoolsView, || get(one::one)),
    Route::post("/schools/{urn}", Act::SchoolsChange, || {
        post(change::change)
    }),
    Route::post("/schools/{urn}/days", Act::SchoolsChange, || {
        post(days_add::days_add)
    }),
    Route::post("/schools/{urn}/days/{term}/end", Act::SchoolsChange, || {
        post(days_end::days_end)
    }),
    Route::post("/schools/{urn}/adults", Act::SchoolsChange, || {
        post(adult_add::adult_add)
    }),
    Route::post(
        "/schools/{urn}/adults/{worker}/end",
        Act::SchoolsChange,
        || post(adult_end::adult_end),
    ),
    Route::post(
        "/schools/{urn}/adults/{worker}/link",
        Act::SchoolsChange,
        || post(adult_link::adult_link),
    ),
];
