//! Writing a place.

use axum::extract::State as Given;
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
    let came = place_write(&state.app, &visit.asker, strand, &typed).await;
    after(&state, &visit, strand, &form, "place", came).await
}
