//! The families that a made-up hub has begun to work with: strands for what it decided of late, as its decisions would have
//! opened them had they been made one at a time.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::decision::Answer;
use trefoil_core::ids::{ContactId, StrandId};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_core::signal::{SignalContent, SignalKind};
use trefoil_core::vocabulary::RiskGrade;
use trefoil_policy::{Asker, Subject};
use trefoil_store::decision::{graded_since, outcomes_of, work_since};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::strand::StrandRow;
use trefoil_store::{Written, sighting};

use crate::door::{App, read_of, refusal, subject_of};
use crate::families::opening::strands_open;
use crate::families::signal::carry;
use crate::high_risk::raise::raise_later;

/// Opens the strands of contacts received since an instant and decided as work; how many.
///
/// # Errors
/// As the store.
pub async fn town_families(app: &App, since: Timestamp) -> Result<usize, Refusal> {
    let town = Asker::machine(Principal::Job(Job::Town));
    let permit = app.leave(&town, Act::TownMake, None).await?;
    let mut tx = app.read().await?;
    let contacts = work_since(&mut tx, app.authority, &permit, since).await;
    drop(tx);
    let mut opened = 0;
    for contact in contacts.map_err(refusal)? {
        opened += open_one(app, &town, contact).await?;
    }
    Ok(opened)
}

/// Has whoever was harmed in contacts received since an instant and graded high put on the list of high risk, as the rule says.
///
/// # Errors
/// As the store.
pub async fn town_at_risk(app: &App, since: Timestamp) -> Result<(), Refusal> {
    let town = Asker::machine(Principal::Job(Job::Town));
    let permit = app.leave(&town, Act::TownMake, None).await?;
    let (door, principal) = (app.clone(), town.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let graded = (since, RiskGrade::High);
            let contacts = graded_since(tx, door.authority, &permit, graded).await?;
            for contact in contacts {
                raise_later(&door, tx, contact, door.now()).await?;
            }
            let on = (SubjectKind::Authority, None);
            let entry = door.entry(principal, Act::TownMake, on, Vec::new());
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

async fn open_one(app: &App, town: &Asker, contact: ContactId) -> Result<usize, Refusal> {
    let permit = app.leave(town, Act::TownMake, None).await?;
    let (door, principal) = (app.clone(), town.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let at = door.now();
            let rows = sighting::rows_of_contact(tx, door.authority, contact).await?;
            let decided = outcomes_of(tx, door.authority, &[contact], at).await?;
            let answers: Vec<Answer> = decided
                .into_iter()
                .map(|(_, child, outcome)| Answer {
                    child,
                    outcome,
                    reason: String::new(),
                    service: None,
                })
                .collect();
            let opened = strands_open(&door, tx, &permit, contact, (&rows, &answers), at).await?;
            let touched = read_of(opened.iter().copied().map(StrandId::uuid));
            let on = subject_of(Subject::Contact(contact));
            let entry = door.entry(principal, Act::TownMake, on, touched);
            Ok(Written {
                value: opened.len(),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// A warning that a made-up perpetrator's worker sent at an instant of the story.
///
/// # Errors
/// As the store; `NotFound` where the asker is no worker.
pub async fn town_signal(
    app: &App,
    asker: &Asker,
    strand: &StrandRow,
    (kind, text): (SignalKind, &str),
    at: Timestamp,
) -> Result<(), Refusal> {
    let town = Asker::machine(Principal::Job(Job::Town));
    let permit = app.leave(&town, Act::TownMake, None).await?;
    let (kind, content) = SignalContent::new(Some(kind), text)?;
    let Some((by, role)) = asker
        .worker
        .as_ref()
        .map(|facts| (facts.worker, facts.roles.first().copied()))
    else {
        return Err(Refusal::NotFound);
    };
    let (door, strand) = (app.clone(), strand.clone());
    app.write(move |tx| {
        Box::pin(async move {
            let sent = (kind, &content, role);
            let touched = carry(&door, tx, &permit, &strand, sent, (by, at)).await?;
            let on = subject_of(Subject::Family(strand.family));
            let entry = door.entry(town.principal, Act::TownMake, on, touched);
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
