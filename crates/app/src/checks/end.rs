//! Calling a check off: it was not needed after all, or the wrong agency was asked.

use trefoil_core::act::Act;
use trefoil_core::ids::{CheckId, ContactId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Subject};
use trefoil_store::Written;
use trefoil_store::check::check_ended;

use crate::contacts::leave::leave_on;
use crate::door::{App, read_of, subject_of};

/// Calls it off.
///
/// # Errors
/// `Conflict` where it was answered or called off already; `NotFound` where the asker may not see the contact.
pub async fn check_end(
    app: &App,
    asker: &Asker,
    id: ContactId,
    check: CheckId,
) -> Result<(), Refusal> {
    let act = Act::CheckEnd;
    let permit = leave_on(app, asker, act, id).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            check_ended(tx, door.authority, &permit, (id, check), door.now()).await?;
            let on = subject_of(Subject::Contact(id));
            let entry = door.entry(principal, act, on, read_of([check.uuid()]));
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
