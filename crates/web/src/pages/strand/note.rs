//! Writing a note.

use axum::extract::State as Given;
use trefoil_app::families::note::note_typed;
use trefoil_app::families::writing::Typed;
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
    let typed = Typed {
        text: form.raw("note"),
        kept: form.get("kept"),
    };
    let came = note_typed(&state.app, &visit.asker, strand, typed).await;
    after(&state, &visit, strand, &form, "note", came).await
}
