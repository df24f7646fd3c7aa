//! Taking a place out of a note: the page of places, with the place in its form and the note to be kept with it.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::families::moving::place_offered;
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::pages::places::moved;
use crate::shell::{Reply, page_as};

/// `POST /strands/{id}/note/move`. Nothing is kept yet: what is known of an address is a person's to say.
pub(super) async fn note_move(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    match place_offered(&state.app, &visit.asker, strand, form.raw("note")).await {
        Ok((page, offered)) => page_as(StatusCode::OK, &moved(&visit.shell, &page, &offered)),
        Err(refusal @ (Refusal::Invalid(_) | Refusal::Conflict(_))) => {
            after(&state, &visit, strand, &form, "note", Err(refusal)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}
