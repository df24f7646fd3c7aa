//! The form for finding a person.

use axum::extract::State as Given;
use trefoil_app::persons::search::search_form;

use super::asked::Typed;
use super::shown::SearchShown;
use crate::State;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /people/search`. Nothing is taken from the address.
pub(super) async fn view(Given(state): Given<State>, visit: Visit) -> Reply {
    search_form(&state.app, &visit.asker).await?;
    page(&SearchShown::new(
        &visit.shell,
        &Typed::default(),
        &[],
        None,
    ))
}
