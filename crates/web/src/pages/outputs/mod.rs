//! What leaves: the letters and files of a strand, one of them with the decision about it, a person's own file, the register of
//! disclosures, and a family's list of those to whom nothing goes.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod access;
mod access_draft;
mod barred;
mod barred_add;
mod barred_remove;
mod draft;
mod file;
mod list;
mod one;
mod refuse;
mod register;
mod release;
mod send;
// what they share: the forms, the pages, the answer to a decision
mod after;
mod forms;
mod shown;
mod shown_access;
mod shown_list;
mod shown_register;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/strands/{id}/outputs", Act::OutputView, || get(list::list)),
    Route::post("/strands/{id}/outputs", Act::OutputDraft, || {
        post(draft::draft)
    }),
    Route::get("/strands/{id}/own-file", Act::AccessGather, || {
        get(access::access)
    }),
    Route::post("/strands/{id}/own-file", Act::AccessGather, || {
        post(access_draft::access_draft)
    }),
    Route::get("/outputs/{id}", Act::OutputView, || get(one::one)),
    Route::get("/outputs/{id}/file", Act::OutputView, || get(file::file)),
    Route::post("/outputs/{id}/release", Act::OutputRelease, || {
        post(release::release)
    }),
    Route::post("/outputs/{id}/refuse", Act::OutputRefuse, || {
        post(refuse::refuse)
    }),
    Route::post("/outputs/{id}/send", Act::OutputSend, || post(send::send)),
    Route::get("/disclosures", Act::DisclosuresView, || {
        get(register::register)
    }),
    Route::get("/families/{id}/barred", Act::BarredSet, || {
        get(barred::barred)
    }),
    Route::post("/families/{id}/barred", Act::BarredSet, || {
        post(barred_add::barred_add)
    }),
    Route::post(
        "/families/{id}/barred/{entry}/remove",
        Act::BarredSet,
        || post(barred_remove::barred_remove),
    ),
];
