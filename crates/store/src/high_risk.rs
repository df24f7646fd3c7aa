//! Who is at high risk: rows hold ids, times and codes; reasons are sealed as versions of an entry. Who an entry is of follows from the
//! links of the moment. Lists are cut by the reach: the hub's for who works there, by the strands that somebody works with on the protected
//! side, by what the asker's team works with, by the daily meetings that they chair; never from the perpetrator's side.

mod rule;
mod said;

pub use rule::{high_risk_rule, high_risk_rule_put, high_risk_rules};
pub use said::{high_risk_said, high_risk_said_more};

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::high_risk::{HighRiskWhy, OnBy};
use trefoil_core::ids::{
    AuthorityId, ContactId, FamilyId, HighRiskId, PersonId, SightingId, WorkerId,
};
use trefoil_core::name::PersonName;
use trefoil_core::principal::Principal;
use trefoil_core::sighting::Sighting;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Permit, Sight, Subject};

use crate::contact::unproved::unproved_of;
use crate::db::{Row, Statement, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::closed_contacts;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::version::open_whole;

/// The entries `e` that the principal at `$2`, the worker at `$3`, reaches at `$4`, each with the contact `c`, the sighting `x` and what was
/// said. Whoever is on the list is the hub's until they come off, and so they are for the week after: a decision ends a contact, and no risk.
/// Whoever chairs a daily meeting has those who are on by its day, for as long as it opens its families.
macro_rules! reached {
    ($($what:expr),+) => {
        concat!(
            $($what,)+
            " FROM high_risk e JOIN contact c ON c.authority_id = e.authority_id AND c.contact_id = e.contact_id JOIN sighting x ON x.authority_id = e.authority_id AND x.root_id = e.root_id AND x.known_until IS NULL JOIN version v ON v.authority_id = x.authority_id AND v.record_id = x.sighting_id AND v.version = 1 WHERE e.authority_id = $1 AND (EXISTS (SELECT 1 FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND (g.scope = 'authority' OR g.scope = 'hub' OR (g.scope = 'team' AND g.scope_id = c.team_id) OR EXISTS (SELECT 1 FROM family_member m JOIN strand t ON t.authority_id = m.authority_id AND t.family_id = m.family_id AND t.closed_at IS NULL AND t.kind <> 'perpetrator' JOIN strand_worker a ON a.authority_id = t.authority_id AND a.strand_id = t.strand_id AND a.known_until IS NULL JOIN worker w ON w.authority_id = a.authority_id AND w.worker_id = a.worker_id WHERE m.authority_id = $1 AND m.person_id = x.person_id AND m.known_until IS NULL AND (t.kind = 'child' OR t.person_id = x.person_id) AND ((a.worker_id = $3 AND g.scope = 'own_' || t.kind) OR (g.scope = 'team' AND w.team_id = g.scope_id))))) OR EXISTS (SELECT 1 FROM meeting k JOIN worker_role r ON r.authority_id = k.authority_id AND r.worker_id = k.chair_id AND r.role = 'meeting_chair' AND r.known_until IS NULL WHERE k.authority_id = $1 AND k.chair_id = $3 AND k.ends_at > $4 AND ",
            $crate::high_risk::talked_of!(),
            ")) AND e.contact_id NOT IN (",
            closed_contacts!(),
            ")"
        )
    };
}

/// That the entry `e` is talked of in the meeting `k`: a daily meeting on whose day they are on.
macro_rules! talked_of {
    () => {
        "k.kind = 'daily' AND e.since < k.held_at + 86400000000 AND (e.off_at IS NULL OR e.off_at >= k.held_at)"
    };
}
pub(crate) use talked_of;

/// What a row is read from.
macro_rules! row {
    () => {
        reached!("SELECT e.entry_id, e.contact_id, e.root_id, x.person_id, e.put_by, e.asked_at, e.asked_by, e.off_at, e.off_by, e.version, v.record_id, v.version, v.wrapped_key, v.payload, e.why, e.since, ", unproved_of!())
    };
}

statement! {
    HIGH_RISK_PUT = "INSERT INTO high_risk (authority_id, entry_id, contact_id, root_id, why, since, put_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (authority_id, root_id, why) WHERE off_at IS NULL DO NOTHING";
    HIGH_RISK_ON = concat!(row!(), " AND e.off_at IS NULL ORDER BY e.since, e.entry_id LIMIT $5");
    HIGH_RISK_TO_AGREE = concat!(row!(), " AND e.off_at IS NULL AND e.asked_at IS NOT NULL AND e.asked_by <> $2 ORDER BY e.asked_at, e.entry_id LIMIT $5");
    HIGH_RISK_OFF = concat!(row!(), " AND e.off_at >= $5 ORDER BY e.off_at DESC, e.entry_id LIMIT $6");
    HIGH_RISK_OF = concat!(row!(), " AND e.root_id = $5 ORDER BY e.since, e.entry_id");
    HIGH_RISK_COUNT = concat!(reached!("SELECT e.why, COUNT(DISTINCT COALESCE(x.person_id, e.root_id)), CAST(SUM(CASE WHEN e.since >= $5 THEN 1 ELSE 0 END) AS BIGINT)"), " AND e.off_at IS NULL GROUP BY e.why ORDER BY e.why");
    HIGH_RISK_ASKED = "UPDATE high_risk SET asked_at = $4, asked_by = $5, version = $6 WHERE authority_id = $1 AND entry_id = $2 AND version = $3 AND off_at IS NULL";
    HIGH_RISK_ENDED = "UPDATE high_risk SET off_at = $4, off_by = $5, version = $6 WHERE authority_id = $1 AND entry_id = $2 AND version = $3 AND off_at IS NULL AND asked_at IS NOT NULL";
    HIGH_RISK_KNOWN = "SELECT COUNT(*) FROM high_risk WHERE authority_id = $1 AND root_id = $2 AND why = $3";
    HIGH_RISK_STANDING = concat!("SELECT e.why, e.since, ", unproved_of!(), " FROM high_risk e WHERE e.authority_id = $1 AND e.root_id = $2 AND e.off_at IS NULL ORDER BY e.since, e.why");
    HIGH_RISK_IN_CONTACT = concat!("SELECT s.root_id, e.why, e.since, ", unproved_of!(), " FROM sighting s JOIN sighting x ON x.authority_id = s.authority_id AND x.person_id = s.person_id AND x.known_until IS NULL JOIN high_risk e ON e.authority_id = x.authority_id AND e.root_id = x.root_id AND e.off_at IS NULL WHERE s.authority_id = $1 AND s.contact_id = $3 AND s.known_until IS NULL AND e.contact_id NOT IN (", closed_contacts!(), ") UNION SELECT e.root_id, e.why, e.since, ", unproved_of!(), " FROM sighting s JOIN high_risk e ON e.authority_id = s.authority_id AND e.root_id = s.root_id AND e.off_at IS NULL WHERE s.authority_id = $1 AND s.contact_id = $3 AND s.known_until IS NULL ORDER BY 3, 2");
    HIGH_RISK_TO (List 4) = concat!("SELECT DISTINCT m.family_id FROM family_member m JOIN sighting x ON x.authority_id = m.authority_id AND x.person_id = m.person_id AND x.known_until IS NULL JOIN high_risk e ON e.authority_id = x.authority_id AND e.root_id = x.root_id JOIN meeting k ON k.authority_id = m.authority_id AND k.chair_id = $2 AND k.ends_at > $3 AND ", talked_of!(), " WHERE m.authority_id = $1 AND m.known_until IS NULL AND m.family_id IN ({list})");
    CONTACTS_OF_VICTIM = "SELECT COUNT(DISTINCT s.contact_id) FROM sighting s JOIN contact c ON c.authority_id = s.authority_id AND c.contact_id = s.contact_id WHERE s.authority_id = $1 AND s.person_id = $2 AND s.known_until IS NULL AND s.role = 'victim' AND c.domestic_abuse <> 'no' AND c.received_at > $3 AND c.received_at <= $4 AND NOT EXISTS (SELECT 1 FROM reroute t WHERE t.authority_id = c.authority_id AND t.was_id = c.contact_id)";
}

/// Every statement of these files.
pub(crate) const BOTH: [&[Statement]; 3] = [ALL, rule::ALL, said::ALL];

/// A reason for which somebody is on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HighRiskRow {
    /// The entry.
    pub entry: HighRiskId,
    /// The contact that put them on.
    pub contact: ContactId,
    /// Their first sighting in it.
    pub root: SightingId,
    /// Who they are held to be.
    pub person: Option<PersonId>,
    /// Which rule put them on, and since when.
    pub on: OnBy,
    /// Who or what put them on, as the ledger names them.
    pub put_by: String,
    /// When somebody asked that they come off, and who.
    pub asked: Option<(Timestamp, String)>,
    /// When they came off, and by whom.
    pub off: Option<(Timestamp, String)>,
    /// How often a reason was written.
    pub version: i64,
}

