//! Finding a person. Two things are needed, so that nobody can leaf through the town by typing a surname.

use axum::routing::get;
use trefoil_core::act::Act;

use crate::router::Route;

mod view;
// what it is made of: what was typed, the page
mod asked;
mod shown;

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[Route::get("/people/search", Act::PersonSearch, || {
    get(view::view)
})];
