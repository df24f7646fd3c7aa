//! Giving an agency's system a token. It is shown once, on the answer itself.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::agencies::token::token_make;
use trefoil_app::agencies::view::agency_view;
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Refusal;
use trefoil_core::token::TokenTyped;

use super::shown::{AgencyShown, TokenMadeShown};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::{Reply, page, page_as};

/// `POST /agencies/{id}/tokens`.
pub(super) async fn make(
    Given(state): Given<State>,
    InPath(agency): InPath<AgencyId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let typed = TokenTyped {
        system: form.get("system").to_owned(),
        days: form.read("days").unwrap_or(0),
    };
    match token_make(&state.app, &visit.asker, agency, &typed).await {
        Ok(made) => page(&TokenMadeShown::new(
            &visit.shell,
            agency,
            &typed.system,
            made,
        )),
        Err(Refusal::Invalid(problems)) => {
            let found = agency_view(&state.app, &visit.asker, agency).await?;
            let shown = AgencyShown::new(&visit.shell, &found, (&form, &problems), "");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
