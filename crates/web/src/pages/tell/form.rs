//! The empty form.

use axum::extract::State as Given;
use trefoil_app::contacts::tell::form_fresh;

use super::partners;
use super::shown::TellShown;
use crate::State;
use crate::form::Fields;
use crate::shell::{Reply, Shell, page};

/// `GET /tell`. Nothing is looked up, and nothing kept.
pub(super) async fn form(Given(state): Given<State>) -> Reply {
    let partners = partners(&state)?;
    let (shell, fresh) = (Shell::before_sign_in(&state), form_fresh(&state.app));
    page(&TellShown::new(
        &shell,
        partners,
        fresh,
        (&Fields::default(), &[]),
    ))
}
