//! Leave for an act on a contact, asked with how the contact stands now; one that is not there answers as one that may not be seen.

use trefoil_core::act::Act;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Standing, Subject};
use trefoil_store::contact::{self, ContactHead};
use trefoil_store::standing::contact_standing;
use trefoil_store::{Fault, Tx};

use crate::door::{App, refusal};

/// The contact's row with how it stands to the asker; `None` where there is none.
pub(crate) async fn contact_met(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    contact: ContactId,
) -> Result<Option<(ContactHead, Standing)>, Fault> {
    let Some(head) = contact::head(tx, app.authority, contact).await? else {
        return Ok(None);
    };
    let standing = contact_standing(tx, app.authority, &head, asker).await?;
    Ok(Some((head, standing)))
}

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
    let met = contact_met(app, &mut tx, asker, contact)
        .await
        .map_err(refusal)?;
    drop(tx);
    match met {
        Some((_, standing)) => app.leave(asker, act, Some(&standing)).await,
        None => app.nothing(asker, act, Subject::Contact(contact)).await,
    }
}
