//! The page by which a key adult sets their codes up: a button first, so that nothing that follows links is shown the secret.

use axum::extract::State as Given;

use super::shown::CodesShown;
use crate::State;
use crate::form::InPath;
use crate::shell::{Reply, Shell, page};

/// `GET /school-codes/{token}`.
pub(super) async fn codes(Given(state): Given<State>, InPath(token): InPath<String>) -> Reply {
    let shell = Shell::before_sign_in(&state);
    page(&CodesShown::new(&shell, &token, None, &[]))
}
