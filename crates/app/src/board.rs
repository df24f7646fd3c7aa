//! The manager's board: what is past its time first, then who has what. Cut by the viewer's reach as the queue is, and under its leave.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::Standing;
use trefoil_core::ids::{ContactId, FamilyId, WorkerId};
use trefoil_core::name::names_words;
use trefoil_core::rag::{Rag, RagRule};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Reach};
use trefoil_store::contact::ContactHead;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::queue::{QueueExtra, queue_extras};
use trefoil_store::rag::{Bounds, holders, past_counts, past_time, rag_rule};
use trefoil_store::{Fault, Tx, family, worker};

use crate::door::{App, read_of, refusal};
use crate::queue::everything;
use crate::queue::subject::{subject_in, subjects_of};

/// Contacts shown; the counts say how many there are.
const SHOWN: i64 = 50;

/// A contact past the hub's own time.
#[derive(Debug, Clone, PartialEq)]
pub struct PastTime {
    /// Which.
    pub contact: ContactId,
    /// When the hub was told.
    pub received_at: Timestamp,
    /// Its level.
    pub level: Rag,
    /// By how much it is late.
    pub standing: Standing,
    /// The family's name, or its people's.
    pub name: String,
    /// Who has it.
    pub worker: Option<String>,
}

/// Somebody, and what they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Who; `None`: nobody yet.
    pub worker: Option<(WorkerId, String)>,
    /// How many waiting contacts.
    pub contacts: i64,
    /// When the oldest of them was received.
    pub oldest: Timestamp,
}

/// The board.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Past their time, the longest waiting first.
    pub past: Vec<PastTime>,
    /// How many of each level are.
    pub counts: Vec<(Rag, i64)>,
    /// Who has what, the oldest first.
    pub holdings: Vec<Holding>,
    /// The rule by which they are late.
    pub rule: RagRule,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// The board as the asker may see it.
///
/// # Errors
/// As the policy refuses the queue.
pub async fn board_view(app: &App, asker: &Asker) -> Result<Board, Refusal> {
    let act = Act::QueueView;
    let reach = app.reach(asker, act).await?;
    let now = app.now();
    let mut tx = app.read().await?;
    let board = read_board(app, &mut tx, (asker, &reach), now).await;
    drop(tx);
    let board = board.map_err(refusal)?;
    let read = read_of(board.past.iter().map(|one| one.contact.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(board)
}

/// Before when what is past its time was received.
fn bounds(rule: &RagRule, now: Timestamp, calendar: &Calendar) -> Bounds {
    [Rag::Red, Rag::Amber, Rag::Green].map(|level| rule.overdue_before(level, now, calendar))
}

/// What a contact is called: by its families, or by its people where none is known.
fn name_of(extra: &QueueExtra, names: &[(FamilyId, String)], subject: Option<&str>) -> String {
    let known = names.iter().filter(|(one, _)| extra.families.contains(one));
    let known: Vec<&str> = known.map(|(_, name)| name.as_str()).collect();
    if known.is_empty() {
        names_words(&extra.names, subject)
    } else {
        known.join(", ")
    }
}

async fn read_board(
    app: &App,
    tx: &mut Tx,
    (asker, reach): (&Asker, &Reach),
    now: Timestamp,
) -> Result<Board, Fault> {
    let rule = rag_rule(tx, app.authority, now).await?;
    let calendar = app.calendar(tx).await?;
    let (ask, bounds) = (everything(now), bounds(&rule, now, &calendar));
    let past = past_time(tx, app.authority, reach, &ask, (bounds, SHOWN)).await?;
    let counts = past_counts(tx, app.authority, reach, &ask, bounds).await?;
    let contacts: Vec<ContactId> = past.iter().map(|(head, _)| head.contact).collect();
    let (ring, since) = (&app.ring, ask.since);
    let extras = queue_extras(tx, ring, app.authority, reach, &contacts, since, now).await?;
    let families: Vec<FamilyId> = extras
        .iter()
        .flat_map(|(_, extra)| extra.families.iter().copied())
        .collect();
    let names = family::family_names(tx, ring, app.authority, &families, reach).await?;
    let heads = past.iter().map(|(head, _)| head).zip(&extras);
    let heads = heads.map(|(head, (_, extra))| (head, extra));
    let subjects = subjects_of(app, tx, asker, heads).await?;
    let workers = worker::workers(tx, app.authority).await?;
    let called = |id: WorkerId| {
        let found = workers.iter().find(|(facts, _)| facts.worker == id);
        found.map(|(facts, _)| facts.name.clone())
    };
    let row =
        |((head, level), (_, extra)): ((ContactHead, Rag), (ContactId, QueueExtra))| PastTime {
            standing: rule.standing(level, head.facts.received_at, now, &calendar),
            name: name_of(&extra, &names, subject_in(&subjects, head.contact)),
            worker: head.worker.and_then(called),
            level,
            contact: head.contact,
            received_at: head.facts.received_at,
        };
    let held = holders(tx, app.authority, reach, &ask).await?;
    let holding = |(worker, contacts, oldest): (Option<WorkerId>, i64, Timestamp)| Holding {
        worker: worker.map(|id| (id, called(id).unwrap_or_else(|| "Somebody".to_owned()))),
        contacts,
        oldest,
    };
    Ok(Board {
        past: past.into_iter().zip(extras).map(row).collect(),
        counts,
        holdings: held.into_iter().map(holding).collect(),
        rule,
        now,
    })
}
