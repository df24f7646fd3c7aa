//! Writing an item that the family's workers share.

use axum::extract::State as Given;
use trefoil_app::families::shared::shared_typed;
use trefoil_app::families::writing::Typed;
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
    let typed = Typed {
        text: form.raw("note"),
        kept: form.get("kept"),
    };
    let came = shared_typed(&state.app, &visit.asker, family, typed).await;
    after(&state, &visit, family, &form, "shared", came).await
}
