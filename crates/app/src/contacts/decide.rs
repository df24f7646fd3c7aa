//! Deciding a contact: an answer per child, each with its reason; adults only, one answer; and routes for adults who are not helped through
//! a child.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::contact::ContactState;
use trefoil_core::custody::CutAct;
use trefoil_core::decision::{Answer, Decided, contact_decide as check, routes_check};
use trefoil_core::ids::{ContactId, DecisionId, PersonId, SightingId, StrandId};
use trefoil_core::principal::Principal;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_policy::{Asker, Permit, Standing, Subject};
use trefoil_store::decision::{DecisionRow, decisions_end, decisions_put};
use trefoil_store::draft::drafts_overtaken;
use trefoil_store::ledger::{Entry, opened};
use trefoil_store::search::principal_key;
use trefoil_store::version::{RecordKind, Recording, compartment_code};
use trefoil_store::{Fault, Tx, Written, contact, sighting};

use super::leave::{contact_met, leave_on};
use crate::custody::later::look_later;
use crate::door::{App, read_of, refusal, subject_of};
use crate::families::opening::strands_open;
use crate::families::terms::{Terms, terms_of};
use crate::families::told::tell_decided;
use crate::follows::begin::follows_begin;
use crate::follows::tell::Known;

/// For how long somebody who opened a contact is told that it was decided meanwhile.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Decides the contact.
///
/// # Errors
/// `NotFound` where the asker may not see it; `Invalid` per missing reason and for each route that will not do; `Conflict` where it is
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
    let terms = terms_before(app, asker, id).await?;
    let (door, asker) = (app.clone(), asker.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let by = (&asker, &permit);
            let entries = decide_in(&door, tx, by, id, (&decided, terms), door.now()).await?;
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
async fn terms_before(
    app: &App,
    asker: &Asker,
    id: ContactId,
) -> Result<BTreeMap<PersonId, Terms>, Refusal> {
    let mut tx = app.read().await?;
    let read = async {
        let rows = sighting::rows_of_contact(&mut tx, app.authority, id).await?;
        let persons: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        terms_of(app, &mut tx, asker, &persons).await
    };
    read.await.map_err(refusal)
}

/// Decides inside a transaction, at an instant.
async fn decide_in(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    id: ContactId,
    (decided, terms): (&Decided, BTreeMap<PersonId, Terms>),
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
    let adults = rows.iter().filter(|row| !row.child);
    let adults: Vec<_> = adults.map(|row| (row.root, row.role)).collect();
    routes_check(&adults, decided)?;
    let known = Known::read(app, tx, (asker, permit), &head, &rows, at).await?;
    let known = known.with(terms);
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
    let follows = (&head, decided, &known);
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
