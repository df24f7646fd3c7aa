//! Who is at high risk.

use axum::extract::State as Given;
use trefoil_app::high_risk::list::high_risk_view;

use super::shown::ListShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /high-risk`, with `done` after somebody was dealt with.
pub(super) async fn list(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let found = high_risk_view(&state.app, &visit.asker).await?;
    let done = !asked.get("done").is_empty();
    page(&ListShown::new(&visit.shell, &found, done))
}
