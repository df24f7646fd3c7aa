//! A strand: one person's side of a family's work. Opening it, writing a note, allocating a worker, closing it.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod access;
mod allocate;
mod close;
mod note;
mod note_move;
mod view;
// what they share: the act's answer, the page
mod after;
mod shown;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/strands/{id}", Act::StrandView, || get(view::view)),
    Route::post("/strands/{id}/note", Act::NoteWrite, || post(note::note)),
    Route::post("/strands/{id}/note/move", Act::StrandView, || {
        post(note_move::note_move)
    }),
    Route::get("/strands/{id}/access", Act::AccessView, || {
        get(access::access)
    }),
    Route::post("/strands/{id}/allocate", Act::StrandAllocate, || {
        post(allocate::allocate)
    }),
    Route::post("/strands/{id}/close", Act::StrandClose, || {
        post(close::close)
    }),
];
