//! Taking in the contact that was typed.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::contacts::record::{Recorded, contact_form, contact_record};
use trefoil_core::ids::DraftId;
use trefoil_core::refusal::{Problem, Refusal};

use super::VERSION;
use super::shown::RecordShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::telling::typed;
use crate::shell::{Reply, page_as, see};

/// `POST /contacts/new`. What cannot be taken in yet, or asks for more boxes, is shown again as it was typed.
pub(super) async fn send(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let fresh = async || contact_form(&state.app, &visit.asker).await;
    let draft = match form.read::<DraftId>("draft") {
        Some(draft) => draft,
        None => fresh().await?.fresh,
    };
    let from = form.read::<i64>(VERSION).unwrap_or(0);
    let again = async |draft, status, problems: &[Problem]| {
        fresh().await?;
        let given = (&form, problems);
        let shown = RecordShown::new(&visit.shell, (draft, &[]), given, "");
        page_as(status, &shown)
    };
    if !form.get("more").is_empty() {
        return again((draft, from), StatusCode::OK, &[]).await;
    }
    match contact_record(&state.app, &visit.asker, (draft, Some(from)), &typed(&form)).await {
        Ok(Recorded {
            contact: Some(contact),
            again: true,
        }) => {
            let path = format!("/contacts/{contact}?done=recorded-before");
            see(&LocalPath::or(&path, "/queue"))
        }
        Ok(Recorded {
            contact: Some(contact),
            again: false,
        }) => {
            // To where the keyboard goes on: a whole family that is known is confirmed in one act.
            let path = format!("/contacts/{contact}?done=recorded#family-offer");
            see(&LocalPath::or(&path, "/queue"))
        }
        Ok(Recorded { contact: None, .. }) => see(&LocalPath::or("/queue?done=recorded", "/queue")),
        Err(Refusal::Invalid(problems)) => {
            again((draft, from), StatusCode::UNPROCESSABLE_ENTITY, &problems).await
        }
        // The page that comes back is a form of its own: what it holds can be sent.
        Err(Refusal::Conflict(words)) => {
            let own = fresh().await?.fresh;
            again((own, 0), StatusCode::CONFLICT, &[Problem::new("", words)]).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}
