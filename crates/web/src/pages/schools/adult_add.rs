//! A key adult more.

use axum::extract::State as Given;
use trefoil_app::schools::adults::adult_add as add;
use trefoil_core::refusal::Refusal;

use super::one::{after, urn_in};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /schools/{urn}/adults`.
pub(super) async fn adult_add(
    Given(state): Given<State>,
    InPath(path): InPath<String>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let urn = urn_in(&path)?.ok_or(Refusal::NotFound)?;
    let (name, email) = (form.get("adult-name"), form.get("adult-email"));
    let came = add(&state.app, &visit.asker, urn, name, email)
        .await
        .map(drop);
    after(&state, &visit, &path, (came, form, "adult-")).await
}
