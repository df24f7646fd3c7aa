//! A person: how they may be contacted safely, what is believed, who said so; now, or as it was known.

use axum::routing::get;
use trefoil_core::act::Act;

use crate::router::Route;

mod view;
// what it is made of: the page, what each source said
mod said;
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[Route::get("/people/{id}", Act::PersonView, || {
    get(view::view)
})];
