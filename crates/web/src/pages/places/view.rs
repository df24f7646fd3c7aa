//! Opening the places of a strand.

use axum::extract::State as Given;
use trefoil_app::families::places::places_view;
use trefoil_core::ids::StrandId;

use super::shown::{PlacesShown, Typed};
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /strands/{id}/places`, with `done` after an act.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(strand): InPath<StrandId>,
    Asked(asked): Asked,
) -> Reply {
    let known = places_view(&state.app, &visit.asker, strand).await?;
    let typed = Typed::done(asked.get("done"));
    page(&PlacesShown::new(&visit.shell, &known, &typed))
}
