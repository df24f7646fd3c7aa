//! Acknowledging a warning.

use axum::extract::State as Given;
use trefoil_app::families::acknowledge::signal_acknowledge;
use trefoil_core::ids::SignalId;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /signals/{id}/acknowledge`.
pub(super) async fn acknowledge(
    Given(state): Given<State>,
    InPath(signal): InPath<SignalId>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    signal_acknowledge(&state.app, &visit.asker, signal).await?;
    see(&LocalPath::or("/signals?done=acknowledged", "/signals"))
}
