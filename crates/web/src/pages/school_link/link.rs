//! The page of a link: it asks for a code, whatever the link is, and looks nothing up. A scanner of mail that follows it changes nothing.

use axum::extract::State as Given;

use super::shown::LinkShown;
use crate::State;
use crate::form::InPath;
use crate::shell::{Reply, Shell, page};

/// `GET /notice/open/{token}`.
pub(super) async fn link(Given(state): Given<State>, InPath(token): InPath<String>) -> Reply {
    page(&LinkShown::new(&Shell::before_sign_in(&state), &token, &[]))
}
