//! Turning to another notice of one's own.

use axum::extract::State as Given;
use trefoil_app::notices::turn::notice_turn;
use trefoil_core::ids::NoticeId;
use trefoil_core::refusal::Refusal;

use super::visit::SchoolForm;
use crate::State;
use crate::form::LocalPath;
use crate::shell::{Reply, see};

/// `POST /notice/turn`.
pub(super) async fn turn(
    Given(state): Given<State>,
    SchoolForm { visit, form }: SchoolForm,
) -> Reply {
    let to: Option<NoticeId> = form.get("to").parse().ok();
    notice_turn(&state.app, &visit, to.ok_or(Refusal::NotFound)?).await?;
    see(&LocalPath::or("/notice", "/notice"))
}
