//! Writing how somebody is contacted safely.

use axum::extract::State as Given;
use trefoil_app::families::places::safe_contact_write;
use trefoil_core::ids::StrandId;
use trefoil_core::place::{Channel, SafeContactContent};
use trefoil_core::vocabulary::Known;

use super::after::after;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath};
use crate::shell::Reply;

/// `POST /strands/{id}/safe-contact`.
pub(super) async fn safe_contact(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let ticked = |word| form.all("rules").any(|one| one == word);
    let typed = SafeContactContent::new(
        Known::from_code(form.get("safe")),
        Channel::from_code(form.get("channel")),
        (form.get("window"), form.get("code-word")),
        (ticked("no-voicemail"), ticked("no-letters")),
    );
    let came = safe_contact_write(&state.app, &visit.asker, strand, typed).await;
    after(&state, &visit, strand, &form, "safe", came).await
}
