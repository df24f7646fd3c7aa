//! Telling the police of many decisions at once: the hub hears more from them than from everybody else together, and they ask for a list and no
//! telephone call. The list holds their own reference and what was decided: no name, no place, no story. It is made first and recorded as told
//! when it was handed over: what is decided in between stays for the next.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::decision::Outcome;
use trefoil_core::follow::{FollowKind, FollowState, FollowStep, ToldHow};
use trefoil_core::ids::FollowId;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::Source;
use trefoil_interop::formats::csv;
use trefoil_policy::{Asker, Permit};
use trefoil_store::follow::{Whole, follows_in};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx, Written};

use super::deal::deal_in;
use super::list::MOST;
use crate::door::{App, read_of, refusal};

/// A decision that the police wait to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoliceLine {
    /// What it is part of.
    pub follow: FollowId,
    /// Their own reference.
    pub reference: String,
    /// When the hub received it.
    pub received: Timestamp,
    /// When it was decided.
    pub decided: Timestamp,
    /// What was decided, each once.
    pub outcomes: Vec<Outcome>,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoliceList {
    /// What they wait to hear of, the longest waiting first.
    pub lines: Vec<PoliceLine>,
    /// How many more hold no reference of theirs, and are told one by one.
    pub without: usize,
    /// Whether the viewer may record that they are told.
    pub may: bool,
    /// The instant at which it was so.
    pub until: Timestamp,
}

impl PoliceList {
    /// The list as a table for whoever reads it there.
    pub fn csv(&self) -> String {
        let row = |one: &PoliceLine| {
            let outcomes: Vec<&str> = one.outcomes.iter().map(|one| one.words()).collect();
            [
                one.reference.clone(),
                one.received.to_string(),
                one.decided.to_string(),
                outcomes.join("; "),
            ]
        };
        let header = ["reference", "received_at", "decided_at", "decision"];
        csv::write(&header, self.lines.iter().map(row)).unwrap_or_default()
    }
}

/// What the police wait to hear of.
///
/// # Errors
/// As the policy refuses.
pub async fn police_list(app: &App, asker: &Asker) -> Result<PoliceList, Refusal> {
    let act = Act::FollowsView;
    let permit = app.leave(asker, act, None).await?;
    let until = app.now();
    let mut tx = app.read().await?;
    let waiting = waiting(app, &mut tx, &permit, until)
        .await
        .map_err(refusal)?;
    drop(tx);
    let all = waiting.len();
    let lines: Vec<PoliceLine> = waiting.into_iter().filter_map(line).collect();
    let read = read_of(lines.iter().map(|one| one.follow.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(PoliceList {
        without: all - lines.len(),
        lines,
        may: app.policy.permit(asker, Act::FollowDeal, None).is_ok(),
        until,
    })
}

/// Records that the police have the list that was made at an instant; how many decisions it told them of.
///
/// # Errors
/// `Invalid` naming each field; `Conflict` where nothing of it waits any more.
pub async fn police_told(
    app: &App,
    asker: &Asker,
    until: Option<Timestamp>,
    how: Option<ToldHow>,
    note: &str,
) -> Result<usize, Refusal> {
    let permit = app.leave(asker, Act::FollowDeal, None).await?;
    let Some(until) = until else {
        let words = "Open the list again: it does not say when it was made.";
        return Err(Refusal::invalid("until", words));
    };
    let step = FollowStep {
        to: Some(FollowState::Told),
        how,
        ..FollowStep::default()
    };
    let (door, note) = (app.clone(), note.trim().to_owned());
    app.write(move |tx| {
        Box::pin(async move {
            let list = waiting(&door, tx, &permit, until).await?;
            let mut entries = Vec::new();
            for one in list.into_iter().filter_map(line) {
                let dealt = (one.follow, step);
                entries.push(deal_in(&door, tx, &permit, dealt, note.clone()).await?);
            }
            if entries.is_empty() {
                let words = "Nothing of this list waits any more: somebody has recorded it.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            }
            Ok(Written {
                value: entries.len(),
                entries,
            })
        })
    })
    .await
}

/// Contacts of the police that were decided by an instant, of which nobody has told them.
async fn waiting(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    until: Timestamp,
) -> Result<Vec<Whole>, Fault> {
    let which = (FollowState::ToDo, MOST);
    let mut found = follows_in(tx, &app.ring, app.authority, permit, which).await?;
    found.retain(|(row, content)| {
        row.kind == FollowKind::Referrer
            && content.source == Some(Source::Police)
            && row.moved_at <= until
    });
    Ok(found)
}

fn line((row, content): Whole) -> Option<PoliceLine> {
    let typed = content.referrer.and_then(|one| one.reference);
    Some(PoliceLine {
        follow: row.follow,
        reference: content.reference.or(typed)?,
        received: row.since,
        decided: row.moved_at,
        outcomes: content.outcomes,
    })
}
