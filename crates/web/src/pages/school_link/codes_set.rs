//! Setting codes up: the secret, then the first code of it.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::accounts::enrol::{enrol_confirm, enrol_show};
use trefoil_core::refusal::Refusal;

use super::shown::{CodesShown, SetShown};
use crate::State;
use crate::csrf::FromHere;
use crate::form::{Fields, InPath};
use crate::shell::{Reply, Shell, page, page_as};
use crate::source::CameFrom;

/// `POST /school-codes/{token}`, with `code` once the secret is in the app.
pub(super) async fn codes_set(
    Given(state): Given<State>,
    CameFrom(source): CameFrom,
    InPath(token): InPath<String>,
    FromHere(form): FromHere<Fields>,
) -> Reply {
    let shell = Shell::before_sign_in(&state);
    let code = form.get("code");
    let (refusal, secret) = if form.get("step") == "confirm" {
        match enrol_confirm(&state.app, source, &token, code).await {
            Ok(()) => return page(&SetShown::new(&shell)),
            Err(refused) => refused,
        }
    } else {
        match enrol_show(&state.app, source, &token).await {
            Ok(secret) => return page(&CodesShown::new(&shell, &token, Some(&secret), &[])),
            Err(refusal) => (refusal, None),
        }
    };
    match refusal {
        Refusal::Invalid(problems) => {
            let shown = CodesShown::new(&shell, &token, secret.as_ref(), &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        refusal => Err(refusal.into()),
    }
}
