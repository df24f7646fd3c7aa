//! The form by which a school is told though police did not attend.

use axum::extract::State as Given;
use trefoil_app::contacts::view::contact_view;
use trefoil_core::ids::ContactId;

use super::shown_tell::TellShown;
use crate::State;
use crate::form::{Fields, InPath};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /contacts/{id}/school`.
pub(super) async fn tell(
    Given(state): Given<State>,
    visit: Visit,
    InPath(contact): InPath<ContactId>,
) -> Reply {
    let found = contact_view(&state.app, &visit.asker, contact, None).await?;
    page(&TellShown::new(
        &visit.shell,
        &found,
        &Fields::default(),
        &[],
    ))
}
