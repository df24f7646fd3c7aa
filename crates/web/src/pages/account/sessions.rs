//! Signing out everywhere but here.

use axum::extract::State as Given;
use trefoil_app::accounts::own::sessions_end;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, see};

/// `POST /account/sessions/end`.
pub(super) async fn end(Given(state): Given<State>, sent: Protected<Fields>) -> Reply {
    sessions_end(&state.app, sent.visit.known()).await?;
    see(&LocalPath::or("/account?done=sessions", "/account"))
}
