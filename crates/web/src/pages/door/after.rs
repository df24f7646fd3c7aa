//! The answer to an act at the door: the page again, with what came of it, or with what stands against it and nothing lost.

use trefoil_app::families::door::door_view;
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;

use super::shown::{DoorShown, Typed};
use crate::State;
use crate::form::{Fields, LocalPath};
use crate::pages::problems::refused;
use crate::session::Visit;
use crate::shell::{Reply, page_as, see};

/// The answer.
pub(super) async fn after(
    state: &State,
    visit: &Visit,
    strand: StrandId,
    form: &Fields,
    done: &str,
    came: Result<(), Refusal>,
) -> Reply {
    let (status, problems) = match came {
        Ok(()) => {
            let back = format!("/strands/{strand}/door?done={done}");
            return see(&LocalPath::or(&back, "/families"));
        }
        Err(refusal) => refused(refusal)?,
    };
    let page = door_view(&state.app, &visit.asker, strand).await?;
    let typed = Typed::refused(form, problems);
    page_as(
        status,
        &DoorShown::new(&visit.shell, &page, &typed, state.app.now()),
    )
}
