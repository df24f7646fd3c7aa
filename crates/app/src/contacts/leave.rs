//! Leave for an act on a contact, asked with how the contact stands now; one that is not there answers as one that may not be seen.

use std::collections::BTreeSet;

use trefoil_core::act::Act;
use trefoil_core::ids::ContactId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Standing, Subject};
use trefoil_store::contact::{self, ContactHead};
use trefoil_store::standing::{contact_standing, contact_standings};
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

/// Those of these contacts that the asker may open now: a page links to no other.
pub(crate) async fn opening(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    contacts: impl IntoIterator<Item = ContactId>,
) -> Result<BTreeSet<ContactId>, Fault> {
    let all: BTreeSet<ContactId> = contacts.into_iter().collect();
    let all: Vec<ContactId> = all.into_iter().collect();
    let standings = contact_standings(tx, app.authority, asker, &all).await?;
    let opens = |standing: &Standing| {
        let leave = app.policy.permit(asker, Act::ContactView, Some(standing));
        leave.is_ok() && !app.policy.sight(asker, standing).is_blind()
    };
    let open = standings.into_iter().filter(|(_, one)| opens(one));
    Ok(open.map(|(contact, _)| contact).collect())
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
