//! People who may be one: the list, two beside each other, saying whether they are, undoing it; and, for the custodian, putting two beside each
//! other.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod decide;
mod list;
mod one;
mod put;
mod undo;
// what they show
mod form;
mod shown;
mod shown_one;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/duplicates", Act::PairsView, || get(list::list)),
    Route::post("/duplicates", Act::PairPut, || post(put::put)),
    Route::get("/duplicates/{id}", Act::PairsView, || get(one::one)),
    Route::post("/duplicates/{id}", Act::PairDecide, || post(decide::decide)),
    Route::post("/duplicates/{id}/undo", Act::PairUndo, || post(undo::undo)),
];
