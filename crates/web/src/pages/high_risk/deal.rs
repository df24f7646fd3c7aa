//! Asking that somebody comes off, agreeing, or keeping them on.

use axum::extract::State as Given;
use trefoil_app::high_risk::deal::high_risk_deal;
use trefoil_app::high_risk::list::high_risk_one;
use trefoil_core::high_risk::HighRiskStep;
use trefoil_core::ids::SightingId;

use super::shown_one::OneShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /high-risk/{id}`. What does not go is shown again as it was typed.
pub(super) async fn deal(
    Given(state): Given<State>,
    InPath(root): InPath<SightingId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let step = HighRiskStep::from_code(form.get("step"));
    let reason = form.raw("reason");
    let (status, problems) =
        match high_risk_deal(&state.app, &visit.asker, root, step, reason).await {
            Ok(()) => return see(&LocalPath::or("/high-risk?done=yes", "/high-risk")),
            Err(refusal) => refused(refusal)?,
        };
    let found = high_risk_one(&state.app, &visit.asker, root).await?;
    let shown = OneShown::new(&visit.shell, &found, (&form, &problems));
    page_as(status, &shown)
}
