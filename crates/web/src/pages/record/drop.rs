//! Throwing away what was typed and not sent.

use axum::extract::State as Given;
use trefoil_app::drafts::drop::draft_drop;
use trefoil_core::draft::DraftForm;
use trefoil_core::ids::DraftId;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /drafts/{draft}/drop`.
pub(super) async fn drop(
    Given(state): Given<State>,
    InPath(draft): InPath<DraftId>,
    Protected { visit, .. }: Protected<Fields>,
) -> Reply {
    draft_drop(&state.app, &visit.asker, draft, DraftForm::Contact).await?;
    see(&LocalPath::or("/contacts/new?done=dropped", "/queue"))
}
