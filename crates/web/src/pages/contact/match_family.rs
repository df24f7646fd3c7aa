//! Confirming a whole family in one act.

use axum::extract::State as Given;
use trefoil_app::matching::family::match_family;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::errors::Refused;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/match/family`.
pub(super) async fn family(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let family = form.read("family").ok_or(Refused::Unreadable)?;
    let came = match_family(&state.app, &visit.asker, contact, family).await;
    after(&state, &visit, contact, &form, Done::Family, came).await
}
