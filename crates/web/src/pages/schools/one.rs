//! One school; what all of the authority's schools share has a page of the same kind.

use axum::extract::State as Given;
use trefoil_app::schools::list::school_view;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::school::Urn;

use super::shown_one::SchoolShown;
use crate::State;
use crate::form::{Asked, Fields, InPath, LocalPath};
use crate::pages::problems::refused;
use crate::session::Visit;
use crate::shell::{Reply, page, page_as, see};

/// What the address calls what all schools share.
const COMMON: &str = "common";

/// The school of an address; `None` for what all share.
///
/// # Errors
/// `NotFound` where it is none.
pub(super) fn urn_in(path: &str) -> Result<Option<Urn>, Refusal> {
    if path == COMMON {
        return Ok(None);
    }
    path.parse().map(Some).map_err(|_| Refusal::NotFound)
}

/// `GET /schools/{urn}`, with `done` after a change.
pub(super) async fn one(
    Given(state): Given<State>,
    visit: Visit,
    InPath(path): InPath<String>,
    Asked(asked): Asked,
) -> Reply {
    let found = school_view(&state.app, &visit.asker, urn_in(&path)?).await?;
    let (typed, done) = (Fields::default(), asked.get("done"));
    page(&SchoolShown::new(&visit.shell, &found, &typed, &[], done))
}

/// What follows a change: the page, with what was typed where it did not go. `prefix` is the form's.
pub(super) async fn after(
    state: &State,
    visit: &Visit,
    path: &str,
    (came, form, prefix): (Result<(), Refusal>, Fields, &str),
) -> Reply {
    let (status, problems) = match came {
        Ok(()) => {
            let to = format!("/schools/{path}?done=changed");
            return see(&LocalPath::or(&to, "/schools"));
        }
        Err(refusal) => refused(refusal)?,
    };
    let own = |one: Problem| Problem {
        field: if one.field.is_empty() {
            one.field
        } else {
            format!("{prefix}{}", one.field)
        },
        message: one.message,
    };
    let problems: Vec<Problem> = problems.into_iter().map(own).collect();
    let found = school_view(&state.app, &visit.asker, urn_in(path)?).await?;
    page_as(
        status,
        &SchoolShown::new(&visit.shell, &found, &form, &problems, ""),
    )
}
