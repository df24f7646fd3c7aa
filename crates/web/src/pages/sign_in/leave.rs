//! Signing out.

use axum::extract::State as Given;

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::session;
use crate::shell::Reply;

/// `POST /sign-out`.
pub(super) async fn leave(Given(state): Given<State>, sent: Protected<Fields>) -> Reply {
    sent.visit.end(&state).await?;
    session::leave(&state, &LocalPath::or("/sign-in", "/"))
}
