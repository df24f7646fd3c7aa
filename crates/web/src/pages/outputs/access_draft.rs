//! Writing the file of what a person is given of their own.

use std::collections::BTreeMap;

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::outputs::PassageAnswer;
use trefoil_app::outputs::gather::{access_draft as write, access_view};
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;

use super::shown_access::{AccessShown, PREFIX};
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /strands/{id}/own-file`. What cannot be kept is shown again as it was chosen.
pub(super) async fn access_draft(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let said = form.0.iter().filter_map(|(name, value)| {
        let record = name.strip_prefix(PREFIX)?.parse().ok()?;
        Some((record, PassageAnswer::from_code(value)?))
    });
    let said: BTreeMap<_, _> = said.collect();
    let asked = (form.get("format"), &said);
    match write(&state.app, &visit.asker, strand, asked).await {
        Ok(output) => {
            let to = format!("/outputs/{output}?done=written");
            see(&LocalPath::or(&to, "/families"))
        }
        Err(Refusal::Invalid(problems)) => {
            let known = access_view(&state.app, &visit.asker, strand).await?;
            let shown = AccessShown::new(&visit.shell, &known, &form, &problems);
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
