//! Calling off what an agency was asked.

use axum::extract::State as Given;
use trefoil_app::checks::end::check_end;
use trefoil_core::ids::{CheckId, ContactId};
use trefoil_core::refusal::Refusal;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/checks/end`.
pub(super) async fn end(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let check = form.read::<CheckId>("check").ok_or(Refusal::NotFound)?;
    let came = check_end(&state.app, &visit.asker, contact, check).await;
    after(&state, &visit, contact, &form, Done::CalledOff, came).await
}
