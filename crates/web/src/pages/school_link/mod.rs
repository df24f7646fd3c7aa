//! What a key adult opens: the link of one notice, by a code; reading, acknowledging, answering and copying it; and setting up the
//! codes once. None of it is for anybody signed in, and none of it shows anything before a code.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod acknowledge;
mod answer;
mod codes;
mod codes_set;
mod copy;
mod enter;
mod link;
mod notice;
mod turn;
// who is there, and what they are shown
mod shown;
mod visit;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/notice/open/{token}", Act::PageView, || get(link::link))
        .for_anybody()
        .without_act(),
    Route::post("/notice/open/{token}", Act::NoticeOpen, || {
        post(enter::enter)
    })
    .for_anybody(),
    Route::get("/notice", Act::NoticeOpen, || get(notice::notice)).for_anybody(),
    Route::post("/notice/acknowledge", Act::NoticeAcknowledge, || {
        post(acknowledge::acknowledge)
    })
    .for_anybody(),
    Route::post("/notice/answer", Act::NoticeAnswer, || post(answer::answer)).for_anybody(),
    Route::post("/notice/turn", Act::NoticeOpen, || post(turn::turn)).for_anybody(),
    Route::get("/notice/copy", Act::NoticeCopy, || get(copy::copy)).for_anybody(),
    Route::get("/school-codes/{token}", Act::PageView, || get(codes::codes))
        .for_anybody()
        .without_act(),
    Route::post("/school-codes/{token}", Act::AdultEnrol, || {
        post(codes_set::codes_set)
    })
    .for_anybody(),
];
