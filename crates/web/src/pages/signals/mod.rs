//! Warnings: the list of those that came to one's strands, acknowledging one; and writing one, on the other side.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod acknowledge;
mod list;
mod send;
mod write;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

pub(in crate::pages) use shown::{WarningShown, warnings_shown};

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/signals", Act::StrandsView, || get(list::list)),
    Route::post("/signals/{id}/acknowledge", Act::SignalAcknowledge, || {
        post(acknowledge::acknowledge)
    }),
    Route::get("/strands/{id}/signal", Act::StrandView, || {
        get(write::write)
    }),
    Route::post("/strands/{id}/signal", Act::SignalSend, || post(send::send)),
];
