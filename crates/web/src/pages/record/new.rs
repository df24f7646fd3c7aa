//! The form on which a contact is typed.

use axum::extract::State as Given;
use trefoil_app::contacts::record::contact_form;
use trefoil_app::drafts::open::draft_open;
use trefoil_core::ids::DraftId;

use super::shown::RecordShown;
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /contacts/new`, with `draft` to go on with one that was begun.
pub(super) async fn new(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let begun = contact_form(&state.app, &visit.asker).await?;
    let (draft, typed) = match asked.read::<DraftId>("draft") {
        Some(draft) => {
            let kept = draft_open(&state.app, &visit.asker, draft).await?;
            ((draft, kept.version), Fields(kept.content.fields))
        }
        None => ((begun.fresh, 0), Fields::default()),
    };
    let done = asked.get("done");
    page(&RecordShown::new(
        &visit.shell,
        (draft, &begun.drafts),
        (&typed, &[]),
        done,
    ))
}
