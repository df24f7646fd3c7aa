//! The hub queue: what waits for a decision, most urgent first. Filters, order and page stand in the address bar.

use axum::routing::get;
use trefoil_core::act::Act;

use crate::router::Route;

mod receipt;
mod view;
// what it is made of: the address, its form, a row, the page
mod address;
mod choices;
pub(super) mod row;
mod shown;

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/queue", Act::QueueView, || get(view::view)),
    Route::get("/receipts", Act::ContactView, || get(receipt::receipt)),
];
