//! The hub queue: waiting contacts cut by the reach in SQL, filtered, sorted and paged there. Counts obey the same cut.
//! The decision clock is monotone in the time of receipt, so time left is sorted and filtered by receipt: no due date is stored.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId, FamilyId, PersonId, SightingId, WorkerId};
use trefoil_core::name::PersonName;
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::{Known, RiskGrade, Source};
use trefoil_policy::{Reach, Sight};

use crate::contact::{ContactHead, grade_rank, head_of, seen_whole};
use crate::db::{Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::interest::{Closed, closed_persons, closed_to};
use crate::ring::Ring;
use crate::search::principal_key;
use crate::version::open_whole;

/// Which waiting contacts are within the reach. The grants are asked once and not per row.
macro_rules! waiting_reached {
    () => {
        concat!("c.authority_id = $1 AND c.state = 'waiting' AND (EXISTS (SELECT 1 FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope IN ('authority', 'hub')) OR c.team_id IN (SELECT g.scope_id FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND g.scope = 'team')) AND (", $crate::interest::cut::nothing_closed!(), " OR c.contact_id NOT IN (", closed_contacts!(), "))")
    };
}

pub(crate) use waiting_reached;

/// Which of them the filters leave. A filter that is not set is nothing, which is looked at faster than a text in each of thousands of rows.
macro_rules! queue_left {
    () => {
        "(c.source = $3 OR $3 IS NULL) AND (c.grade = $4 OR $4 IS NULL) AND (c.domestic_abuse = $5 OR $5 IS NULL) AND c.received_at >= $6 AND c.received_at < $7 AND ($8 = 0 OR ($8 = 1 AND c.worker_id IS NULL) OR ($8 = 2 AND c.worker_id = $9))"
    };
}

/// Which waiting contacts the reach and the filters leave.
macro_rules! queue_where {
    () => {
        concat!(
            "WHERE ",
            $crate::queue::waiting_reached!(),
            " AND ",
            $crate::queue::queue_left!()
        )
    };
}

pub(crate) use queue_left;

pub(crate) use queue_where;

/// The columns of a head, in the order in which it is read.
macro_rules! head {
    () => {
        "SELECT c.contact_id, c.source, c.state, c.received_at, c.grade, c.domestic_abuse, c.version, c.feed_version, c.children, c.people, c.flags, c.worker_id, c.team_id, c.taken_at "
    };
}

macro_rules! page {
    ($from:literal, $order:literal) => {
        concat!(
            head!(),
            "FROM contact c ",
            $from,
            queue_where!(),
            " ORDER BY ",
            $order,
            " LIMIT $10 OFFSET $11"
        )
    };
}

/// Only the sort by worker needs their names.
macro_rules! page_by_worker {
    ($order:literal) => {
        page!(
            "LEFT JOIN worker w ON w.authority_id = c.authority_id AND w.worker_id = c.worker_id ",
            $order
        )
    };
}

/// A sort by what is worked out of other tables: of `waiting`, what the reach and the filters leave, and nothing else. The
/// rows of the page are fetched when it is known which they are. CROSS JOIN keeps SQLite at working from `waiting` outwards.
macro_rules! page_worked_out {
    ($with:literal, $keys:expr, $order:literal) => {
        concat!(
            "WITH waiting AS MATERIALIZED (SELECT c.contact_id, c.received_at FROM contact c ",
            queue_where!(),
            ")",
            $with,
            head!(),
            "FROM (SELECT w.contact_id, w.received_at, ",
            $keys,
            " ORDER BY ",
            $order,
            " LIMIT $10 OFFSET $11) w JOIN contact c ON c.authority_id = $1 AND c.contact_id = w.contact_id ORDER BY ",
            $order
        )
    };
}

/// Contacts of one family stand together. A family's place is how many contacts about it wait, then its longest wait; a
/// contact about several families stands with the one of most; one about no known family has no place.
macro_rules! page_by_family {
    ($order:literal) => {
        page_worked_out!(
            ", about AS (SELECT f.contact_id, f.family_id, COUNT(*) OVER (PARTITION BY f.family_id) AS many, MIN(w.received_at) OVER (PARTITION BY f.family_id) AS longest FROM waiting w CROSS JOIN contact_family f WHERE f.authority_id = $1 AND f.contact_id = w.contact_id AND f.known_until IS NULL), place AS (SELECT a.contact_id, a.family_id, a.many, a.longest, ROW_NUMBER() OVER (PARTITION BY a.contact_id ORDER BY a.many DESC, a.longest, a.family_id) AS nth FROM about a) ",
            "COALESCE(p.many, 0) AS many, p.longest, p.family_id FROM waiting w LEFT JOIN place p ON p.contact_id = w.contact_id AND p.nth = 1",
            $order
        )
    };
}

/// Contacts of its people other than this one, from `$12` on: the same count that [`EARLIER`] gives to a row.
macro_rules! page_by_earlier {
    ($order:literal) => {
        page_worked_out!(
            " ",
            concat!("(SELECT COUNT(DISTINCT o.contact_id) FROM sighting s CROSS JOIN sighting o WHERE s.authority_id = $1 AND s.contact_id = w.contact_id AND s.known_until IS NULL AND s.person_id IS NOT NULL AND o.authority_id = $1 AND o.person_id = s.person_id AND o.received_at >= $12 AND o.contact_id <> w.contact_id AND o.known_until IS NULL AND o.contact_id NOT IN (", closed_contacts!(), ")) AS earlier FROM waiting w"),
            $order
        )
    };
}

statement! {
    PAGE_TIME = page!("", "c.received_at, c.contact_id");
    PAGE_TIME_LAST = page!("", "c.received_at DESC, c.contact_id DESC");
    PAGE_RISK = page!("", "c.grade DESC, c.received_at, c.contact_id");
    PAGE_RISK_LAST = page!("", "c.grade, c.received_at, c.contact_id");
    PAGE_SOURCE = page!("", "c.source, c.received_at, c.contact_id");
    PAGE_SOURCE_LAST = page!("", "c.source DESC, c.received_at, c.contact_id");
    PAGE_WORKER = page_by_worker!("w.name NULLS FIRST, c.received_at, c.contact_id");
    PAGE_WORKER_LAST = page_by_worker!("w.name DESC NULLS LAST, c.received_at, c.contact_id");
    PAGE_FAMILY = page_by_family!("many DESC, longest NULLS LAST, family_id NULLS LAST, w.received_at, w.contact_id");
    PAGE_FAMILY_LAST = page_by_family!("many, longest NULLS FIRST, family_id NULLS FIRST, w.received_at, w.contact_id");
    PAGE_EARLIER = page_by_earlier!("earlier DESC, w.received_at, w.contact_id");
    PAGE_EARLIER_LAST = page_by_earlier!("earlier, w.received_at, w.contact_id");
    COUNTS = concat!("SELECT COUNT(CASE WHEN ", queue_left!(), " THEN 1 END), COUNT(CASE WHEN c.received_at < $10 THEN 1 END), COUNT(CASE WHEN c.received_at >= $10 AND c.received_at < $11 THEN 1 END) FROM contact c WHERE ", waiting_reached!());
    PEOPLE (List 2) = "SELECT s.contact_id, v.record_id, v.version, v.wrapped_key, v.payload FROM sighting s JOIN version v ON v.authority_id = s.authority_id AND v.record_id = s.sighting_id AND v.version = 1 WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.contact_id IN ({list})";
    EARLIER (List 3) = "SELECT DISTINCT s.contact_id, o.contact_id FROM sighting s JOIN sighting o ON o.authority_id = s.authority_id AND o.person_id = s.person_id AND o.received_at >= $2 AND o.known_until IS NULL WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.person_id IS NOT NULL AND o.contact_id <> s.contact_id AND s.contact_id IN ({list})";
    ASKED_ABOUT (List 2) = "SELECT s.contact_id, s.sighting_id, s.person_id, d.person_id FROM sighting s LEFT JOIN candidate d ON d.authority_id = s.authority_id AND d.contact_id = s.contact_id AND d.sighting_id = s.sighting_id WHERE s.authority_id = $1 AND s.known_until IS NULL AND s.contact_id IN ({list})";
}

/// What a list is sorted by; each first by what needs doing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueOrder {
    /// Time left to decide.
    Time,
    /// Risk, highest first.
    Risk,
    /// Source.
    Source,
    /// Family: contacts of the same one together, those of most waiting contacts first; of no known family last.
    Family,
    /// Other contacts of its people in the last 12 months, most first.
    Earlier,
    /// Worker, nobody first.
    Worker,
}

