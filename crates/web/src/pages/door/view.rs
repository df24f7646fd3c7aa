//! Opening the door of a strand.

use axum::extract::State as Given;
use trefoil_app::families::door::door_view;
use trefoil_core::ids::StrandId;

use super::shown::{DoorShown, Typed};
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /strands/{id}/door`, with `done` after an act.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(strand): InPath<StrandId>,
    Asked(asked): Asked,
) -> Reply {
    let known = door_view(&state.app, &visit.asker, strand).await?;
    let typed = Typed::done(asked.get("done"));
    page(&DoorShown::new(
        &visit.shell,
        &known,
        &typed,
        state.app.now(),
    ))
}
