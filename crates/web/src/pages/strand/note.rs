//! Writing a note.

use axum::extract::State as Given;
use trefoil_app::families::note::note_write;
use trefoil_core::ids::StrandId;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/note`.
pub(super) async fn note(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = note_write(&state.app, &visit.asker, strand, form.raw("note")).await;
    after(&state, &visit, strand, &form, "note", came).await
}
