//! A key adult's visit to one notice, and the forms of it: a cookie and a token of their own.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use trefoil_app::notices::key_adult::{AdultVisit, visit_of};
use trefoil_core::refusal::Refusal;

use crate::State;
use crate::csrf::{FIELD, FormToken, FromHere};
use crate::errors::Refused;
use crate::form::Fields;
use crate::session::notice_secret;

/// Somebody who opened a notice with a code a short while ago.
pub(super) struct SchoolVisit(pub(super) AdultVisit);

impl FromRequestParts<State> for SchoolVisit {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Refused> {
        let Some(secret) = notice_secret(state, &parts.headers) else {
            return Err(Refusal::NotFound.into());
        };
        let found = visit_of(&state.app, secret).await?;
        Ok(Self(found.ok_or(Refusal::NotFound)?))
    }
}

/// A form of such a visit.
pub(super) struct SchoolForm {
    pub(super) visit: AdultVisit,
    pub(super) form: Fields,
}

impl FromRequest<State> for SchoolForm {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &State) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let SchoolVisit(visit) = SchoolVisit::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts, body);
        let FromHere(form) = FromHere::<Fields>::from_request(request, state).await?;
        if !FormToken::new(visit.csrf.clone()).fits(form.get(FIELD)) {
            return Err(Refused::NotFromHere(Vec::new()));
        }
        Ok(Self { visit, form })
    }
}
