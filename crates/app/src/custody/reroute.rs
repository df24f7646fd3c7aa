//! Giving what a worker did to somebody else without a word. The contact stays as that worker left it, with what they decided and what
//! follows it; the work goes on as a contact of its own, told of the same people, which is not there for the first worker and counts in
//! the other's place. A contact that was opened again would say to whoever decided it that something of it is not theirs to know.

use sha2::{Digest, Sha256};
use trefoil_core::act::Act;
use trefoil_core::contact::{ContactContent, ContactDraft};
use trefoil_core::flag::{Flag, FlagCode};
use trefoil_core::ids::{ContactId, WorkerId};
use trefoil_core::principal::WorkerFacts;
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::contact::ContactHead;
use trefoil_store::custody::{Whole, reroute_put};
use trefoil_store::ledger::Entry;
use trefoil_store::notice::contact_told;
use trefoil_store::sighting::sightings_for_act;
use trefoil_store::{Fault, Tx, contact};

use super::one::colleagues;
use crate::contacts::intake::{Arrival, intake};
use crate::contacts::leave::contact_met;
use crate::door::{App, subject_of};

const NOT_THEM: &str = "Choose somebody who works the hub and may see all that it is about.";

/// Gives it; the entries of what comes in by it.
pub(super) async fn reroute(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    met: &Whole,
    to: Option<WorkerId>,
) -> Result<Vec<Entry>, Fault> {
    let (authority, now, was) = (app.authority, app.now(), met.0.contact);
    let free = colleagues(app, tx, met).await?;
    let to = free.into_iter().find(|facts| Some(facts.worker) == to);
    let to = to.ok_or_else(|| Refusal::invalid("to", NOT_THEM))?;
    let head = contact::head(tx, authority, was).await?;
    let head = head.ok_or(Fault::Stale)?;
    let told = contact_told(tx, &app.ring, authority, permit, (was, head.version)).await?;
    let told = told.ok_or(Fault::Stale)?;
    let people = sightings_for_act(tx, &app.ring, authority, permit, was, now).await?;
    let people: Vec<Sighting> = people.into_iter().map(|(_, seen)| seen).collect();
    let arrival = Arrival {
        rows: i64::try_from(people.len()).unwrap_or(i64::MAX),
        draft: draft_of(&head, told, people),
        digest: Sha256::digest(met.0.custody.uuid().as_bytes()).into(),
    };
    let taken = intake(app, tx, permit, std::slice::from_ref(&arrival), now).await?;
    let fresh = taken.fresh.first().copied();
    let fresh = fresh.ok_or_else(|| Fault::Broken("what goes on was not new".to_owned()))?;
    reroute_put(tx, authority, permit, &met.0.principal, (was, fresh), now).await?;
    let mut entries = taken.entries;
    entries.push(held(app, tx, permit, fresh, to).await?);
    Ok(entries)
}

/// What was told, with the hour at which it was: its clock runs on. The source's reference stays with what came first, and so do later
/// versions of it.
fn draft_of(head: &ContactHead, told: ContactContent, people: Vec<Sighting>) -> ContactDraft {
    let mut flags = told.flags;
    flags.push(Flag {
        code: FlagCode::Rerouted,
        column: None,
        message: "The Caldicott guardian gave this to you: what was done about it was done without all that is known. Look at whom these people may be.".to_owned(),
    });
    ContactDraft {
        source: head.facts.source,
        reference: None,
        version: told.version,
        received_at: head.facts.received_at,
        incident_started_at: told.incident_started_at,
        place: told.place,
        police_attended: told.police_attended,
        domestic_abuse: head.facts.domestic_abuse,
        instrument: told.instrument,
        grade: head.facts.grade,
        summary: told.summary,
        people,
        referrer: told.referrer,
        came_by: told.came_by,
        flags,
        raw: told.raw,
    }
}

/// It is the other worker's. Whether it may be is asked in their place.
async fn held(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    fresh: ContactId,
    to: WorkerFacts,
) -> Result<Entry, Fault> {
    let (act, worker, team) = (Act::ContactTake, to.worker, to.team);
    let asker = Asker::worker(to);
    let met = contact_met(app, tx, &asker, fresh).await?;
    let standing = met.map(|(_, standing)| standing);
    let theirs = app.policy.permit(&asker, act, standing.as_ref());
    let theirs = theirs.map_err(|_| Refusal::invalid("to", NOT_THEM))?;
    let holder = Some((worker, team));
    contact::hold(tx, app.authority, &theirs, fresh, worker, holder, app.now()).await?;
    let on = subject_of(Subject::Contact(fresh));
    Ok(app.entry(permit.principal(), Act::CustodyAnswer, on, Vec::new()))
}
