//! Looking at the limits that were passed.

use axum::extract::State as Given;
use trefoil_app::budgets::view::budgets_view;

use super::shown::BudgetsShown;
use crate::State;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /limits`.
pub(super) async fn view(Given(state): Given<State>, visit: Visit) -> Reply {
    let over = budgets_view(&state.app, &visit.asker).await?;
    page(&BudgetsShown::new(&visit.shell, &over))
}
