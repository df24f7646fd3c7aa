//! One output.

use axum::extract::State as Given;
use trefoil_app::outputs::view::output_view;
use trefoil_core::ids::OutputId;

use super::shown::{Outcome, OutputShown};
use crate::State;
use crate::form::{Asked, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /outputs/{id}`, with `done` after an act.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(output): InPath<OutputId>,
    Asked(asked): Asked,
) -> Reply {
    let known = output_view(&state.app, &visit.asker, output).await?;
    let outcome = Outcome::done(asked.get("done"));
    page(&OutputShown::new(&visit.shell, &known, &outcome))
}
