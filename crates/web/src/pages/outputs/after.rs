//! The answer to a decision about an output: on, or its page again with what stands against it and nothing lost.

use trefoil_app::outputs::view::output_view;
use trefoil_core::ids::OutputId;
use trefoil_core::refusal::Refusal;

use super::shown::{Outcome, OutputShown};
use crate::State;
use crate::form::{Fields, LocalPath};
use crate::pages::problems::refused;
use crate::session::Visit;
use crate::shell::{Reply, page_as, see};

/// The answer.
pub(super) async fn after(
    state: &State,
    visit: &Visit,
    output: OutputId,
    form: &Fields,
    done: &str,
    came: Result<(), Refusal>,
) -> Reply {
    let (status, problems) = match came {
        Ok(()) => {
            let to = format!("/outputs/{output}?done={done}");
            return see(&LocalPath::or(&to, "/families"));
        }
        Err(refusal) => refused(refusal)?,
    };
    let page = output_view(&state.app, &visit.asker, output).await?;
    let outcome = Outcome::refused(form.raw("reason"), problems);
    page_as(status, &OutputShown::new(&visit.shell, &page, &outcome))
}
