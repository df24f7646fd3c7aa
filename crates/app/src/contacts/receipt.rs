//! Finding the contact of a receipt: whoever told the hub rings, and reads it out.

use trefoil_core::act::Act;
use trefoil_core::contact::ContactState;
use trefoil_core::ids::{ContactId, FollowId};
use trefoil_core::receipt::heard;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::contact::ContactHead;
use trefoil_store::follow::follow_of_teller;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::receipt::receipt_contact;
use trefoil_store::{Fault, Tx};

use super::leave::contact_met;
use crate::door::{App, read_of, refusal, subject_of};

/// Where a receipt leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptLeads {
    /// To its contact.
    Contact(ContactId),
    /// To what is to be told to whoever has it: the hub has decided, and the contact is closed to the asker.
    Follow(FollowId),
}

/// Where a receipt leads, as far as the asker may know. One that nobody has, and one of which they may not know, answer alike.
///
/// # Errors
/// `NotFound` where there is none, or the asker may not know that there is.
pub async fn receipt_find(app: &App, asker: &Asker, number: &str) -> Result<ReceiptLeads, Refusal> {
    let act = Act::ContactView;
    let mut tx = app.read().await?;
    let found = async {
        // What can be no number is asked for too, so that it takes no less.
        let number = heard(number).unwrap_or_default();
        match receipt_contact(&mut tx, app.authority, &number).await? {
            Some(contact) => contact_met(app, &mut tx, asker, contact).await,
            None => Ok(None),
        }
    };
    let met = found.await.map_err(refusal)?;
    let told = match &met {
        Some((head, _)) => told(app, &mut tx, asker, head).await.map_err(refusal)?,
        None => None,
    };
    drop(tx);
    let on = (SubjectKind::Contact, None);
    let Some((head, standing)) = met else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    let opens = app.policy.permit(asker, act, Some(&standing)).is_ok();
    if let Some(follow) = told.filter(|_| !opens) {
        let on = (SubjectKind::Authority, None);
        let read = read_of([follow.uuid()]);
        app.record(asker, Act::FollowsView, on, read).await?;
        return Ok(ReceiptLeads::Follow(follow));
    }
    let _permit = app.leave(asker, act, Some(&standing)).await?;
    let read = read_of([head.contact.uuid()]);
    app.record(asker, act, subject_of(standing.subject), read)
        .await?;
    Ok(ReceiptLeads::Contact(head.contact))
}

/// What is to be told of a decided contact, where the asker may know of it.
async fn told(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    head: &ContactHead,
) -> Result<Option<FollowId>, Fault> {
    if head.state != ContactState::Decided {
        return Ok(None);
    }
    match app.policy.permit(asker, Act::FollowsView, None) {
        Ok(permit) => follow_of_teller(tx, app.authority, &permit, head.contact).await,
        Err(_) => Ok(None),
    }
}
