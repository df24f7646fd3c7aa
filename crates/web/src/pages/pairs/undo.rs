//! Undoing what was said of two people.

use axum::extract::State as Given;
use trefoil_app::pairs::undo::pair_undo;
use trefoil_core::ids::PairId;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /duplicates/{id}/undo`.
pub(super) async fn undo(
    Given(state): Given<State>,
    InPath(pair): InPath<PairId>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    pair_undo(&state.app, &visit.asker, pair).await?;
    see(&LocalPath::or("/duplicates?done=undone", "/duplicates"))
}
