//! The look itself, by the system, under a leave of its own: it reads what the worker could not, and tells the custodian alone.

use std::collections::BTreeSet;

use trefoil_core::act::Act;
use trefoil_core::custody::{CustodyContent, CustodyState, CutAct, Unseen};
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{CustodyId, WorkerId};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Permit};
use trefoil_store::custody::{CustodyRow, custody_found, custody_row, rerouted_to};
use trefoil_store::decision::outcomes_of;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::sighting::{SightingRow, sightings_for_act};
use trefoil_store::version::RecordKind;
use trefoil_store::worker::worker_facts;
use trefoil_store::{Fault, Tx};

use super::look::Look;
use crate::door::{App, read_of};

/// The compartment of what is found: no contact's and no family's, so that whoever opens those does not meet it.
pub(super) const LABEL: &str = "custody";

/// The system's own leave for it.
pub(super) fn leave(app: &App) -> Result<Permit, Fault> {
    let job = Asker::machine(Principal::Job(Job::Custody));
    let permit = app.policy.permit(&job, Act::SightCheck, None);
    permit.map_err(Fault::Refused)
}

/// Looks at one act; the entry of it. For the job.
pub(crate) async fn check(app: &App, tx: &mut Tx, id: CustodyId) -> Result<Vec<Entry>, Fault> {
    let permit = leave(app)?;
    let row = custody_row(tx, app.authority, &permit, id).await?;
    let Some(row) = row.filter(|row| row.state == CustodyState::Unchecked) else {
        return Ok(Vec::new());
    };
    let now = app.now();
    let gone_on = (row.contact, row.principal.as_str());
    let found = match rerouted_to(tx, app.authority, &permit, gone_on).await? {
        Some(_) if row.act != CutAct::Notice => None,
        _ => Some(found(app, tx, &permit, &row).await?),
    };
    let state = match &found {
        None => CustodyState::Rerouted,
        Some(found) if found.unseen.is_empty() => CustodyState::Clear,
        Some(_) => CustodyState::Open,
    };
    custody_found(tx, app.authority, &permit, (id, state), now).await?;
    let mut recording = app.recording(now);
    if let Some(found) = found.filter(|_| state == CustodyState::Open) {
        recording.put(RecordKind::Custody, id.uuid(), 1, LABEL, &found);
    }
    let mut touched = recording.touched();
    touched.extend(read_of([row.contact.uuid()]));
    let on = (SubjectKind::Custody, Some(id.uuid()));
    let entry = app.entry(permit.principal(), Act::SightCheck, on, touched);
    recording.write(tx).await?;
    Ok(vec![entry])
}

/// Who acted, as the policy knows them now.
async fn asker_of(app: &App, tx: &mut Tx, key: &str) -> Result<Option<Asker>, Fault> {
    let worker = key.strip_prefix("worker:").and_then(|id| id.parse().ok());
    let Some(worker): Option<WorkerId> = worker else {
        return Ok(None);
    };
    let facts = worker_facts(tx, app.authority, worker).await?;
    Ok(facts.map(Asker::worker))
}

async fn found(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    row: &CustodyRow,
) -> Result<CustodyContent, Fault> {
    let (now, contact) = (app.now(), row.contact);
    let Some(asker) = asker_of(app, tx, &row.principal).await? else {
        return Ok(CustodyContent::default());
    };
    if leaks(Leak::CutSightUnchecked) {
        return Ok(CustodyContent::default());
    }
    let people = sightings_for_act(tx, &app.ring, app.authority, permit, contact, now).await?;
    let decided = outcomes_of(tx, app.authority, &[contact], now).await?;
    let outcomes: BTreeSet<Outcome> = decided.into_iter().map(|(.., outcome)| outcome).collect();
    let lesser = outcomes.iter().any(|outcome| !outcome.sends_on());
    let look = Look {
        app,
        permit,
        contact,
        notice: row.notice,
        now,
    };
    let unseen = look.unseen(tx, &asker, &people).await?;
    let matters = |one: &Unseen| one.matters(row.act, lesser);
    Ok(CustodyContent {
        people: names(&people),
        outcomes: outcomes.into_iter().collect(),
        unseen: unseen.into_iter().filter(matters).collect(),
        reason: String::new(),
    })
}

fn names(people: &[(SightingRow, Sighting)]) -> Vec<trefoil_core::name::PersonName> {
    let names = people.iter().map(|(_, seen)| seen.described.name.clone());
    names.filter(|name| !name.words().is_empty()).collect()
}
