//! The hub queue: waiting contacts, most urgent first, within the asker's reach.

pub(crate) mod subject;

use jiff::{Span, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::{self, DECISION, Standing};
use trefoil_core::ids::{ContactId, FamilyId, WorkerId};
use trefoil_core::name::PersonName;
use trefoil_core::refusal::Refusal;
use trefoil_core::vocabulary::{Known, RiskGrade, Source};
use trefoil_policy::{Asker, Reach};
use trefoil_store::contact::ContactHead;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::queue::{
    HeldBy, QueueAsk, QueueCounts, QueueExtra, queue_counts, queue_extras, queue_page,
};
use trefoil_store::{Fault, Tx, family, quarantine, worker};

pub use trefoil_store::queue::QueueOrder;

use self::subject::{subject_in, subjects_of};
use crate::door::{App, read_of, refusal};

/// Rows on a page.
pub const PAGE: i64 = 25;

/// Who has the contacts that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Anybody or nobody.
    Any,
    /// The asker.
    Mine,
    /// Nobody.
    Nobody,
    /// This worker.
    Worker(WorkerId),
}

/// Where contacts stand against the decision clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// Wherever.
    Any,
    /// Past the time to decide.
    Overdue,
    /// Not past it yet, and will be soon.
    GoingLate,
    /// With time left.
    InTime,
}

/// What is asked of the queue; the address bar of its page holds the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueFilter {
    /// One source.
    pub source: Option<Source>,
    /// One grade.
    pub grade: Option<RiskGrade>,
    /// Domestic abuse or not.
    pub domestic_abuse: Option<Known>,
    /// Who has it.
    pub holder: Holder,
    /// Where the clock stands.
    pub clock: ClockState,
    /// Sorted by.
    pub order: QueueOrder,
    /// The other way round.
    pub reversed: bool,
    /// From 1.
    pub page: i64,
}

impl Default for QueueFilter {
    fn default() -> Self {
        Self {
            source: None,
            grade: None,
            domestic_abuse: None,
            holder: Holder::Any,
            clock: ClockState::Any,
            order: QueueOrder::Time,
            reversed: false,
            page: 1,
        }
    }
}

