//! Looking for who somebody in a contact is: who was found, or what is wrong, above the form with what was typed.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::matching::search::match_search;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;

use super::search::SearchShown;
use crate::State;
use crate::csrf::Protected;
use crate::errors::Refused;
use crate::form::{Fields, InPath};
use crate::pages::search::asked::Typed;
use crate::shell::{Reply, page_as};

/// `POST /contacts/{id}/match/search`.
pub(super) async fn find(
    Given(state): Given<State>,
    InPath(contact): InPath<ContactId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let sighting = form.read("sighting").ok_or(Refused::Unreadable)?;
    let typed = Typed::from(form);
    let (app, asker, now) = (&state.app, &visit.asker, state.app.now());
    let found = match typed.search() {
        Ok(search) => match_search(app, asker, contact, sighting, Some(&search)).await,
        Err(problem) => Err(Refusal::Invalid(vec![problem])),
    };
    let (status, problems, search) = match found {
        Ok(search) => (StatusCode::OK, Vec::new(), search),
        Err(Refusal::Invalid(problems)) => {
            let search = match_search(app, asker, contact, sighting, None).await?;
            (StatusCode::UNPROCESSABLE_ENTITY, problems, search)
        }
        Err(refusal) => return Err(refusal.into()),
    };
    page_as(
        status,
        &SearchShown::new(&visit, &search, &typed, &problems, now),
    )
}
