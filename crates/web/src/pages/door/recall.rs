//! Taking a fact back.

use axum::extract::State as Given;
use trefoil_app::families::release::release_recall;
use trefoil_core::ids::{ReleaseId, StrandId};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/releases/{release}/recall`.
pub(super) async fn recall(
    Given(state): Given<State>,
    InPath((strand, release)): InPath<(StrandId, ReleaseId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let why = form.get("why");
    let came = release_recall(&state.app, &visit.asker, strand, release, why).await;
    after(&state, &visit, strand, &form, "recalled", came).await
}
