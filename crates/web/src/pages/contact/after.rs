//! The answer to an act on a contact: on with the work, or the page again with what stands against it and nothing lost.

use trefoil_app::contacts::view::contact_view;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;

use super::done::Done;
use super::kept;
use super::page::{Outcome, shown};
use crate::State;
use crate::form::Fields;
use crate::session::Visit;
use crate::shell::{Reply, page_as, see};

/// The answer. A conflict (somebody was faster) is told on the page as it is now, where the worker can go on.
pub(super) async fn after(
    state: &State,
    visit: &Visit,
    contact: ContactId,
    form: &Fields,
    done: Done,
    came: Result<(), Refusal>,
) -> Reply {
    let Err(refusal) = came else {
        if done != Done::Decided {
            kept::keep(state, visit, form, done.sends()).await?;
        }
        return see(&done.next(contact, form));
    };
    let (status, outcome) = Outcome::refused(refusal.clone())?;
    let page = match contact_view(&state.app, &visit.asker, contact, None).await {
        // Decided meanwhile, and closed to who was slower: why, and what they typed.
        Err(Refusal::NotFound) if matches!(refusal, Refusal::Conflict(_)) => {
            return Err(refusal.into());
        }
        page => page?,
    };
    let outcome = Outcome {
        given: form.clone(),
        ..outcome
    };
    page_as(status, &shown(visit, &page, &outcome))
}