impl HighRiskRow {
    /// What rows of one person have in common.
    pub fn whose(&self) -> uuid::Uuid {
        self.person.map_or(self.root.uuid(), PersonId::uuid)
    }
}

/// A row with what they are called in the contact.
pub type Named = (HighRiskRow, PersonName);

fn pair(row: &Row, at: usize) -> Result<Option<(Timestamp, String)>, Fault> {
    let when = row.time_or_none(at)?;
    Ok(when.zip(row.text_or_none(at + 1)?))
}

/// A ground, from where it stands in a row.
fn ground(row: &Row, at: usize) -> Result<OnBy, Fault> {
    Ok(OnBy {
        why: row.code(at, HighRiskWhy::from_code)?,
        since: row.time(at + 1)?,
        unproved: row.id_or_none::<ContactId>(at + 2)?.is_some(),
    })
}

fn named(ring: &Ring, authority: AuthorityId, row: &Row) -> Result<Named, Fault> {
    let seen: Sighting = open_whole(ring, authority, row, 10)?;
    let entry = HighRiskRow {
        entry: row.id(0)?,
        contact: row.id(1)?,
        root: row.id(2)?,
        person: row.id_or_none(3)?,
        on: ground(row, 14)?,
        put_by: row.text(4)?,
        asked: pair(row, 5)?,
        off: pair(row, 7)?,
        version: row.int(9)?,
    };
    Ok((entry, seen.described.name))
}

