//! Taking a share back.

use axum::extract::State as Given;
use trefoil_app::families::share::share_recall as recall;
use trefoil_core::ids::{ShareId, StrandId};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/shares/{share}/recall`.
pub(super) async fn share_recall(
    Given(state): Given<State>,
    InPath((strand, share)): InPath<(StrandId, ShareId)>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = recall(&state.app, &visit.asker, strand, share).await;
    after(&state, &visit, strand, &form, "unshared", came).await
}
