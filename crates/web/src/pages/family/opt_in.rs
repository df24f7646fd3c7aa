//! Letting a shared item through to the other side.

use axum::extract::State as Given;
use trefoil_app::families::shared::shared_opt_in;
use trefoil_core::ids::{FamilyId, NoteId};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /families/{id}/shared/{note}/opt-in`.
pub(super) async fn opt_in(
    Given(state): Given<State>,
    InPath((family, note)): InPath<(FamilyId, NoteId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = shared_opt_in(&state.app, &visit.asker, (family, note), form.get("why")).await;
    after(&state, &visit, family, &form, "opted-in", came).await
}
