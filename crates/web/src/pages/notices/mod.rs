//! What schools are told: the hub's list, one notice, dealing with it, and telling a school though police did not attend.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod begin;
mod deal;
mod list;
mod one;
mod send;
mod tell;
mod write;
// what they show, and the words for it
mod shown;
mod shown_facts;
mod shown_forms;
mod shown_one;
mod shown_tell;
mod words;

#[cfg(test)]
pub(super) mod sample;

pub(in crate::pages) use words::{NoticeLine, line};

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/notices", Act::NoticesView, || get(list::list)),
    Route::get("/notices/{id}", Act::NoticesView, || get(one::one)),
    Route::post("/notices/{id}", Act::NoticeWrite, || post(write::write)),
    Route::post("/notices/{id}/deal", Act::NoticeWrite, || post(deal::deal)),
    Route::post("/notices/{id}/send", Act::NoticeSend, || post(send::send)),
    Route::get("/contacts/{id}/school", Act::ContactView, || {
        get(tell::tell)
    }),
    Route::post("/contacts/{id}/school", Act::NoticeWrite, || {
        post(begin::begin)
    }),
];
