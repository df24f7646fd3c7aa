//! Taking somebody off the list: one asks with a reason, another looks a second time. Every reason for which they are on ends by it, but one
//! that came after it was asked. And saying who sent the contact that put somebody on, where nobody had proved it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::high_risk::{HighRiskContent, HighRiskStep, high_risk_next};
use trefoil_core::ids::{AuthorityId, ContactId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Permit};
use trefoil_store::contact::unproved_end;
use trefoil_store::high_risk::{
    HighRiskRow, Whose, high_risk_asked, high_risk_ended, high_risk_said_more,
};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::search::principal_key;
use trefoil_store::sighting::rows_of_contact;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use super::list::{me, stands, theirs, whose};
use crate::door::App;
use crate::families::told::{tell_off, tell_proved};

/// Takes a step.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where somebody was faster or it needs a second person; `NotFound` where nobody on the list is there
/// within the asker's reach.
pub async fn high_risk_deal(
    app: &App,
    asker: &Asker,
    root: SightingId,
    step: Option<HighRiskStep>,
    reason: &str,
) -> Result<(), Refusal> {
    let act = Act::HighRiskDeal;
    let permit = app.leave(asker, act, None).await?;
    let me = me(asker)?;
    let (door, asker, reason) = (app.clone(), asker.clone(), reason.to_owned());
    let by = asker.clone();
    let came = app.write(move |tx| {
        Box::pin(async move {
            let said = (step, reason.as_str());
            let who = (&asker, whose(&door, &permit, me));
            let entries = deal_in(&door, tx, who, (root, said)).await?;
            Ok(Written { value: (), entries })
        })
    });
    let on = (SubjectKind::Authority, None);
    app.refusal_kept(&by, act, on, came.await).await
}

async fn deal_in(
    app: &App,
    tx: &mut Tx,
    (asker, who): (&Asker, Whose<'_>),
    (root, (step, reason)): (SightingId, (Option<HighRiskStep>, &str)),
) -> Result<Vec<Entry>, Fault> {
    let (authority, now, permit) = (app.authority, who.now, who.permit);
    let rows = theirs(app, tx, who, root).await?;
    let mut rows: Vec<HighRiskRow> = rows.into_iter().map(|(row, _)| row).collect();
    rows.retain(|row| row.off.is_none());
    if rows.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let (step, reason) = high_risk_next(stands(rows.iter(), asker), step, reason)?;
    let me = principal_key(&permit.principal());
    let content = HighRiskContent::of(reason, Some(step), me, now);
    let mut recording = app.recording(now);
    if step == HighRiskStep::Prove {
        rows.retain(|row| row.on.is_unproved());
    }
    for row in &rows {
        take(tx, who, (authority, row), step).await?;
        write(&mut recording, row, &content);
    }
    let on = (SubjectKind::Authority, None);
    let dealt = app.entry(
        permit.principal(),
        Act::HighRiskDeal,
        on,
        recording.touched(),
    );
    recording.write(tx).await?;
    let mut entries = vec![dealt];
    let person = rows.iter().find_map(|row| row.person);
    match (step, person) {
        (HighRiskStep::Agree, Some(person)) => {
            entries.extend(tell_off(app, tx, permit, person, now).await?);
        }
        (HighRiskStep::Prove, _) => {
            let contacts: BTreeSet<ContactId> = rows.iter().map(|row| row.contact).collect();
            for contact in contacts {
                entries.extend(proved(app, tx, permit, contact, now).await?);
            }
        }
        _ => {}
    }
    Ok(entries)
}

/// Takes a step about one entry.
async fn take(
    tx: &mut Tx,
    Whose { permit, now, .. }: Whose<'_>,
    (authority, row): (AuthorityId, &HighRiskRow),
    step: HighRiskStep,
) -> Result<(), Fault> {
    match step {
        HighRiskStep::Ask => high_risk_asked(tx, authority, permit, row, Some(now)).await,
        HighRiskStep::Keep => high_risk_asked(tx, authority, permit, row, None).await,
        HighRiskStep::Agree => high_risk_ended(tx, authority, permit, row, now).await,
        HighRiskStep::Prove => {
            high_risk_said_more(tx, authority, permit, row).await?;
            unproved_end(tx, authority, permit, row.contact, now).await
        }
    }
}

/// Everybody whom the contact put on is on by what somebody has proved now: who works with each of them hears it.
async fn proved(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    contact: ContactId,
    now: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let mut entries = Vec::new();
    for row in rows_of_contact(tx, app.authority, contact).await? {
        let harmed = row.person.filter(|_| row.role == IncidentRole::Victim);
        if let Some(person) = harmed {
            entries.extend(tell_proved(app, tx, permit, (row.root, person), now).await?);
        }
    }
    Ok(entries)
}

fn write(
    recording: &mut trefoil_store::version::Recording<'_>,
    row: &HighRiskRow,
    content: &HighRiskContent,
) {
    let label = compartment_code(Compartment::Hub(row.contact));
    let version = row.version + 1;
    let kind = RecordKind::HighRisk;
    recording.put(kind, row.entry.uuid(), version, &label, content);
}