/// Who has a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// Anybody or nobody.
    Any,
    /// Nobody.
    Nobody,
    /// This worker.
    Worker(WorkerId),
}

/// What is asked of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueAsk {
    /// One source.
    pub source: Option<Source>,
    /// One grade.
    pub grade: Option<RiskGrade>,
    /// Domestic abuse or not.
    pub domestic_abuse: Option<Known>,
    /// Received from this instant.
    pub from: Timestamp,
    /// Received before this instant.
    pub before: Timestamp,
    /// Who has it.
    pub held_by: HeldBy,
    /// From when on other contacts of its people count.
    pub since: Timestamp,
    /// Sorted by.
    pub order: QueueOrder,
    /// The other way round.
    pub reversed: bool,
}

pub(crate) fn binds(authority: AuthorityId, reach: &Reach, ask: &QueueAsk) -> Vec<Value> {
    let (held, worker) = match ask.held_by {
        HeldBy::Any => (0_i64, None),
        HeldBy::Nobody => (1, None),
        HeldBy::Worker(worker) => (2, Some(worker.uuid())),
    };
    let code = |code: &str| code.to_owned();
    vec![
        authority.into(),
        principal_key(&reach.principal()).into(),
        ask.source.map(Source::code).map(code).into(),
        ask.grade.map(grade_rank).into(),
        ask.domestic_abuse.map(Known::code).map(code).into(),
        ask.from.into(),
        ask.before.into(),
        held.into(),
        worker.into(),
    ]
}

