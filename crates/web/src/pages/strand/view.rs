//! Opening a strand.

use axum::extract::State as Given;
use trefoil_app::families::strand::strand_view;
use trefoil_core::ids::StrandId;

use super::shown::{Outcome, StrandShown};
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /strands/{id}`, with `done` after an act.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(strand): InPath<StrandId>,
    Asked(asked): Asked,
) -> Reply {
    let known = strand_view(&state.app, &visit.asker, strand).await?;
    let outcome = Outcome::done(asked.get("done"));
    page(&StrandShown::new(&visit.shell, &known, &outcome))
}
