//! Asking the agencies again that are late.

use axum::extract::State as Given;
use trefoil_app::checks::ask::checks_chase;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/checks/chase`.
pub(super) async fn chase(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = checks_chase(&state.app, &visit.asker, contact).await;
    after(&state, &visit, contact, &form, Done::AskedAgain, came).await
}
