//! Saying that a place holds no longer.

use axum::extract::State as Given;
use trefoil_app::families::places::place_end;
use trefoil_core::ids::{PlaceId, StrandId};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/places/{place}/end`.
pub(super) async fn end(
    Given(state): Given<State>,
    InPath((strand, place)): InPath<(StrandId, PlaceId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = place_end(&state.app, &visit.asker, strand, place).await;
    after(&state, &visit, strand, &form, "ended", came).await
}
