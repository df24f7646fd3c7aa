//! Putting people on by the authority's rule, after the commit of what brought it: a contact that came in graded high, or a match that shows
//! how often somebody was harmed before. Whoever is on stays on, whatever comes later. Those who work with them hear of it.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{ContactId, HighRiskId, JobId};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::contact::{self, ContactHead};
use trefoil_store::high_risk::{
    contacts_of_victim, high_risk_known, high_risk_put, high_risk_rule,
};
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::job_put;
use trefoil_store::sighting::{SightingRow, rows_of_contact};
use trefoil_store::{Fault, Tx};

use crate::door::{App, read_of, subject_of};
use crate::families::told::tell_high_risk;

/// Leaves a contact to be looked at.
pub(crate) async fn raise_later(
    app: &App,
    tx: &mut Tx,
    contact: ContactId,
    now: Timestamp,
) -> Result<(), Fault> {
    let job = JobId::mint(&app.mint(now));
    let kind = crate::jobs::HIGH_RISK;
    job_put(tx, app.authority, job, kind, contact.uuid(), now).await
}

/// Puts on whoever the rule puts on; the entry of it, where there is anybody. For the job.
pub(crate) async fn raise(app: &App, tx: &mut Tx, id: ContactId) -> Result<Vec<Entry>, Fault> {
    let job = Asker::machine(Principal::Job(Job::HighRisk));
    let permit = app.policy.permit(&job, Act::HighRiskRaise, None)?;
    let Some(head) = contact::head(tx, app.authority, id).await? else {
        return Ok(Vec::new());
    };
    let rows = rows_of_contact(tx, app.authority, id).await?;
    let harmed = rows.iter().filter(|row| row.role == IncidentRole::Victim);
    let (mut put, mut told) = (Vec::new(), Vec::new());
    for row in harmed {
        put.extend(raise_one(app, tx, &permit, &head, row).await?);
        if let Some(person) = row.person {
            told.extend(tell_high_risk(app, tx, &permit, (row.root, person), app.now()).await?);
        }
    }
    if put.is_empty() {
        return Ok(told);
    }
    let touched = read_of(put.into_iter().map(HighRiskId::uuid));
    let on = subject_of(Subject::Contact(id));
    let raised = app.entry(permit.principal(), Act::HighRiskRaise, on, touched);
    Ok([vec![raised], told].concat())
}

async fn raise_one(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    head: &ContactHead,
    row: &SightingRow,
) -> Result<Vec<HighRiskId>, Fault> {
    let (authority, now) = (app.authority, app.now());
    let received = head.facts.received_at;
    let rule = high_risk_rule(tx, authority, now).await?;
    let times = (rule.repeats_since(received), received);
    let contacts = match row.person {
        Some(person) => contacts_of_victim(tx, authority, permit, person, times).await?,
        None => 1,
    };
    let mut put = Vec::new();
    for why in rule.puts_on(&head.facts, contacts) {
        // Whom two people took off, no rule puts on again by the same contact.
        if high_risk_known(tx, authority, permit, (row.root, why)).await? {
            continue;
        }
        let entry = HighRiskId::mint(&app.mint(now));
        let place = (head.contact, row.root);
        if high_risk_put(tx, authority, permit, entry, place, (why, now, 0)).await? {
            put.push(entry);
        }
    }
    Ok(put)
}
