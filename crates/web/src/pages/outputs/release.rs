//! Releasing what waits, bound to the bytes that were shown.

use axum::extract::State as Given;
use trefoil_app::outputs::decide::output_release;
use trefoil_core::ids::OutputId;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /outputs/{id}/release`.
pub(super) async fn release(
    Given(state): Given<State>,
    InPath(output): InPath<OutputId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let shown = (form.get("hash"), form.raw("reason"));
    let came = output_release(&state.app, &visit.asker, output, shown).await;
    after(&state, &visit, output, &form, "released", came).await
}
