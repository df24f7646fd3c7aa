//! Allocating a worker.

use axum::extract::State as Given;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_core::ids::{StrandId, WorkerId};

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/allocate`.
pub(super) async fn allocate(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let worker = form.read::<WorkerId>("worker");
    let came = strand_allocate(&state.app, &visit.asker, strand, worker).await;
    after(&state, &visit, strand, &form, "allocate", came).await
}
