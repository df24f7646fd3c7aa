//! Arranging a meeting.

use axum::extract::State as Given;
use axum::http::StatusCode;
use trefoil_app::meetings::list::meetings_view;
use trefoil_app::meetings::make::meeting_make;
use trefoil_core::ids::WorkerId;
use trefoil_core::meeting::{MeetingKind, MeetingTyped};
use trefoil_core::refusal::{Problem, Refusal};

use super::shown::MeetingsShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::day;
use crate::shell::{Reply, page_as, see};

/// `POST /meetings`. What cannot be kept is shown again as it was typed.
pub(super) async fn make(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let day = day::read(&day::typed(&form, "day"), "The day of the meeting");
    let typed = MeetingTyped {
        kind: MeetingKind::from_code(form.get("kind")),
        day: day.clone().ok().flatten(),
    };
    let members: Result<Vec<WorkerId>, _> = form.all("members").map(str::parse).collect();
    let came = if let Ok(members) = members {
        meeting_make(&state.app, &visit.asker, &typed, members).await
    } else {
        let words = "Choose from those whose work it is to take part in meetings.";
        Err(Refusal::invalid("members", words))
    };
    let mut problems = match came {
        Ok(()) => return see(&LocalPath::or("/meetings?done=made", "/meetings")),
        Err(Refusal::Invalid(problems)) => problems,
        Err(refusal) => return Err(refusal.into()),
    };
    // Why it is no day says more than that one is wanted.
    if let Err(no) = day {
        problems.retain(|one| one.field != "day");
        problems.push(Problem::new("day", no.words));
    }
    let found = meetings_view(&state.app, &visit.asker).await?;
    let shown = MeetingsShown::new(&visit.shell, &found, &form, &problems, "");
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
