//! Writing an item that the family's workers share.

use axum::extract::State as Given;
use trefoil_app::families::shared::shared_write;
use trefoil_core::ids::FamilyId;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /families/{id}/shared`. What cannot be kept is shown again as it was typed.
pub(super) async fn shared(
    Given(state): Given<State>,
    InPath(family): InPath<FamilyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = shared_write(&state.app, &visit.asker, family, form.raw("note")).await;
    after(&state, &visit, family, &form, "shared", came).await
}