/// How many contacts wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueCounts {
    /// Within the reach, as the filters leave them.
    pub left: i64,
    /// Within the reach, received before the first of two instants.
    pub overdue: i64,
    /// Within the reach, received from there on and before the second.
    pub going_late: i64,
}

/// How many wait within the reach, in one look: as the filters leave them, and by when they were received, before an instant or
/// between it and another.
pub async fn queue_counts(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    ask: &QueueAsk,
    (overdue, late): (Timestamp, Timestamp),
) -> Result<QueueCounts, Fault> {
    let mut values = binds(authority, reach, ask);
    values.extend([overdue.into(), late.into()]);
    let row = tx.one(&COUNTS, &values).await?;
    Ok(QueueCounts {
        left: row.int(0)?,
        overdue: row.int(1)?,
        going_late: row.int(2)?,
    })
}

/// One page of waiting contacts.
pub async fn queue_page(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    ask: &QueueAsk,
    limit: i64,
    offset: i64,
) -> Result<Vec<ContactHead>, Fault> {
    let statement = match (ask.order, ask.reversed) {
        (QueueOrder::Time, false) => &PAGE_TIME,
        (QueueOrder::Time, true) => &PAGE_TIME_LAST,
        (QueueOrder::Risk, false) => &PAGE_RISK,
        (QueueOrder::Risk, true) => &PAGE_RISK_LAST,
        (QueueOrder::Source, false) => &PAGE_SOURCE,
        (QueueOrder::Source, true) => &PAGE_SOURCE_LAST,
        (QueueOrder::Family, false) => &PAGE_FAMILY,
        (QueueOrder::Family, true) => &PAGE_FAMILY_LAST,
        (QueueOrder::Earlier, false) => &PAGE_EARLIER,
        (QueueOrder::Earlier, true) => &PAGE_EARLIER_LAST,
        (QueueOrder::Worker, false) => &PAGE_WORKER,
        (QueueOrder::Worker, true) => &PAGE_WORKER_LAST,
    };
    let mut values = binds(authority, reach, ask);
    values.extend([limit.into(), offset.into()]);
    if ask.order == QueueOrder::Earlier {
        values.push(ask.since.into());
    }
    let rows = tx.all(statement, &values).await?;
    rows.iter().map(|row| head_of(row, 0)).collect()
}

