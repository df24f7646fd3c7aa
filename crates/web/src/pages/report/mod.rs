//! The scrutiny report: its numbers with their definitions, the rows behind each, the forms in which it is published, and
//! what was published before.
//! What is counted is defined in `returns`; here it is only shown.

use axum::routing::get;
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod publish_csv;
mod publish_html;
mod published;
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
    Route::get("/reports/scrutiny.csv", Act::ReportPublish, || {
        get(publish_csv::csv)
    }),
    Route::get("/reports/scrutiny.html", Act::ReportPublish, || {
        get(publish_html::html)
    }),
    Route::get("/reports/published/{id}", Act::ReportView, || {
        get(published::published)
    }),
];
