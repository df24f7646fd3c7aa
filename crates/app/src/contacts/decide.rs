//! Deciding a contact: an answer per child, each with its reason; adults only, one answer; and routes for adults who are not helped through
//! a child.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::contact::ContactState;
use trefoil_core::custody::CutAct;
use trefoil_core::decision::{
    Adult, Answer, Decided, contact_decide as check, risk_check, routes_check,
};
use trefoil_core::ids::{ContactId, DecisionId, PersonId, SightingId, StrandId};
use trefoil_core::principal::Principal;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit, Standing, Subject};
use trefoil_store::decision::{DecisionRow, decisions_end, decisions_put};
use trefoil_store::draft::drafts_overtaken;
use trefoil_store::ledger::{Entry, opened};
use trefoil_store::search::principal_key;
use trefoil_store::sighting::SightingRow;
use trefoil_store::version::{RecordKind, Recording, compartment_code};
use trefoil_store::{Fault, Tx, Written, contact, sighting};

use super::at_risk::at_risk;
use super::leave::{contact_met, leave_on};
use crate::custody::later::look_later;
use crate::door::{App, read_of, refusal, subject_of};
use crate::families::opening::strands_open;
use crate::families::terms::{Stands, stands_of};
use crate::families::told::tell_decided;
use crate::follows::begin::follows_begin;
use crate::follows::tell::Known;

/// For how long somebody who opened a contact is told that it was decided meanwhile.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Decides the contact.
///
/// # Errors
/// `NotFound` where the asker may not see it; `Invalid` per missing reason, for each route that will not do, and where nothing is done for
/// somebody at high risk and whoever decides has not said that they know; `Conflict` where it is
/// decided, or its people have changed.
pub async fn contact_decide(
    app: &App,
    asker: &Asker,
    id: ContactId,
    decided: impl Into<Decided>,
) -> Result<(), Refusal> {
    let decided = decided.into();
    let permit = match leave_on(app, asker, Act::ContactDecide, id).await {
        Err(Refusal::NotFound) if overtaken(app, asker, id).await? => {
            let words = "Somebody has decided this contact since you opened it, and the first decision stands. What you typed is below, so that you can copy it.";
            return Err(Refusal::Conflict(words.to_owned()));
        }
        leave => leave?,
    };
    risk_check(&decided, &at_risk(app, asker, id).await?)?;
    let stands = stands_before(app, asker, id).await?;
    let (door, asker) = (app.clone(), asker.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let by = (&asker, &permit);
            let entries = decide_in(&door, tx, by, id, (&decided, stands), door.now()).await?;
            Ok(Written { value: (), entries })
        })
    })
    .await
}

/// Whether it is decided, and would be the asker's to decide if it were not; they opened it today, so that they know that it is there.
async fn overtaken(app: &App, asker: &Asker, id: ContactId) -> Result<bool, Refusal> {
    let Ok(permit) = app.policy.permit(asker, Act::QueueView, None) else {
        return Ok(false);
    };
    let mut tx = app.read().await?;
    let read = async {
        let Some((head, standing)) = contact_met(app, &mut tx, asker, id).await? else {
            return Ok(false);
        };
        let waiting = Standing {
            in_hub: true,
            ..standing
        };
        let may = app.policy.permit(asker, Act::ContactDecide, Some(&waiting));
        let since = app.now().saturating_sub(A_DAY).unwrap_or(Timestamp::MIN);
        let seen = opened(&mut tx, app.authority, &permit, &[id.uuid()], since).await?;
        let me = asker.worker.as_ref().map(|facts| facts.worker);
        let mine = seen.iter().any(|one| Some(one.worker) == me);
        Ok::<_, Fault>(head.state == ContactState::Decided && may.is_ok() && mine)
    };
    read.await.map_err(refusal)
}

/// What those who work with its people hold, as far as the asker sees it while the contact waits: read as the asker, before anything is
/// written.
async fn stands_before(app: &App, asker: &Asker, id: ContactId) -> Result<Stands, Refusal> {
    let mut tx = app.read().await?;
    let read = async {
        let rows = sighting::rows_of_contact(&mut tx, app.authority, id).await?;
        let persons: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        stands_of(app, &mut tx, asker, &persons).await
    };
    read.await.map_err(refusal)
}

/// Decides inside a transaction, at an instant.
async fn decide_in(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    id: ContactId,
    (decided, stands): (&Decided, Stands),
    at: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let (principal, answers) = (permit.principal(), decided.answers.as_slice());
    let head = contact::head(tx, app.authority, id)
        .await?
        .ok_or(Fault::Stale)?;
    let rows = sighting::rows_of_contact(tx, app.authority, id).await?;
    let children: Vec<SightingId> = rows
        .iter()
        .filter(|row| row.child)
        .map(|row| row.root)
        .collect();
    check(head.state, &children, answers)?;
    let known = Known::read(app, tx, (asker, permit), &head, &rows, at).await?;
    let known = known.with(stands);
    let seen = sighting::sightings_for_act(tx, &app.ring, app.authority, permit, id, at).await?;
    let adults = adults(&rows, &known.in_doubt(&seen));
    routes_check(&adults, decided)?;
    decisions_end(tx, app.authority, permit, id, at).await?;
    let mut recording = app.recording(at);
    let rows_of = sealed(app, &mut recording, principal, id, answers, at);
    decisions_put(tx, app.authority, permit, &rows_of).await?;
    contact::state_put(
        tx,
        app.authority,
        id,
        ContactState::Waiting,
        ContactState::Decided,
    )
    .await?;
    let opened = strands_open(app, tx, permit, id, (&rows, answers), at).await?;
    let follows = (&head, decided, (&known, seen.as_slice()));
    follows_begin(app, tx, permit, follows, &mut recording, at).await?;
    drafts_overtaken(tx, app.authority, permit, id.uuid(), at).await?;
    look_later(app, tx, permit, (CutAct::Decision, id, None), at).await?;
    let mut touched = recording.touched();
    touched.extend(read_of(opened.into_iter().map(StrandId::uuid)));
    let on = subject_of(Subject::Contact(id));
    let mut entries = vec![app.entry(principal, Act::ContactDecide, on, touched)];
    recording.write(tx).await?;
    entries.extend(tell_decided(app, tx, permit, (&head, &rows, decided), at).await?);
    Ok(entries)
}

/// Its adults, for the routes by which they are helped.
fn adults(rows: &[SightingRow], in_doubt: &BTreeSet<SightingId>) -> Vec<Adult> {
    let adults = rows.iter().filter(|row| !row.child);
    let adult = |row: &SightingRow| Adult {
        root: row.root,
        role: row.role,
        in_doubt: in_doubt.contains(&row.root),
    };
    adults.map(adult).collect()
}

/// Seals each answer with its reason; the rows that clocks and reports need.
fn sealed(
    app: &App,
    recording: &mut Recording<'_>,
    by: Principal,
    id: ContactId,
    answers: &[Answer],
    at: Timestamp,
) -> Vec<DecisionRow> {
    let label = compartment_code(Compartment::Hub(id));
    let row = |answer: &Answer| {
        let decision = DecisionId::mint(&app.mint(at));
        recording.put(RecordKind::Decision, decision.uuid(), 1, &label, answer);
        DecisionRow {
            decision,
            contact: id,
            child: answer.child,
            outcome: answer.outcome,
            decided_at: at,
            decided_by: principal_key(&by),
        }
    };
    answers.iter().map(row).collect()
}
