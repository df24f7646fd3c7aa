//! Undoing a match, at any later time.

use axum::extract::State as Given;
use trefoil_app::matching::undo::match_undo;
use trefoil_core::ids::ContactId;

use super::after::after;
use super::done::Done;
use crate::State;
use crate::csrf::Protected;
use crate::errors::Refused;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /contacts/{id}/match/undo`.
pub(super) async fn undo(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let matched = form.read("matched").ok_or(Refused::Unreadable)?;
    let came = match_undo(&state.app, &visit.asker, contact, matched).await;
    after(&state, &visit, contact, &form, Done::Undone, came).await
}
