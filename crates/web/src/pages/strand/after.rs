//! The answer to an act on a strand: on with the work, or the page again with what stands against it and nothing lost.

use trefoil_app::families::strand::strand_view;
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;

use super::shown::{Outcome, StrandShown};
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
    let Err(refusal) = came else {
        // Who allocates or closes may have no sight of the strand any more: their list is theirs in any case.
        let back = match done {
            "note" => format!("/strands/{strand}?done={done}"),
            _ => format!("/families?done={done}"),
        };
        return see(&LocalPath::or(&back, "/families"));
    };
    let (status, problems) = refused(refusal)?;
    let page = strand_view(&state.app, &visit.asker, strand).await?;
    let outcome = Outcome::refused(form, problems);
    page_as(status, &StrandShown::new(&visit.shell, &page, &outcome))
}
