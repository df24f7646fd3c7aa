//! Leave for an act on a contact, asked with how the contact stands now; one that is not there answers as one that may not be seen.

use trefoil_core::act::Act;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::contact;
use trefoil_store::standing::contact_standing;

use crate::door::{App, refusal};

/// The leave.
///
/// # Errors
/// As the policy refuses; `NotFound` where there is no such contact.
pub(crate) async fn leave_on(
    app: &App,
    asker: &Asker,
    act: Act,
    contact: ContactId,
) -> Result<Permit, Refusal> {
    let mut tx = app.read().await?;
    let head = contact::head(&mut tx, app.authority, contact)
        .await
        .map_err(refusal)?;
    drop(tx);
    match head {
        Some(head) => {
            app.leave(asker, act, Some(&contact_standing(&head, asker)))
                .await
        }
        None => app.nothing(asker, act, Subject::Contact(contact)).await,
    }
}
