//! A person: how they may be contacted safely, what is believed, who said so; now, or as it was known.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod keep;
mod view;
// what it is made of: the page, what each source said, who is the same person
mod said;
mod same;
mod shown;

pub(in crate::pages) use shown::{ContactShown, believed, contact};

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/people/{id}", Act::PersonView, || get(view::view)),
    Route::post("/people/{id}/apart", Act::IdentityKeep, || post(keep::keep)),
];
