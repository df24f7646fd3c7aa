//! What programs of others ask: an agency's case system tells the hub of a family, and asks for its receipt. Each way in is described
//! in `openapi`, and answers problems as RFC 9457 has them. No fact about a family leaves here.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod contact_send;
mod openapi;
mod receipt;
// who asks, what they may send, and why not
mod bearer;
mod fields;
pub(crate) mod problem;
mod sent;

/// What every address of these begins with.
pub(crate) const BEGINS: &str = "/api/";

/// The ways in.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/api/openapi.json", Act::PageView, || {
        get(openapi::document)
    })
    .for_anybody()
    .without_act(),
    Route::post("/api/v1/contacts", Act::ContactImport, || {
        post(contact_send::send)
    })
    .for_anybody(),
    Route::get("/api/v1/contacts/{receipt}", Act::ReceiptView, || {
        get(receipt::show)
    })
    .for_anybody(),
];

#[cfg(test)]
mod tests;
