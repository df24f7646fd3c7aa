//! Families: the list of one's own, a family with each side as far as the viewer may see it, what its workers share.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod aggressor;
mod list;
mod listing_end;
mod listing_make;
mod opt_in;
mod recall;
mod shared;
mod view;
// what they share: the act's answer, what they show
mod after;
mod listings;
mod shown;
mod sides;

#[cfg(test)]
pub(super) mod sample;

pub(in crate::pages) use shown::{ReleasedShown, released_shown, workers};

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/families", Act::StrandsView, || get(list::list)),
    Route::get("/families/{id}", Act::FamilyView, || get(view::view)),
    Route::post("/families/{id}/aggressor", Act::AggressorRecord, || {
        post(aggressor::aggressor)
    }),
    Route::post("/families/{id}/listings", Act::ListingMake, || {
        post(listing_make::listing_make)
    }),
    Route::post(
        "/families/{id}/listings/{listing}/end",
        Act::ListingEnd,
        || post(listing_end::listing_end),
    ),
    Route::post("/families/{id}/shared", Act::SharedWrite, || {
        post(shared::shared)
    }),
    Route::post(
        "/families/{id}/shared/{note}/opt-in",
        Act::SharedOptIn,
        || post(opt_in::opt_in),
    ),
    Route::post(
        "/families/{id}/shared/{note}/recall",
        Act::SharedRecall,
        || post(recall::recall),
    ),
];