async fn listed(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    (statement, values): (&Statement, &[Value]),
) -> Result<Vec<Named>, Fault> {
    let rows = tx.all(statement, values).await?;
    rows.iter().map(|row| named(ring, authority, row)).collect()
}

/// Whose list, at which instant.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// Their leave to see it.
    pub permit: &'a Permit,
    /// The worker.
    pub worker: WorkerId,
    /// By which their meetings are still open or not.
    pub now: Timestamp,
}

impl Whose<'_> {
    fn with(&self, authority: AuthorityId, rest: &[Value]) -> Vec<Value> {
        let key = principal_key(&self.permit.principal());
        let place = [
            authority.into(),
            key.into(),
            self.worker.uuid().into(),
            self.now.into(),
        ];
        [&place[..], rest].concat()
    }
}

/// Puts somebody on, unless they are on by that rule and contact already; whether they were put on. The version is 1 where a reason goes with
/// it, and 0 where the rule alone put them on.
pub async fn high_risk_put(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    entry: HighRiskId,
    (contact, root): (ContactId, SightingId),
    (why, since, version): (HighRiskWhy, Timestamp, i64),
) -> Result<bool, Fault> {
    let values = [
        authority.into(),
        entry.uuid().into(),
        contact.uuid().into(),
        root.uuid().into(),
        why.code().into(),
        since.into(),
        principal_key(&permit.principal()).into(),
        version.into(),
    ];
    Ok(tx.run(&HIGH_RISK_PUT, &values).await? > 0)
}

/// Which of those who are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Everybody, the longest on it first.
    All,
    /// Of whom somebody else asked that they come off, the longest asked first.
    ToAgree,
}

/// Entries of those on the list within the reach.
pub async fn high_risk_on(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    whose: Whose<'_>,
    (which, limit): (Which, i64),
) -> Result<Vec<Named>, Fault> {
    let statement = match which {
        Which::All => &HIGH_RISK_ON,
        Which::ToAgree => &HIGH_RISK_TO_AGREE,
    };
    let values = whose.with(authority, &[limit.into()]);
    listed(tx, ring, authority, (statement, &values)).await
}

/// Those within the reach who came off since an instant, the latest first.
pub async fn high_risk_off(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    whose: Whose<'_>,
    (since, limit): (Timestamp, i64),
) -> Result<Vec<Named>, Fault> {
    let values = whose.with(authority, &[since.into(), limit.into()]);
    listed(tx, ring, authority, (&HIGH_RISK_OFF, &values)).await
}

/// The entries of one sighting within the reach.
pub async fn high_risk_of(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    whose: Whose<'_>,
    root: SightingId,
) -> Result<Vec<Named>, Fault> {
    let values = whose.with(authority, &[root.uuid().into()]);
    listed(tx, ring, authority, (&HIGH_RISK_OF, &values)).await
}

