//! Ending a cover.

use axum::extract::State as Given;
use trefoil_app::families::covers::cover_end;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, see};

/// `POST /covers/end`.
pub(super) async fn end(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let pair = (form.read("covered"), form.read("cover"));
    cover_end(&state.app, &visit.asker, pair).await?;
    see(&LocalPath::or("/covers?done=ended", "/covers"))
}
