//! The scrutiny report: its numbers with their definitions, the rows behind each, the forms in which it is published, and
//! what was published before.
//! What is counted is defined in `returns`; here it is only shown.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod publish;
mod published;
mod published_csv;
mod published_html;
mod rows;
mod view;
// what they share
mod asked;
mod chart;
mod shown;
mod shown_rows;

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/reports/scrutiny", Act::ReportView, || get(view::view)),
    Route::get("/reports/scrutiny/rows", Act::ReportRows, || {
        get(rows::rows)
    }),
    Route::post("/reports/scrutiny/publish", Act::ReportPublish, || {
        post(publish::publish)
    }),
    Route::get("/reports/published/{id}", Act::ReportView, || {
        get(published::published)
    }),
    Route::get("/reports/published/{id}/csv", Act::ReportView, || {
        get(published_csv::csv)
    }),
    Route::get("/reports/published/{id}/html", Act::ReportView, || {
        get(published_html::html)
    }),
];
