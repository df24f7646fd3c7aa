//! Asking agencies, and asking again those that are late. What they are shown is a copy, made when they are asked: who people are and
//! what the contact is about, and no place.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::check::{CheckAsked, CheckPerson};
use trefoil_core::contact::ContactState;
use trefoil_core::ids::{AgencyId, CheckId, ContactId};
use trefoil_core::rag::Rag;
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::Compartment;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::check::{ASKED, agencies_asked, checks_chased, checks_for_act, checks_put};
use trefoil_store::contact::ContactHead;
use trefoil_store::ledger::Entry;
use trefoil_store::rag::{level_given, rag_rule};
use trefoil_store::sighting::sightings_for_act;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written, contact};

use crate::contacts::leave::leave_on;
use crate::door::{App, subject_of};

/// Asks agencies. One that is asked already and has not answered is not asked twice.
///
/// # Errors
/// `Invalid` where no agency is chosen that can be asked, or nobody is named; `NotFound` where the asker may not see the contact.
pub async fn checks_ask(
    app: &App,
    asker: &Asker,
    id: ContactId,
    agencies: Vec<AgencyId>,
) -> Result<(), Refusal> {
    let permit = leave_on(app, asker, Act::CheckAsk, id).await?;
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            let entry = ask_in(&door, tx, &permit, (id, &agencies), door.now()).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn ask_in(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (id, agencies): (ContactId, &[AgencyId]),
    now: Timestamp,
) -> Result<Entry, Fault> {
    let authority = app.authority;
    let head = contact::head(tx, authority, id).await?;
    let head = head.ok_or(Fault::Stale)?;
    if head.state == ContactState::Decided {
        let words = "This contact has been decided already. Open it to see the decision.";
        return Err(Refusal::Conflict(words.to_owned()).into());
    }
    let known = agencies_asked(tx, authority).await?;
    let before = checks_for_act(tx, authority, permit, id, now).await?;
    let waits = |agency: AgencyId| {
        let mut theirs = before.iter().filter(|one| one.agency == agency);
        theirs.any(|one| one.times.is_open(now))
    };
    let chosen = known.iter().map(|(agency, _)| *agency);
    let chosen: Vec<AgencyId> = chosen
        .filter(|agency| agencies.contains(agency) && !waits(*agency))
        .collect();
    if chosen.is_empty() {
        let words = "Choose at least one agency that has not been asked yet.";
        return Err(Refusal::invalid("agencies", words).into());
    }
    let shown = shown(app, tx, permit, &head, now).await?;
    let due = due(app, tx, permit, &head, now).await?;
    let asked: Vec<(CheckId, AgencyId)> = chosen
        .into_iter()
        .map(|agency| (CheckId::mint(&app.mint(now)), agency))
        .collect();
    checks_put(tx, authority, permit, id, &asked, (now, due)).await?;
    let label = compartment_code(Compartment::Hub(id));
    let mut recording = app.recording(now);
    for (check, _) in &asked {
        recording.put(RecordKind::Check, check.uuid(), ASKED, &label, &shown);
    }
    let on = subject_of(Subject::Contact(id));
    let entry = app.entry(permit.principal(), Act::CheckAsk, on, recording.touched());
    recording.write(tx).await?;
    Ok(entry)
}

/// What the agencies are shown.
async fn shown(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    head: &ContactHead,
    now: Timestamp,
) -> Result<CheckAsked, Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let seen = sightings_for_act(tx, ring, authority, permit, head.contact, now).await?;
    let people: Vec<CheckPerson> = seen.iter().filter_map(|(_, one)| person(one)).collect();
    if people.is_empty() {
        let words = "Nobody in this contact has a name yet, so an agency could not look them up.";
        return Err(Refusal::invalid("agencies", words).into());
    }
    Ok(CheckAsked {
        people,
        grade: head.facts.grade,
        domestic_abuse: head.facts.domestic_abuse,
    })
}

/// Somebody without a name cannot be looked up.
fn person(seen: &Sighting) -> Option<CheckPerson> {
    let described = &seen.described;
    let role = described.roles.first().map(|held| held.role);
    (!described.name.words().is_empty()).then(|| CheckPerson {
        role: role.unwrap_or(IncidentRole::Other),
        name: described.name.clone(),
        birth: described.birth.clone(),
    })
}

async fn due(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    head: &ContactHead,
    now: Timestamp,
) -> Result<Timestamp, Fault> {
    let given = level_given(tx, app.authority, permit, head.contact).await?;
    let level = given.unwrap_or_else(|| Rag::of_grade(head.facts.grade));
    let rule = rag_rule(tx, app.authority, now).await?;
    let calendar = app.calendar(tx).await?;
    let times = (head.facts.received_at, now);
    Ok(rule.check_due(level, times, &calendar))
}

/// Asks those again who are late.
///
/// # Errors
/// `Conflict` where nobody is; `NotFound` where the asker may not see the contact.
pub async fn checks_chase(app: &App, asker: &Asker, id: ContactId) -> Result<(), Refusal> {
    let act = Act::CheckAsk;
    let permit = leave_on(app, asker, act, id).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            if checks_chased(tx, door.authority, &permit, id, door.now()).await? == 0 {
                let words =
                    "No agency is late any more. Open the contact again to see what was answered.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            }
            let on = subject_of(Subject::Contact(id));
            Ok(Written {
                value: (),
                entries: vec![door.entry(principal, act, on, Vec::new())],
            })
        })
    })
    .await
}
