//! Taking a shared item back from the other side.

use axum::extract::State as Given;
use trefoil_app::families::shared::shared_recall;
use trefoil_core::ids::{FamilyId, NoteId};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /families/{id}/shared/{note}/recall`.
pub(super) async fn recall(
    Given(state): Given<State>,
    InPath((family, note)): InPath<(FamilyId, NoteId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = shared_recall(&state.app, &visit.asker, (family, note), form.get("why")).await;
    after(&state, &visit, family, &form, "recalled", came).await
}
