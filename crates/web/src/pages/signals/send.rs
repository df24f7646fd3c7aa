//! Sending a warning.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::families::signal::{signal_form, signal_send};
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::SignalKind;

use super::shown::{SendShown, Typed};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /strands/{id}/signal`. What cannot be sent is shown again as it was typed.
pub(super) async fn send(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let kind = SignalKind::from_code(form.get("kind"));
    match signal_send(&state.app, &visit.asker, strand, kind, form.raw("text")).await {
        Ok(()) => {
            let back = format!("/strands/{strand}/signal?done=sent");
            see(&LocalPath::or(&back, "/families"))
        }
        Err(Refusal::Invalid(problems)) => {
            let page = signal_form(&state.app, &visit.asker, strand).await?;
            let typed = Typed::refused(form.get("kind"), form.raw("text"), problems);
            let shown = SendShown::new(&visit.shell, &page, &typed);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
