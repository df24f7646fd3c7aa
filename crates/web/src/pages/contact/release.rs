//! Giving a contact back to the queue.

use axum::extract::State as Given;
use trefoil_app::contacts::hold::contact_release;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/release`.
pub(super) async fn release(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = contact_release(&state.app, &visit.asker, contact).await;
    after(&state, &visit, contact, &form, Done::Released, came).await
}
