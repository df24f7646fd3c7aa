//! Saying what was done about a row.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::imports::quarantine::{quarantine_close, quarantine_view};
use trefoil_core::ids::QuarantineId;
use trefoil_core::refusal::Refusal;

use super::shown::{Outcome, shown};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /quarantine/{id}/close`. Where it cannot be, the list is shown again with the note as typed.
pub(super) async fn close(
    Given(state): Given<State>,
    InPath(row): InPath<QuarantineId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (note, number) = (
        form.get("note").to_owned(),
        form.read::<i64>("page").unwrap_or(1),
    );
    let (status, wrong) = match quarantine_close(&state.app, &visit.asker, row, note.clone()).await
    {
        Ok(()) => {
            return see(&LocalPath::or(
                &format!("/quarantine?page={number}&done=closed"),
                "/quarantine",
            ));
        }
        Err(refusal @ Refusal::Invalid(_)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, refusal.to_string())
        }
        Err(refusal @ Refusal::Conflict(_)) => (StatusCode::CONFLICT, refusal.to_string()),
        Err(refusal) => return Err(refusal.into()),
    };
    let rows = quarantine_view(&state.app, &visit.asker, number).await?;
    let outcome = Outcome {
        closed: false,
        wrong: Some((row, wrong, note)),
    };
    page_as(status, &shown(&visit.shell, &rows, &outcome))
}
