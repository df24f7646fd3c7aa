//! Dealing with what follows a decision.

use axum::extract::State as Given;
use trefoil_app::follows::deal::follow_deal;
use trefoil_app::follows::list::follow_view;
use trefoil_core::follow::{FollowState, FollowStep, NotToldWhy, ToldHow};
use trefoil_core::ids::FollowId;

use super::shown::FollowShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /follow-ups/{id}`. What does not go is shown again as it was typed.
pub(super) async fn deal(
    Given(state): Given<State>,
    InPath(follow): InPath<FollowId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let step = FollowStep {
        to: FollowState::from_code(form.get("step")),
        why: NotToldWhy::from_code(form.get("why")),
        how: ToldHow::from_code(form.get("how")),
        rights: form.read("rights"),
    };
    let note = form.raw("note");
    let (status, problems) = match follow_deal(&state.app, &visit.asker, follow, step, note).await {
        Ok(()) => return see(&LocalPath::or("/follow-ups?done=yes", "/follow-ups")),
        Err(refusal) => refused(refusal)?,
    };
    let page = follow_view(&state.app, &visit.asker, follow).await?;
    let right = step.rights.is_some();
    let shown = FollowShown::new(&visit.shell, &page, right, (&form, &problems));
    page_as(status, &shown)
}
