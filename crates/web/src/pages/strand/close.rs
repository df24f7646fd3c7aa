//! Closing a strand.

use axum::extract::State as Given;
use trefoil_app::families::close::strand_close;
use trefoil_core::ids::StrandId;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/close`.
pub(super) async fn close(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = strand_close(&state.app, &visit.asker, strand, form.raw("why")).await;
    after(&state, &visit, strand, &form, "close", came).await
}