/// Within the reach: how many people are on by each rule, and how many of its entries came since an instant.
pub async fn high_risk_count(
    tx: &mut Tx,
    authority: AuthorityId,
    whose: Whose<'_>,
    since: Timestamp,
) -> Result<Vec<(HighRiskWhy, i64, i64)>, Fault> {
    let values = whose.with(authority, &[since.into()]);
    let rows = tx.all(&HIGH_RISK_COUNT, &values).await?;
    let count = |row: &Row| {
        let why = row.code(0, HighRiskWhy::from_code)?;
        Ok((why, row.int(1)?, row.int(2)?))
    };
    rows.iter().map(count).collect()
}

/// Says that somebody asked that an entry ends; `None`: that it stays.
///
/// # Errors
/// `Stale` where somebody was faster.
pub async fn high_risk_asked(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    met: &HighRiskRow,
    at: Option<Timestamp>,
) -> Result<(), Fault> {
    let by = at.map(|_| principal_key(&permit.principal()));
    let values = [
        authority.into(),
        met.entry.uuid().into(),
        met.version.into(),
        at.into(),
        by.into(),
        (met.version + 1).into(),
    ];
    tx.run_one(&HIGH_RISK_ASKED, &values).await
}

/// Ends an entry that somebody asked to end.
///
/// # Errors
/// `Stale` where somebody was faster.
pub async fn high_risk_ended(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    met: &HighRiskRow,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        met.entry.uuid().into(),
        met.version.into(),
        now.into(),
        principal_key(&permit.principal()).into(),
        (met.version + 1).into(),
    ];
    tx.run_one(&HIGH_RISK_ENDED, &values).await
}

/// Whether a rule put a sighting on the list before, on it still or not.
pub async fn high_risk_known(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (root, why): (SightingId, HighRiskWhy),
) -> Result<bool, Fault> {
    let values = [authority.into(), root.uuid().into(), why.code().into()];
    Ok(tx.one(&HIGH_RISK_KNOWN, &values).await?.int(0)? > 0)
}

/// By which rules a sighting is on the list, and since when, the first first: for whoever puts people on.
pub async fn high_risk_standing(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    root: SightingId,
) -> Result<Vec<OnBy>, Fault> {
    let values = [authority.into(), root.uuid().into()];
    let rows = tx.all(&HIGH_RISK_STANDING, &values).await?;
    rows.iter().map(|row| ground(row, 0)).collect()
}

/// Who of a contact is on the list, by which rule and since when, the first first; by what came in with this contact or with another of the
/// same person, but those that are closed to who asks.
pub async fn high_risk_in_contact(
    tx: &mut Tx,
    authority: AuthorityId,
    sight: &Sight,
    who: &Principal,
) -> Result<Vec<(SightingId, OnBy)>, Fault> {
    let Subject::Contact(contact) = sight.subject() else {
        return Ok(Vec::new());
    };
    if !sight.sees(CompartmentKind::Hub, Aspect::Full) {
        return Ok(Vec::new());
    }
    let values = [
        authority.into(),
        principal_key(who).into(),
        contact.uuid().into(),
    ];
    let rows = tx.all(&HIGH_RISK_IN_CONTACT, &values).await?;
    let entry = |row: &Row| Ok((row.id(0)?, ground(row, 1)?));
    rows.iter().map(entry).collect()
}

/// Which of these families have somebody on the list who is talked of in a daily meeting that the worker chairs: facts for the policy.
pub(crate) async fn high_risk_to(
    tx: &mut Tx,
    authority: AuthorityId,
    chair: WorkerId,
    families: &[FamilyId],
    now: Timestamp,
) -> Result<BTreeSet<FamilyId>, Fault> {
    let list: Vec<Value> = families.iter().map(|one| one.uuid().into()).collect();
    let key = [authority.into(), chair.uuid().into(), now.into()];
    let rows = tx.all_of(&HIGH_RISK_TO, &key, list).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// In how many contacts about domestic abuse somebody was harmed that were received after an instant and up to another.
pub async fn contacts_of_victim(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    person: PersonId,
    (after, until): (Timestamp, Timestamp),
) -> Result<i64, Fault> {
    let values = [
        authority.into(),
        person.uuid().into(),
        after.into(),
        until.into(),
    ];
    tx.one(&CONTACTS_OF_VICTIM, &values).await?.int(0)
}
