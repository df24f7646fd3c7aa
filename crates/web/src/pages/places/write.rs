//! Writing a place.

use axum::extract::State as Given;
use trefoil_app::families::moving::place_move;
use trefoil_app::families::places::place_write;
use trefoil_core::ids::StrandId;
use trefoil_core::place::{PlaceKind, PlaceState, PlaceTyped};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/places`.
pub(super) async fn write(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = PlaceTyped {
        kind: PlaceKind::from_code(form.get("kind")),
        state: PlaceState::from_code(form.get("state")),
        value: form.get("value").to_owned(),
        postcode: form.get("postcode").to_owned(),
    };
    // The note out of which it was taken, where it was.
    let note = form.raw("note");
    let app = &state.app;
    let (came, done) = if note.is_empty() {
        (
            place_write(app, &visit.asker, strand, &typed).await,
            "place",
        )
    } else {
        let came = place_move(app, &visit.asker, strand, &typed, note).await;
        (came, "moved")
    };
    after(&state, &visit, strand, &form, done, came).await
}
