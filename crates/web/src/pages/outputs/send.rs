//! Sending what was released.

use axum::extract::State as Given;
use trefoil_app::outputs::send::output_send;
use trefoil_core::ids::OutputId;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /outputs/{id}/send`.
pub(super) async fn send(
    Given(state): Given<State>,
    InPath(output): InPath<OutputId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = output_send(&state.app, &visit.asker, output).await;
    after(&state, &visit, output, &form, "sent", came).await
}
