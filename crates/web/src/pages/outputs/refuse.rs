//! Deciding that something does not leave.

use axum::extract::State as Given;
use trefoil_app::outputs::decide::output_refuse;
use trefoil_core::ids::OutputId;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /outputs/{id}/refuse`.
pub(super) async fn refuse(
    Given(state): Given<State>,
    InPath(output): InPath<OutputId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = output_refuse(&state.app, &visit.asker, output, form.raw("reason")).await;
    after(&state, &visit, output, &form, "refused", came).await
}
