//! Accounts, for the administrator, who sees no family.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod close;
mod create;
mod identity;
mod link;
mod list;
mod new;
mod sign_out;
mod view;
mod work;
// what they show
mod one;
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/workers", Act::WorkersView, || get(list::list)),
    Route::get("/workers/new", Act::WorkersView, || get(new::new)).without_act(),
    Route::post("/workers", Act::WorkerCreate, || post(create::create)),
    Route::get("/workers/{id}", Act::WorkersView, || get(view::view)),
    Route::post("/workers/{id}/work", Act::WorkerChange, || post(work::work)),
    Route::post("/workers/{id}/close", Act::AccountClose, || {
        post(close::close)
    }),
    Route::post("/workers/{id}/sign-out", Act::SessionsEndOf, || {
        post(sign_out::sign_out)
    }),
    Route::post("/workers/{id}/link", Act::WorkerLink, || post(link::link)),
    Route::post("/workers/{id}/identity", Act::WorkerIdentify, || {
        post(identity::identity)
    }),
];
