//! A fictional authority's work, through the same acts as a real one's, at the instants at which it would have happened.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{MatchId, PersonId};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::Entry;
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::sighting::SightingRow;
use trefoil_store::standing::contact_standing;
use trefoil_store::{Fault, Tx, Written, contact};

pub use crate::contacts::intake::Arrival;

use crate::contacts::decide::decide_in;
use crate::contacts::intake::{Made, intake};
use crate::door::App;
use crate::matching::{Linking, settle};

/// The answer that the town's hub gave.
#[derive(Debug, Clone)]
pub struct TownAnswer {
    /// When.
    pub at: Timestamp,
    /// Per child in the contact's order; one where there is no child.
    pub outcomes: Vec<Outcome>,
    /// Why.
    pub reason: String,
    /// A service, where one was named.
    pub service: Option<String>,
}

/// A contact of the town with what the hub did about it.
pub struct TownContact {
    /// What was told, and when.
    pub arrival: Arrival,
    /// Who each person is: somebody met before, or `None` for somebody new. Empty while it is still to be matched.
    pub who: Vec<Option<PersonId>>,
    /// The answer, once it was given.
    pub answer: Option<TownAnswer>,
}

/// Takes a part of the town's work in; who each contact's people turned out to be, in order, where it was matched.
///
/// # Errors
/// As the acts that it is made of.
pub async fn town_part(
    app: &App,
    worker: &Asker,
    part: Vec<TownContact>,
) -> Result<Vec<Vec<PersonId>>, Refusal> {
    let town = Asker::machine(Principal::Job(Job::Town));
    let permit = app.leave(&town, Act::ContactImport, None).await?;
    let (door, worker) = (app.clone(), worker.clone());
    app.write_weighing(WEIGHT_FEED, move |tx| {
        Box::pin(async move {
            let (value, entries) = write_part(&door, tx, &permit, &worker, part).await?;
            Ok(Written { value, entries })
        })
    })
    .await
}

async fn write_part(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    worker: &Asker,
    part: Vec<TownContact>,
) -> Result<(Vec<Vec<PersonId>>, Vec<Entry>), Fault> {
    let _ = (permit, worker);
    let mut entries = Vec::new();
    let mut all = Vec::with_capacity(part.len());
    for one in part {
        let at = one.arrival.draft.received_at;
        let taken = intake(app, tx, permit, std::slice::from_ref(&one.arrival), at).await?;
        entries.extend(taken.entries);
        let Some(made) = taken.made.first() else {
            all.push(Vec::new());
            continue;
        };
        let who = if one.who.is_empty() {
            Vec::new()
        } else {
            matched(app, tx, worker, made, &one, at, &mut entries).await?
        };
        if let Some(answer) = &one.answer {
            entries.push(answered(app, tx, worker, made, answer).await?);
        }
        all.push(who);
    }
    Ok((all, entries))
}

async fn permit_for(
    app: &App,
    tx: &mut Tx,
    worker: &Asker,
    act: Act,
    made: &Made,
) -> Result<Permit, Fault> {
    let head = contact::head(tx, app.authority, made.contact)
        .await?
        .ok_or(Fault::Stale)?;
    app.policy
        .permit(worker, act, Some(&contact_standing(&head, worker)))
        .map_err(Fault::Refused)
}

async fn matched(
    app: &App,
    tx: &mut Tx,
    worker: &Asker,
    made: &Made,
    one: &TownContact,
    at: Timestamp,
    entries: &mut Vec<Entry>,
) -> Result<Vec<PersonId>, Fault> {
    let permit = permit_for(app, tx, worker, Act::MatchFamily, made).await?;
    let by = trefoil_store::search::principal_key(&worker.principal);
    let linking = Linking {
        app,
        permit: &permit,
        by,
        matched: MatchId::mint(&app.mint(at)),
        now: at,
    };
    let mut recording = app.recording(at);
    let current: Vec<SightingRow> =
        trefoil_store::sighting::rows_of_contact(tx, app.authority, made.contact).await?;
    let mut who = Vec::with_capacity(made.rows.len());
    for ((row, seen), known) in current.iter().zip(&one.arrival.draft.people).zip(&one.who) {
        who.push(match (row.person, known) {
            (Some(person), _) => person,
            (None, Some(person)) => {
                linking
                    .link_known(
                        tx,
                        &mut recording,
                        row,
                        *person,
                        trefoil_core::link::How::Confirmed,
                    )
                    .await?;
                *person
            }
            (None, None) => linking.link_new(tx, &mut recording, row, seen).await?,
        });
    }
    settle(&linking, tx, &mut recording, made.contact).await?;
    let on = crate::door::subject_of(trefoil_policy::Subject::Contact(made.contact));
    let mut entry = app.entry(worker.principal, Act::MatchFamily, on, recording.touched());
    entry.at = at;
    entries.push(entry);
    recording.write(tx).await?;
    Ok(who)
}

async fn answered(
    app: &App,
    tx: &mut Tx,
    worker: &Asker,
    made: &Made,
    answer: &TownAnswer,
) -> Result<Entry, Fault> {
    let permit = permit_for(app, tx, worker, Act::ContactDecide, made).await?;
    let children: Vec<_> = made
        .rows
        .iter()
        .filter(|row| row.child)
        .map(|row| Some(row.root))
        .collect();
    let asked = if children.is_empty() {
        vec![None]
    } else {
        children
    };
    let answers: Vec<Answer> = asked
        .into_iter()
        .zip(&answer.outcomes)
        .map(|(child, outcome)| Answer {
            child,
            outcome: *outcome,
            reason: answer.reason.clone(),
            service: answer.service.clone(),
        })
        .collect();
    let mut entry = decide_in(app, tx, &permit, made.contact, &answers, answer.at).await?;
    entry.at = answer.at;
    Ok(entry)
}
