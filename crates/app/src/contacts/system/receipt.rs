//! The receipt of what a system's agency sent: what was answered when it was taken in, and nothing that came of it.

use trefoil_core::act::Act;
use trefoil_core::receipt::{Receipt, heard};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Subject;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::receipt::receipt_of_agency;

use super::{PRINCIPAL, System, asker};
use crate::contacts::tell::receipt_of;
use crate::door::{App, read_of, refusal, subject_of};

/// The receipt of this number.
///
/// # Errors
/// `NotFound` where there is none, or it is another agency's: the two cannot be told apart.
pub async fn system_receipt(app: &App, system: &System, number: &str) -> Result<Receipt, Refusal> {
    let act = Act::ReceiptView;
    let permit = app.leave(&asker(), act, None).await?;
    // What can be no number is asked for too, so that it takes no less.
    let number = heard(number).unwrap_or_default();
    let mut tx = app.read().await?;
    let found = receipt_of_agency(&mut tx, app.authority, &permit, system.agency, &number).await;
    drop(tx);
    let Some(row) = found.map_err(refusal)? else {
        app.refused(&asker(), act, (SubjectKind::Authority, None))
            .await?;
        return Err(Refusal::NotFound);
    };
    let contact = row.contact;
    let receipt = receipt_of(app, row).await?;
    let on = subject_of(Subject::Contact(contact));
    app.append(Entry {
        purpose: system.purpose(),
        ..app.entry(PRINCIPAL, act, on, read_of([contact.uuid()]))
    })
    .await?;
    Ok(receipt)
}
