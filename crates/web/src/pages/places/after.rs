//! The answer to an act on places: the page again, with what came of it, or with what stands against it and nothing lost.

use trefoil_app::families::places::places_view;
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;

use super::shown::{PlacesShown, Typed};
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
            let back = format!("/strands/{strand}/places?done={done}");
            return see(&LocalPath::or(&back, "/families"));
        }
        Err(refusal) => refused(refusal)?,
    };
    let page = places_view(&state.app, &visit.asker, strand).await?;
    let typed = Typed::refused(form, problems);
    page_as(status, &PlacesShown::new(&visit.shell, &page, &typed))
}
