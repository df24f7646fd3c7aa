//! Signing a worker out wherever they are signed in.

use axum::extract::State as Given;
use trefoil_app::accounts::close::sessions_end_of;
use trefoil_core::ids::WorkerId;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /workers/{id}/sign-out`.
pub(super) async fn sign_out(
    Given(state): Given<State>,
    InPath(worker): InPath<WorkerId>,
    sent: Protected<Fields>,
) -> Reply {
    sessions_end_of(&state.app, &sent.visit.asker, worker).await?;
    let path = format!("/workers/{worker}?done=sign-out");
    see(&LocalPath::or(&path, "/workers"))
}