/// What a row says beside its head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueExtra {
    /// Families that it is held to be about.
    pub families: Vec<FamilyId>,
    /// Names of its people, children first, where no family is known yet.
    pub names: Vec<PersonName>,
    /// Other contacts of its people since the given instant.
    pub earlier: i64,
    /// People still to be matched.
    pub unmatched: i64,
    /// Of those, with somebody known who may be the same.
    pub possible: i64,
}

/// What the rows of a page say beside their heads. The contacts come from [`queue_page`] under the same reach.
pub async fn queue_extras(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    reach: &Reach,
    contacts: &[ContactId],
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<(ContactId, QueueExtra)>, Fault> {
    let mut extras: Vec<(ContactId, QueueExtra)> = contacts
        .iter()
        .map(|contact| (*contact, QueueExtra::default()))
        .collect();
    for (contact, family) in
        crate::family::families_of_contacts(tx, authority, contacts, now).await?
    {
        with(&mut extras, contact, |extra| extra.families.push(family));
    }
    let list = |contacts: &mut dyn Iterator<Item = ContactId>| -> Vec<Value> {
        contacts.map(|contact| contact.uuid().into()).collect()
    };
    let all = list(&mut contacts.iter().copied());
    let closed = closed_to(tx, authority, &reach.principal()).await?;
    let from: [Value; 2] = [authority.into(), since.into()];
    for row in tx.all_of(&EARLIER, &from, all.clone()).await? {
        if closed.contact(row.id(1)?).is_none() {
            with(&mut extras, row.id(0)?, |extra| extra.earlier += 1);
        }
    }
    for (contact, possible) in unmatched(tx, authority, &closed, all).await? {
        with(&mut extras, contact, |extra| {
            extra.unmatched += 1;
            extra.possible += i64::from(possible);
        });
    }
    let unnamed = extras.iter().filter(|(_, extra)| extra.families.is_empty());
    let unnamed = list(&mut unnamed.map(|(contact, _)| *contact));
    for row in tx.all_of(&PEOPLE, &[authority.into()], unnamed).await? {
        let seen: Sighting = open_whole(ring, authority, &row, 1)?;
        with(&mut extras, row.id(0)?, |extra| {
            extra.names.push(seen.described.name);
        });
    }
    Ok(extras)
}

/// The people of these contacts who are still to be matched, each with whether somebody known may be the same; who is closed to the reader
/// may not.
async fn unmatched(
    tx: &mut Tx,
    authority: AuthorityId,
    closed: &Closed,
    contacts: Vec<Value>,
) -> Result<Vec<(ContactId, bool)>, Fault> {
    let mut asked: BTreeMap<(ContactId, SightingId), Vec<PersonId>> = BTreeMap::new();
    for row in tx
        .all_of(&ASKED_ABOUT, &[authority.into()], contacts)
        .await?
    {
        if row.id_or_none::<PersonId>(2)?.is_none() {
            let candidates = asked.entry((row.id(0)?, row.id(1)?)).or_default();
            candidates.extend(row.id_or_none::<PersonId>(3)?);
        }
    }
    let persons = asked.values().flatten();
    let persons: Vec<Value> = persons.map(|person| person.uuid().into()).collect();
    let closed = closed_persons(tx, authority, closed, &persons).await?;
    let told = asked.into_iter().map(|((contact, _), candidates)| {
        let open = |person: &PersonId| !closed.contains_key(person);
        (contact, candidates.iter().any(open))
    });
    Ok(told.collect())
}

/// Who is named in contacts, for whoever sees each in full: of any other, nobody.
pub async fn people_named(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sights: &[Sight],
) -> Result<Vec<(ContactId, PersonName)>, Fault> {
    let seen = sights.iter().filter_map(seen_whole);
    let list = seen.map(|contact| contact.uuid().into()).collect();
    let rows = tx.all_of(&PEOPLE, &[authority.into()], list).await?;
    let named = rows.iter().map(|row| {
        let seen: Sighting = open_whole(ring, authority, row, 1)?;
        Ok((row.id(0)?, seen.described.name))
    });
    named.collect()
}

fn with(
    extras: &mut [(ContactId, QueueExtra)],
    contact: ContactId,
    change: impl FnOnce(&mut QueueExtra),
) {
    if let Some((_, extra)) = extras.iter_mut().find(|(known, _)| *known == contact) {
        change(extra);
    }
}
