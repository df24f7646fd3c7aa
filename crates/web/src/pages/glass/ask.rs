//! The form, and the one answer to it.

use axum::extract::State as Given;
use trefoil_app::glass::open::glass_view;

use super::shown::{AskShown, BrokenShown};
use crate::State;
use crate::form::{Asked, Fields};
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /glass`, with `done` after it was broken: the same page whether or not anybody fits.
pub(super) async fn ask(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    // Who may not break it is not shown the form. What is open is on its own page.
    let _open = glass_view(&state.app, &visit.asker).await?;
    if asked.get("done") == "broken" {
        return page(&BrokenShown::new(&visit.shell));
    }
    page(&AskShown::new(&visit.shell, &Fields::default(), &[]))
}
