//! Telling the police of many decisions at once.

use axum::extract::State as Given;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use jiff::Timestamp;
use trefoil_app::follows::police::{police_list, police_told};
use trefoil_core::follow::ToldHow;

use super::shown_police::PoliceShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::problems::refused;
use crate::session::Visit;
use crate::shell::{Reply, page, page_as, see};

/// `GET /follow-ups/police`.
pub(super) async fn list(Given(state): Given<State>, visit: Visit) -> Reply {
    let found = police_list(&state.app, &visit.asker).await?;
    page(&PoliceShown::new(
        &visit.shell,
        &found,
        (&Fields::default(), &[]),
    ))
}

/// `GET /follow-ups/police.csv`: the same as a file.
pub(super) async fn file(Given(state): Given<State>, visit: Visit) -> Reply {
    let found = police_list(&state.app, &visit.asker).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"decisions.csv\"",
        ),
    ];
    Ok((headers, found.csv()).into_response())
}

/// `POST /follow-ups/police`. What does not go is shown again as it was typed.
pub(super) async fn told(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let until = form.read::<i64>("until");
    let until = until.and_then(|at| Timestamp::from_microsecond(at).ok());
    let how = ToldHow::from_code(form.get("how"));
    let note = form.raw("note");
    let (status, problems) = match police_told(&state.app, &visit.asker, until, how, note).await {
        Ok(_) => return see(&LocalPath::or("/follow-ups?done=yes", "/follow-ups")),
        Err(refusal) => refused(refusal)?,
    };
    let found = police_list(&state.app, &visit.asker).await?;
    let shown = PoliceShown::new(&visit.shell, &found, (&form, &problems));
    page_as(status, &shown)
}
