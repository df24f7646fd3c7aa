//! The form for looking for who somebody in a contact is, filled with how they were described.

use axum::extract::State as Given;
use trefoil_app::matching::search::match_search;
use trefoil_core::ids::ContactId;

use super::search::SearchShown;
use crate::State;
use crate::errors::Refused;
use crate::form::{Asked, InPath};
use crate::pages::search::asked::Typed;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /contacts/{id}/match/search?sighting=`. Names stand in no address: the form is filled from the record.
pub(super) async fn view(
    Given(state): Given<State>,
    visit: Visit,
    InPath(contact): InPath<ContactId>,
    Asked(asked): Asked,
) -> Reply {
    let sighting = asked.read("sighting").ok_or(Refused::Unreadable)?;
    let search = match_search(&state.app, &visit.asker, contact, sighting, None).await?;
    let typed = Typed::of(&search.seen.described);
    page(&SearchShown::new(
        &visit,
        &search,
        &typed,
        &[],
        state.app.now(),
    ))
}
