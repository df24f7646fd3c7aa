//! A contact: opening it, now or as it was known; saying who its people are; taking it, handing it over, giving it back;
//! deciding it. What may be done is the door's to say.

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::{FILE_LIMIT, Route};

// a file an endpoint
mod attachment_add;
mod attachment_file;
mod checks_ask;
mod checks_chase;
mod checks_end;
mod decide;
mod hand_over;
mod high_risk;
mod match_confirm;
mod match_family;
mod match_kin;
mod match_new;
mod match_refuse;
mod match_undo;
mod person_add;
mod person_take_out;
mod regrade;
mod release;
mod search_find;
mod search_view;
mod take;
mod view;
// what they share: the act's answer, the page and its parts
mod after;
mod answers;
mod attachments;
mod candidate;
mod checks;
mod decision;
pub(super) mod done;
pub(super) mod kept;
mod known;
mod open;
mod page;
mod person;
mod routes;
mod search;
mod shown;
mod sure;
mod top;
mod urgency;
mod words;

pub(in crate::pages) use candidate::leaning;
pub(in crate::pages) use known::opened;
pub(in crate::pages) use urgency::level_tag;
pub(in crate::pages) use words::{in_100, likely};

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod sample_search;
#[cfg(test)]
mod tests;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/contacts/{id}", Act::ContactView, || get(view::view)),
    Route::post("/contacts/{id}/take", Act::ContactTake, || post(take::take)),
    Route::post("/contacts/{id}/hand-over", Act::ContactHandOver, || {
        post(hand_over::hand_over)
    }),
    Route::post("/contacts/{id}/release", Act::ContactRelease, || {
        post(release::release)
    }),
    Route::post("/contacts/{id}/regrade", Act::ContactRegrade, || {
        post(regrade::regrade)
    }),
    Route::post("/contacts/{id}/attachments", Act::AttachmentAdd, || {
        post(attachment_add::add).layer(DefaultBodyLimit::max(FILE_LIMIT))
    }),
    Route::get(
        "/contacts/{id}/attachments/{attachment}",
        Act::AttachmentOpen,
        || get(attachment_file::file),
    ),
    Route::post("/contacts/{id}/high-risk", Act::HighRiskPut, || {
        post(high_risk::high_risk)
    }),
    Route::post("/contacts/{id}/checks", Act::CheckAsk, || {
        post(checks_ask::ask)
    }),
    Route::post("/contacts/{id}/checks/chase", Act::CheckAsk, || {
        post(checks_chase::chase)
    }),
    Route::post("/contacts/{id}/checks/end", Act::CheckEnd, || {
        post(checks_end::end)
    }),
    Route::post("/contacts/{id}/decide", Act::ContactDecide, || {
        post(decide::decide)
    }),
    Route::post("/contacts/{id}/match/confirm", Act::MatchConfirm, || {
        post(match_confirm::confirm)
    }),
    Route::post("/contacts/{id}/match/new", Act::MatchNew, || {
        post(match_new::new)
    }),
    Route::post("/contacts/{id}/match/refuse", Act::MatchRefuse, || {
        post(match_refuse::refuse)
    }),
    Route::post("/contacts/{id}/match/family", Act::MatchFamily, || {
        post(match_family::family)
    }),
    Route::post("/contacts/{id}/match/kin", Act::MatchKin, || {
        post(match_kin::kin)
    }),
    Route::post("/contacts/{id}/people", Act::ContactName, || {
        post(person_add::add)
    }),
    Route::post("/contacts/{id}/people/take-out", Act::ContactUnname, || {
        post(person_take_out::take_out)
    }),
    Route::get("/contacts/{id}/match/search", Act::MatchSearch, || {
        get(search_view::view)
    }),
    Route::post("/contacts/{id}/match/search", Act::MatchSearch, || {
        post(search_find::find)
    }),
    Route::post("/contacts/{id}/match/undo", Act::MatchUndo, || {
        post(match_undo::undo)
    }),
];
