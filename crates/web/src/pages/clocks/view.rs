//! Looking at the clocks.

use axum::extract::State as Given;
use trefoil_app::clock_rules::clock_rules_view;

use super::shown::{ClocksShown, fields_of};
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /clocks`.
pub(super) async fn view(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let rules = clock_rules_view(&state.app, &visit.asker).await?;
    let fields = fields_of(&rules);
    let done = asked.get("done") == "set";
    page(&ClocksShown::new(&visit.shell, &rules, &fields, &[], done))
}
