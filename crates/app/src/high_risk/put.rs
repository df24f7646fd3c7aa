//! Putting somebody on by judgement: it can stand alone, and its reason is written.

use trefoil_core::act::Act;
use trefoil_core::high_risk::{HighRiskContent, HighRiskWhy};
use trefoil_core::ids::{ContactId, HighRiskId, SightingId};
use trefoil_core::reason::Reason;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::strand::Compartment;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Subject};
use trefoil_store::Written;
use trefoil_store::high_risk::high_risk_put as put;
use trefoil_store::search::principal_key;
use trefoil_store::sighting::rows_of_contact;
use trefoil_store::version::{RecordKind, compartment_code};

use crate::contacts::leave::leave_on;
use crate::door::{App, subject_of};
use crate::families::told::tell_high_risk;

/// Puts somebody who was harmed in a contact on the list.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where a judgement put them on already; `NotFound` where the asker may not see the contact.
pub async fn high_risk_put(
    app: &App,
    asker: &Asker,
    id: ContactId,
    whom: Option<SightingId>,
    reason: &str,
) -> Result<(), Refusal> {
    let act = Act::HighRiskPut;
    let permit = leave_on(app, asker, act, id).await?;
    let (root, reason) = read(whom, reason)?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let (authority, now) = (door.authority, door.now());
            let rows = rows_of_contact(tx, authority, id).await?;
            let harmed = |row: &trefoil_store::sighting::SightingRow| {
                row.root == root && row.role == IncidentRole::Victim
            };
            if !rows.iter().any(harmed) {
                let words = "Choose somebody who was harmed in this contact.";
                return Err(Refusal::invalid("risk-who", words).into());
            }
            let entry = HighRiskId::mint(&door.mint(now));
            let how = (HighRiskWhy::Judgement, now, 1);
            if !put(tx, authority, &permit, entry, (id, root), how).await? {
                let words = "Somebody has put them on the list by judgement already.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            }
            let label = compartment_code(Compartment::Hub(id));
            let by = principal_key(&principal);
            let content = HighRiskContent::of(reason.text, None, by, now);
            let mut recording = door.recording(now);
            recording.put(RecordKind::HighRisk, entry.uuid(), 1, &label, &content);
            let on = subject_of(Subject::Contact(id));
            let mut entries = vec![door.entry(principal, act, on, recording.touched())];
            recording.write(tx).await?;
            let person = rows.iter().find(|row| row.root == root);
            if let Some(person) = person.and_then(|row| row.person) {
                entries.extend(tell_high_risk(&door, tx, &permit, (root, person), now).await?);
            }
            Ok(Written { value: (), entries })
        })
    })
    .await
}

/// Who, and why.
fn read(whom: Option<SightingId>, reason: &str) -> Result<(SightingId, Reason), Refusal> {
    let unsaid = || Problem::new("risk-who", "Choose who is at high risk.");
    match (whom, Reason::new("risk-reason", reason, 3)) {
        (Some(root), Ok(reason)) => Ok((root, reason)),
        (whom, reason) => {
            let problems = whom.is_none().then(unsaid).into_iter().chain(reason.err());
            Err(Refusal::Invalid(problems.collect()))
        }
    }
}
