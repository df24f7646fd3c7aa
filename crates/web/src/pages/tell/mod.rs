//! Telling the hub about a family without an account: a school, a surgery, a housing officer, a charity, probation. The form, and the
//! receipt, which is the same whoever it is about. Where the authority does not want it, there is no such page.

use axum::routing::{get, post};
use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;

use crate::State;
use crate::router::Route;
use crate::state::Partners;

// a file an endpoint
mod form;
mod send;
// what they show
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/tell", Act::PageView, || get(form::form))
        .for_anybody()
        .without_act(),
    Route::post("/tell", Act::ContactImport, || post(send::send)).for_anybody(),
];

/// How partners are met here.
///
/// # Errors
/// `NotFound` where the authority has no such page.
fn partners(state: &State) -> Result<&Partners, Refusal> {
    state.partners.as_ref().ok_or(Refusal::NotFound)
}
