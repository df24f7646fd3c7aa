//! Setting a cover.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::families::cover::cover_set;
use trefoil_app::families::covers::covers_view;
use trefoil_core::calendar::end_of;
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::{Problem, Refusal};

use super::shown::CoversShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::day;
use crate::session::Visit;
use crate::shell::{Reply, page_as, see};

/// `POST /covers`.
pub(super) async fn set(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let problems = match typed(&form) {
        Ok((pair, until)) => match cover_set(&state.app, &visit.asker, pair, until).await {
            Ok(()) => return see(&LocalPath::or("/covers?done=set", "/covers")),
            Err(Refusal::Invalid(problems)) => problems,
            Err(refusal) => return Err(refusal.into()),
        },
        Err(problems) => problems,
    };
    again(&state, &visit, &form, &problems).await
}

async fn again(state: &State, visit: &Visit, form: &Fields, problems: &[Problem]) -> Reply {
    let found = covers_view(&state.app, &visit.asker).await?;
    let shown = CoversShown::new(&visit.shell, &found, form, problems, "");
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

type Typed = ((WorkerId, WorkerId), jiff::Timestamp);

fn typed(form: &Fields) -> Result<Typed, Vec<Problem>> {
    let mut problems = Vec::new();
    let covered = form.read::<WorkerId>("covered");
    if covered.is_none() {
        problems.push(Problem::new("covered", "Choose who is away."));
    }
    let cover = form.read::<WorkerId>("cover");
    if cover.is_none() {
        problems.push(Problem::new("cover", "Choose who covers for them."));
    }
    let until = match day::read(&day::typed(form, "until"), "The last day") {
        Ok(Some(day)) => Some(end_of(day)),
        Ok(None) => {
            problems.push(Problem::new("until", "Enter the last day of the cover."));
            None
        }
        Err(no) => {
            problems.push(Problem::new("until", no.words));
            None
        }
    };
    match (covered, cover, until) {
        (Some(covered), Some(cover), Some(until)) => Ok(((covered, cover), until)),
        _ => Err(problems),
    }
}