/// One waiting contact as a row shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueRow {
    /// The contact's row.
    pub head: ContactHead,
    /// Where its clock stands.
    pub standing: Standing,
    /// When the time to decide ends.
    pub due: Timestamp,
    /// Families that it is about, by name; empty while nothing is matched.
    pub families: Vec<String>,
    /// Names of its people where no family is known yet.
    pub names: Vec<PersonName>,
    /// What the message is called that it came by, where nobody is named and the viewer may open it.
    pub subject: Option<String>,
    /// Other contacts of its people in the last 12 months.
    pub earlier: i64,
    /// People still to be matched.
    pub unmatched: i64,
    /// Of those, with somebody known who may be the same.
    pub possible: i64,
    /// Who has it, by name.
    pub worker: Option<String>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuePage {
    /// The rows.
    pub rows: Vec<QueueRow>,
    /// Contacts that the filters leave.
    pub total: i64,
    /// Of all waiting contacts, how many are past their time.
    pub overdue: i64,
    /// Of all waiting contacts, how many will soon be.
    pub going_late: i64,
    /// The page shown, from 1.
    pub page: i64,
    /// Pages there are.
    pub pages: i64,
    /// Quarantined rows that wait for somebody.
    pub quarantined: i64,
    /// Workers by whom the queue can be filtered.
    pub workers: Vec<(WorkerId, String)>,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// The queue as the asker may see it.
///
/// # Errors
/// `NotFound` where the asker's roles see no queue.
pub async fn queue_view(
    app: &App,
    asker: &Asker,
    filter: &QueueFilter,
) -> Result<QueuePage, Refusal> {
    let reach = app.reach(asker, Act::QueueView).await?;
    let now = app.now();
    let mut tx = app.read().await?;
    let page = async {
        let calendar = app.calendar(&mut tx).await?;
        let ask = ask_of(asker, filter, (&calendar, now));
        let who = (asker, &reach);
        read_page(app, &mut tx, who, (ask, filter.page), (&calendar, now)).await
    };
    let page = page.await.map_err(refusal)?;
    drop(tx);
    let read = read_of(page.rows.iter().map(|row| row.head.contact.uuid()));
    app.record(asker, Act::QueueView, (SubjectKind::Authority, None), read)
        .await?;
    Ok(page)
}

async fn read_page(
    app: &App,
    tx: &mut Tx,
    (asker, reach): (&Asker, &Reach),
    (ask, asked): (QueueAsk, i64),
    (calendar, now): (&Calendar, Timestamp),
) -> Result<QueuePage, Fault> {
    let QueueCounts {
        left: total,
        overdue,
        going_late,
    } = queue_counts(tx, app.authority, reach, &ask, cuts(calendar, now)).await?;
    let pages = ((total + PAGE - 1) / PAGE).max(1);
    let page = asked.clamp(1, pages);
    let heads = queue_page(tx, app.authority, reach, &ask, PAGE, (page - 1) * PAGE).await?;
    let workers = worker::workers_of_hub(tx, app.authority).await?;
    let rows = rows_of(app, tx, (asker, reach), (heads, &workers), (calendar, now)).await?;
    let quarantined = quarantine::quarantine_count(tx, app.authority).await?;
    Ok(QueuePage {
        rows,
        total,
        overdue,
        going_late,
        page,
        pages,
        quarantined,
        workers,
        now,
    })
}

async fn rows_of(
    app: &App,
    tx: &mut Tx,
    (asker, reach): (&Asker, &Reach),
    (heads, workers): (Vec<ContactHead>, &[(WorkerId, String)]),
    (calendar, now): (&Calendar, Timestamp),
) -> Result<Vec<QueueRow>, Fault> {
    let contacts: Vec<ContactId> = heads.iter().map(|head| head.contact).collect();
    let (ring, authority, since) = (&app.ring, app.authority, year_before(now));
    let extras = queue_extras(tx, ring, authority, reach, &contacts, since, now).await?;
    let families = extras.iter().flat_map(|(_, extra)| extra.families.iter());
    let families: Vec<FamilyId> = families.copied().collect();
    let names = family::family_names(tx, ring, authority, &families, reach).await?;
    let rows = heads.iter().zip(&extras);
    let rows = rows.map(|(head, (_, extra))| (head, extra));
    let subjects = subjects_of(app, tx, asker, rows).await?;
    let row = |(head, (_, extra)): (ContactHead, (ContactId, QueueExtra))| QueueRow {
        subject: subject_in(&subjects, head.contact).map(str::to_owned),
        ..row_of(head, extra, &names, workers, (calendar, now))
    };
    Ok(heads.into_iter().zip(extras).map(row).collect())
}

/// The first waiting contacts of a holder, the most urgent first; without the holder's name, who asked for it.
pub(crate) async fn first_of(
    app: &App,
    tx: &mut Tx,
    (asker, reach): (&Asker, &Reach),
    held_by: HeldBy,
    (calendar, limit): (&Calendar, i64),
) -> Result<Vec<QueueRow>, Fault> {
    let now = app.now();
    let ask = QueueAsk {
        held_by,
        ..everything(now)
    };
    let heads = queue_page(tx, app.authority, reach, &ask, limit, 0).await?;
    rows_of(app, tx, (asker, reach), (heads, &[]), (calendar, now)).await
}

fn year_before(now: Timestamp) -> Timestamp {
    now.checked_sub(Span::new().hours(365 * 24)).unwrap_or(now)
}

/// Every waiting contact within the reach.
pub(crate) fn everything(now: Timestamp) -> QueueAsk {
    QueueAsk {
        source: None,
        grade: None,
        domestic_abuse: None,
        from: Timestamp::MIN,
        before: Timestamp::MAX,
        held_by: HeldBy::Any,
        since: year_before(now),
        order: QueueOrder::Time,
        reversed: false,
    }
}

/// Received before the first: overdue; before the second and not the first: going late.
fn cuts(calendar: &Calendar, now: Timestamp) -> (Timestamp, Timestamp) {
    let overdue = clock::overdue_before(&DECISION, now, calendar);
    (overdue, clock::going_late_before(&DECISION, now, calendar))
}

fn ask_of(
    asker: &Asker,
    filter: &QueueFilter,
    (calendar, now): (&Calendar, Timestamp),
) -> QueueAsk {
    let (overdue, late) = cuts(calendar, now);
    let (from, before) = match filter.clock {
        ClockState::Any => (Timestamp::MIN, Timestamp::MAX),
        ClockState::Overdue => (Timestamp::MIN, overdue),
        ClockState::GoingLate => (overdue, late),
        ClockState::InTime => (late, Timestamp::MAX),
    };
    let held_by = match (filter.holder, asker.worker.as_ref()) {
        (Holder::Mine, Some(facts)) => HeldBy::Worker(facts.worker),
        (Holder::Worker(worker), _) => HeldBy::Worker(worker),
        (Holder::Nobody, _) => HeldBy::Nobody,
        (Holder::Any | Holder::Mine, _) => HeldBy::Any,
    };
    QueueAsk {
        source: filter.source,
        grade: filter.grade,
        domestic_abuse: filter.domestic_abuse,
        from,
        before,
        held_by,
        since: year_before(now),
        order: filter.order,
        reversed: filter.reversed,
    }
}

fn row_of(
    head: ContactHead,
    extra: QueueExtra,
    names: &[(FamilyId, String)],
    workers: &[(WorkerId, String)],
    (calendar, now): (&Calendar, Timestamp),
) -> QueueRow {
    let due = clock::due(&DECISION, head.facts.received_at, calendar);
    let family_name = |family: &FamilyId| {
        names
            .iter()
            .find(|(known, _)| known == family)
            .map(|(_, name)| name.clone())
    };
    let worker = head
        .worker
        .and_then(|worker| workers.iter().find(|(known, _)| *known == worker))
        .map(|(_, name)| name.clone());
    QueueRow {
        standing: clock::standing(&DECISION, due, now),
        due,
        families: extra.families.iter().filter_map(family_name).collect(),
        names: extra.names,
        subject: None,
        earlier: extra.earlier,
        unmatched: extra.unmatched,
        possible: extra.possible,
        worker,
        head,
    }
}
