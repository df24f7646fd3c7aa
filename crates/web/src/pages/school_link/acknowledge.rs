//! Saying that the school knows.

use axum::extract::State as Given;
use trefoil_app::notices::key_adult::notice_acknowledge;

use super::visit::SchoolForm;
use crate::State;
use crate::form::LocalPath;
use crate::shell::{Reply, see};

/// `POST /notice/acknowledge`. Twice is fine.
pub(super) async fn acknowledge(
    Given(state): Given<State>,
    SchoolForm { visit, .. }: SchoolForm,
) -> Reply {
    notice_acknowledge(&state.app, &visit).await?;
    see(&LocalPath::or("/notice?done=acknowledged", "/notice"))
}
