//! Naming somebody in a waiting contact: whom a message or a telephone call meant, as far as a worker can tell from its words. And taking
//! somebody out again who was named by mistake. What the source itself told is never changed.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::contact::ContactState;
use trefoil_core::contact_typed::PersonTyped;
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::candidate::candidates_drop;
use trefoil_store::contact::head;
use trefoil_store::ledger::Entry;
use trefoil_store::sighting::{
    SightingRow, people_change, sightings_end, sightings_for_act, sightings_put,
};
use trefoil_store::version::{RecordKind, Recording, compartment_code};
use trefoil_store::{Fault, Tx, Written};

use super::intake::row_of;
use super::leave::leave_on;
use super::met::met;
use crate::door::{App, read_of, subject_of};

/// People whom a contact can hold with those that the hub adds.
const MOST: usize = 60;

/// Names somebody. The same words again are a form that was sent twice, and change nothing.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where the contact is decided; `NotFound` where the asker may not see it.
pub async fn contact_name(
    app: &App,
    asker: &Asker,
    id: ContactId,
    typed: &PersonTyped,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, Act::ContactName, id).await?;
    let seen = typed.read(app.now())?;
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            let entries = name_in(&door, tx, &permit, (id, seen), door.now()).await?;
            Ok(Written { value: (), entries })
        })
    })
    .await
}

async fn name_in(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (id, seen): (ContactId, Sighting),
    now: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let before = people_of(app, tx, permit, id, now).await?;
    let on = subject_of(Subject::Contact(id));
    let same = |(_, held): &(SightingRow, Sighting)| held.described == seen.described;
    if before.iter().any(same) {
        let again = app.entry(permit.principal(), Act::ContactName, on, Vec::new());
        return Ok(vec![again]);
    }
    let mut recording = app.recording(now);
    let added = add(
        app,
        tx,
        permit,
        &mut recording,
        (id, &before, vec![seen]),
        now,
    )
    .await?;
    let entry = app.entry(
        permit.principal(),
        Act::ContactName,
        on,
        recording.touched(),
    );
    recording.write(tx).await?;
    let pairs: Vec<_> = added.iter().map(|(row, seen)| (row, seen)).collect();
    let mut entries = vec![entry];
    entries.extend(met(app, tx, &pairs, now).await?);
    Ok(entries)
}

/// The people of a contact that waits.
pub(crate) async fn people_of(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    id: ContactId,
    now: Timestamp,
) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
    let held = head(tx, app.authority, id).await?.ok_or(Fault::Stale)?;
    if held.state == ContactState::Decided {
        let words = "This contact has been decided already. Open it to see the decision.";
        return Err(Refusal::Conflict(words.to_owned()).into());
    }
    sightings_for_act(tx, &app.ring, app.authority, permit, id, now).await
}

/// Writes people after those whom a contact has; they are sealed with the caller's recording.
pub(crate) async fn add(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    recording: &mut Recording<'_>,
    (id, before, people): (ContactId, &[(SightingRow, Sighting)], Vec<Sighting>),
    now: Timestamp,
) -> Result<Vec<(SightingRow, Sighting)>, Fault> {
    if before.len() + people.len() > MOST {
        let words = format!("A contact holds at most {MOST} people.");
        return Err(Refusal::Conflict(words).into());
    }
    let held = head(tx, app.authority, id).await?.ok_or(Fault::Stale)?;
    let last = before.iter().map(|(row, _)| row.ordinal).max();
    let label = compartment_code(Compartment::Hub(id));
    let rows = (last.map_or(0, |last| last + 1)..).zip(people);
    let added: Vec<(SightingRow, Sighting)> = rows
        .map(|(ordinal, seen)| {
            let sighting = SightingId::mint(&app.mint(now));
            let told = held.facts.received_at;
            let row = row_of(sighting, id, ordinal, &seen, told, now);
            recording.put(RecordKind::Sighting, sighting.uuid(), 1, &label, &seen);
            (row, seen)
        })
        .collect();
    let rows: Vec<SightingRow> = added.iter().map(|(row, _)| row.clone()).collect();
    sightings_put(tx, app.authority, &rows).await?;
    people_change(tx, app.authority, permit, id, counts(&rows, 1)).await?;
    Ok(added)
}

/// Children and people, in or out.
fn counts(rows: &[SightingRow], sign: i64) -> (i64, i64) {
    let count = |number: usize| sign * i64::try_from(number).unwrap_or(0);
    let children = rows.iter().filter(|row| row.child).count();
    (count(children), count(rows.len()))
}

/// Takes people out whom the hub had added.
pub(crate) async fn take_out(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (id, rows): (ContactId, &[SightingRow]),
    now: Timestamp,
) -> Result<(), Fault> {
    if rows.is_empty() {
        return Ok(());
    }
    for row in rows {
        candidates_drop(tx, app.authority, id, row.sighting).await?;
    }
    let sightings: Vec<SightingId> = rows.iter().map(|row| row.sighting).collect();
    sightings_end(tx, app.authority, &sightings, now).await?;
    people_change(tx, app.authority, permit, id, counts(rows, -1)).await
}

/// Takes somebody out who was named at the hub and of whom nobody has said who they are. They stay in what was known before.
///
/// # Errors
/// `Conflict` where they are not there any more, were told by the source, or are matched; `NotFound` where the asker may not see the contact.
pub async fn contact_unname(
    app: &App,
    asker: &Asker,
    id: ContactId,
    sighting: SightingId,
) -> Result<(), Refusal> {
    let act = Act::ContactUnname;
    let permit = leave_on(app, asker, act, id).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let before = people_of(&door, tx, &permit, id, now).await?;
            let mut found = before.into_iter();
            let found = found.find(|(row, _)| row.sighting == sighting);
            let open = found
                .filter(|(row, seen)| seen.described.added_here && row.person.is_none());
            let Some((row, _)) = open else {
                let words = "This person cannot be taken out: they were told by the source, somebody has said who they are, or they are gone already.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            };
            take_out(&door, tx, &permit, (id, &[row]), now).await?;
            let on = subject_of(Subject::Contact(id));
            let entry = door.entry(principal, act, on, read_of([sighting.uuid()]));
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
