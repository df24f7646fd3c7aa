//! Setting how schools are told.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::schools::settings::{telling_set as set, telling_view};
use trefoil_core::notice::MaySpeak;
use trefoil_core::refusal::Refusal;

use super::shown_telling::TellingShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::shell::{Reply, page_as, see};

/// `POST /schools/telling`.
pub(super) async fn telling_set(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let sends = match form.get("sends") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let said = (sends, form.get("agreement"));
    let parents = MaySpeak::from_code(form.get("parents"));
    let came = set(&state.app, &visit.asker, said, parents).await;
    match came {
        Ok(()) => see(&LocalPath::or("/schools/telling?done=set", "/schools")),
        Err(Refusal::Invalid(problems)) => {
            let found = telling_view(&state.app, &visit.asker).await?;
            let shown = TellingShown::new(&visit, &found, &form, &problems, "");
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
