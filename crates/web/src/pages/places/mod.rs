//! Where the person of a strand is, how they are reached, and how that is done safely.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod end;
mod safe_contact;
mod view;
mod write;
// what they share: the act's answer, the page
mod after;
mod shown;

#[cfg(test)]
pub(super) mod sample;

pub(in crate::pages) use shown::moved;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/strands/{id}/places", Act::StrandView, || get(view::view)),
    Route::post("/strands/{id}/places", Act::PlaceWrite, || {
        post(write::write)
    }),
    Route::post("/strands/{id}/places/{place}/end", Act::PlaceWrite, || {
        post(end::end)
    }),
    Route::post("/strands/{id}/safe-contact", Act::PlaceWrite, || {
        post(safe_contact::safe_contact)
    }),
];
