//! The answer to an act on what the family's workers share: the page again, with what came of it, or with what stands against it and
//! nothing lost.

use trefoil_app::families::view::family_view;
use trefoil_core::ids::FamilyId;
use trefoil_core::refusal::Refusal;

use super::shown::{FamilyShown, Typed};
use crate::State;
use crate::form::{Fields, LocalPath};
use crate::pages::problems::refused;
use crate::session::Visit;
use crate::shell::{Reply, page_as, see};

/// The answer.
pub(super) async fn after(
    state: &State,
    visit: &Visit,
    family: FamilyId,
    form: &Fields,
    done: &str,
    came: Result<(), Refusal>,
) -> Reply {
    let (status, problems) = match came {
        Ok(()) => {
            let back = format!("/families/{family}?done={done}");
            return see(&LocalPath::or(&back, "/families"));
        }
        Err(refusal) => refused(refusal)?,
    };
    let known = family_view(&state.app, &visit.asker, family).await?;
    let typed = Typed::refused(form, problems);
    page_as(status, &FamilyShown::new(&visit.shell, &known, &typed))
}
