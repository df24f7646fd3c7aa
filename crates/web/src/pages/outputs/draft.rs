//! Writing something that is to leave.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::outputs::draft::output_draft;
use trefoil_app::outputs::view::outputs_view;
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::{Problem, Refusal};

use super::forms::{draft_of, told};
use super::shown_list::OutputsShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /strands/{id}/outputs`. What cannot be kept is shown again as it was typed.
pub(super) async fn draft(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let came = output_draft(&state.app, &visit.asker, strand, &draft_of(&form)).await;
    let (status, problems) = match came {
        Ok(output) => {
            let to = format!("/outputs/{output}?done=written");
            return see(&LocalPath::or(&to, "/families"));
        }
        Err(Refusal::Invalid(problems)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, told(&form, problems))
        }
        Err(Refusal::Conflict(words)) => (StatusCode::CONFLICT, vec![Problem::new("", words)]),
        Err(other) => return Err(other.into()),
    };
    let known = outputs_view(&state.app, &visit.asker, strand).await?;
    page_as(
        status,
        &OutputsShown::new(&visit.shell, &known, &form, &problems),
    )
}
