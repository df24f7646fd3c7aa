//! Files taken in: sending one, watching it go in, reading what its sender should hear of. Its rows are contacts elsewhere.

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::{FILE_LIMIT, Route};

// a file an endpoint
mod issues;
mod list;
mod progress;
mod upload;
// what they share
mod csv;
mod shown;
mod words;

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/imports", Act::ImportView, || get(list::list)),
    Route::post("/imports", Act::ImportStart, || {
        post(upload::upload).layer(DefaultBodyLimit::max(FILE_LIMIT))
    }),
    Route::get("/imports/{id}", Act::ImportView, || get(progress::progress)),
    Route::get("/imports/{id}/issues.csv", Act::ImportView, || {
        get(issues::issues)
    }),
];
