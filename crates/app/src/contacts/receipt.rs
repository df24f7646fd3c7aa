//! Finding the contact of a receipt: whoever told the hub rings, and reads it out.

use trefoil_core::act::Act;
use trefoil_core::ids::ContactId;
use trefoil_core::receipt::heard;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::receipt::receipt_contact;

use super::leave::contact_met;
use crate::door::{App, read_of, refusal, subject_of};

/// The contact of a receipt, where the asker may open it.
///
/// # Errors
/// `NotFound` where there is none, or the asker may not know that there is.
pub async fn receipt_find(app: &App, asker: &Asker, number: &str) -> Result<ContactId, Refusal> {
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
    drop(tx);
    let Some((head, standing)) = met else {
        app.refused(asker, act, (SubjectKind::Contact, None))
            .await?;
        return Err(Refusal::NotFound);
    };
    let _permit = app.leave(asker, act, Some(&standing)).await?;
    let read = read_of([head.contact.uuid()]);
    app.record(asker, act, subject_of(standing.subject), read)
        .await?;
    Ok(head.contact)
}
