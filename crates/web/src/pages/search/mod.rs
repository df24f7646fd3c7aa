//! Finding a person. Two things are needed, so that nobody can leaf through the town by typing a surname. What is typed is
//! sent as a form: names and birth dates stand in no address, so in no browser's history and no proxy's log.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod find;
mod view;
// what it is made of: what was typed, its controls, the page
pub(super) mod asked;
pub(super) mod form;
mod shown;

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    // The form alone holds nobody: to open it is not to search.
    Route::get("/people/search", Act::PageView, || get(view::view)),
    Route::post("/people/search", Act::PersonSearch, || post(find::find)),
];
