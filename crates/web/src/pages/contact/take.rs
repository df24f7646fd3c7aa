//! Taking a contact on.

use axum::extract::State as Given;
use trefoil_app::contacts::hold::contact_take;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/take`.
pub(super) async fn take(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = contact_take(&state.app, &visit.asker, contact).await;
    after(&state, &visit, contact, &form, Done::Taken, came).await
}
