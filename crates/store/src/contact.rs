//! Contacts: the row that lists sort by, the facts by version, and the sealed content.

use jiff::Timestamp;
use trefoil_core::contact::{ContactContent, ContactFacts, ContactState};
use trefoil_core::ids::{AuthorityId, ContactId, TeamId, WorkerId};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_core::vocabulary::{Known, RiskGrade, Source};
use trefoil_policy::{Permit, Sight, Subject};

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ring::Ring;
use crate::version::open_whole;

pub(crate) mod has;
pub(crate) mod held;
pub(crate) mod unproved;

pub use has::{ContactHas, contact_has};
pub use held::{Held, held_by_reference};
pub use unproved::{proved, unproved_end, unproved_put};

/// What a contact was at an instant, from its version `k` that was known then. A decision that was known counts, unless the
/// version came after it and left the contact waiting again. What came before versions said so counts as decided.
macro_rules! state_at {
    ($at:literal) => {
        concat!(
            "CASE WHEN EXISTS (SELECT 1 FROM decision d WHERE d.authority_id = k.authority_id AND d.contact_id = k.contact_id AND d.known_from <= ",
            $at,
            " AND COALESCE(d.known_until, ",
            $at,
            " + 1) > ",
            $at,
            " AND (d.known_from >= k.known_from OR COALESCE(k.state, 'decided') = 'decided')) THEN 'decided' ELSE 'waiting' END"
        )
    };
}
pub(crate) use state_at;

statement! {
    CONTACTS_PUT (Rows 14) = "INSERT INTO contact (authority_id, contact_id, source, reference, state, received_at, grade, domestic_abuse, version, feed_version, children, people, flags, worker_id) VALUES {rows}";
    KNOWN_PUT (Rows 12) = "INSERT INTO contact_known (authority_id, contact_id, version, feed_version, digest, known_from, known_until, source, received_at, grade, domestic_abuse, state) VALUES {rows}";
    KNOWN_END = "UPDATE contact_known SET known_until = $3 WHERE authority_id = $1 AND contact_id = $2 AND known_until IS NULL";
    CONTACT_REVISE = "UPDATE contact SET received_at = $4, grade = $5, domestic_abuse = $6, version = $7, feed_version = $8, children = $9, people = $10, flags = $11, state = $12 WHERE authority_id = $1 AND contact_id = $2 AND version = $3";
    VERSION_LAST = "SELECT MAX(version) FROM contact_known WHERE authority_id = $1 AND contact_id = $2";
    HEAD = "SELECT contact_id, source, state, received_at, grade, domestic_abuse, version, feed_version, children, people, flags, worker_id, team_id, taken_at FROM contact WHERE authority_id = $1 AND contact_id = $2";
    CONTENT = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version = $3";
    KNOWN_AT = concat!("SELECT k.version, k.feed_version, k.received_at, k.grade, k.domestic_abuse, ", state_at!("$3"), " FROM contact_known k WHERE k.authority_id = $1 AND k.contact_id = $2 AND k.known_from <= $3 AND COALESCE(k.known_until, $3 + 1) > $3 ORDER BY k.version DESC LIMIT 1");
    HOLDER_AT = "SELECT worker_id, known_from FROM allocation WHERE authority_id = $1 AND contact_id = $2 AND known_from <= $3 AND COALESCE(known_until, $3 + 1) > $3";
    HOLD = "UPDATE contact SET worker_id = $3, team_id = $4, taken_at = $5 WHERE authority_id = $1 AND contact_id = $2 AND state = 'waiting' AND COALESCE(worker_id, $6) = $6";
    ALLOCATION_END = "UPDATE allocation SET known_until = $3 WHERE authority_id = $1 AND contact_id = $2 AND known_until IS NULL";
    ALLOCATION_PUT = "INSERT INTO allocation (authority_id, contact_id, known_from, known_until, worker_id) VALUES ($1, $2, $3, NULL, $4)";
    STATE_PUT = "UPDATE contact SET state = $4 WHERE authority_id = $1 AND contact_id = $2 AND state = $3";
}

/// A contact's row: everything but who and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactHead {
    /// The contact.
    pub contact: ContactId,
    /// Source, time, domestic abuse, grade.
    pub facts: ContactFacts,
    /// Waiting or decided.
    pub state: ContactState,
    /// The record's current version.
    pub version: i64,
    /// The source's version that is current.
    pub feed_version: i64,
    /// Children in it.
    pub children: i64,
    /// People in it.
    pub people: i64,
    /// Flags on it.
    pub flags: i64,
    /// Who has it.
    pub worker: Option<WorkerId>,
    /// Their team.
    pub team: Option<TeamId>,
    /// Since when.
    pub taken_at: Option<Timestamp>,
}

/// A grade's place in the order of risk; what lists sort by.
pub(crate) fn grade_rank(grade: RiskGrade) -> i64 {
    RiskGrade::ALL
        .iter()
        .zip(0..)
        .find(|(known, _)| **known == grade)
        .map_or(0, |(_, rank)| rank)
}

pub(crate) fn grade_of(rank: i64) -> Result<RiskGrade, Fault> {
    let grade = usize::try_from(rank)
        .ok()
        .and_then(|rank| RiskGrade::ALL.get(rank))
        .copied();
    grade.ok_or_else(|| Fault::Broken("contact.grade is not a grade".to_owned()))
}

/// Reads the head from fourteen columns.
pub(crate) fn head_of(row: &Row, at: usize) -> Result<ContactHead, Fault> {
    Ok(ContactHead {
        contact: row.id(at)?,
        facts: ContactFacts {
            source: row.code(at + 1, Source::from_code)?,
            received_at: row.time(at + 3)?,
            grade: grade_of(row.int(at + 4)?)?,
            domestic_abuse: row.code(at + 5, Known::from_code)?,
        },
        state: row.code(at + 2, ContactState::from_code)?,
        version: row.int(at + 6)?,
        feed_version: row.int(at + 7)?,
        children: row.int(at + 8)?,
        people: row.int(at + 9)?,
        flags: row.int(at + 10)?,
        worker: row.id_or_none(at + 11)?,
        team: row.id_or_none(at + 12)?,
        taken_at: row.time_or_none(at + 13)?,
    })
}

/// A version of a contact to be written.
#[derive(Debug, Clone)]
pub struct ContactVersion {
    /// The contact.
    pub contact: ContactId,
    /// The record's version, from 1.
    pub version: i64,
    /// The source's version.
    pub feed_version: i64,
    /// Hash of the source's rows, whatever their order.
    pub digest: Vec<u8>,
    /// Source, time, domestic abuse, grade.
    pub facts: ContactFacts,
    /// The reference's keyed hash.
    pub reference: Option<i64>,
    /// Children in it.
    pub children: i64,
    /// People in it.
    pub people: i64,
    /// Flags on it.
    pub flags: i64,
    /// Whether it was current when recorded; an older version that comes late never is.
    pub effective: bool,
}

impl ContactVersion {
    /// `state` is what the contact was once this version had come.
    fn known(&self, authority: AuthorityId, now: Timestamp, state: ContactState) -> Vec<Value> {
        let until = if self.effective { None } else { Some(now) };
        vec![
            authority.into(),
            self.contact.uuid().into(),
            self.version.into(),
            self.feed_version.into(),
            self.digest.clone().into(),
            now.into(),
            until.into(),
            self.facts.source.code().into(),
            self.facts.received_at.into(),
            grade_rank(self.facts.grade).into(),
            self.facts.domestic_abuse.code().into(),
            state.code().into(),
        ]
    }

    fn row(&self, authority: AuthorityId, state: ContactState) -> Vec<Value> {
        vec![
            authority.into(),
            self.contact.uuid().into(),
            self.facts.source.code().into(),
            self.reference.into(),
            state.code().into(),
            self.facts.received_at.into(),
            grade_rank(self.facts.grade).into(),
            self.facts.domestic_abuse.code().into(),
            self.version.into(),
            self.feed_version.into(),
            self.children.into(),
            self.people.into(),
            self.flags.into(),
            Value::Blob(None),
        ]
    }
}

/// Writes new contacts in one state, each known from its instant.
pub async fn contacts_put(
    tx: &mut Tx,
    authority: AuthorityId,
    state: ContactState,
    contacts: &[(Timestamp, ContactVersion)],
) -> Result<(), Fault> {
    let rows = contacts
        .iter()
        .map(|(_, contact)| contact.row(authority, state));
    tx.run_rows(&CONTACTS_PUT, rows.collect()).await?;
    let known = contacts
        .iter()
        .map(|(now, contact)| contact.known(authority, *now, ContactState::Waiting));
    tx.run_rows(&KNOWN_PUT, known.collect()).await.map(drop)
}

/// Writes another version of a held contact. `from` is the record version that it was decided on; `state` is what it becomes.
pub async fn contact_revise(
    tx: &mut Tx,
    authority: AuthorityId,
    now: Timestamp,
    from: i64,
    state: ContactState,
    next: &ContactVersion,
) -> Result<(), Fault> {
    let key: [Value; 2] = [authority.into(), next.contact.uuid().into()];
    if next.effective {
        tx.run(&KNOWN_END, &[&key[..], &[now.into()]].concat())
            .await?;
        let row = [
            from.into(),
            next.facts.received_at.into(),
            grade_rank(next.facts.grade).into(),
            next.facts.domestic_abuse.code().into(),
            next.version.into(),
            next.feed_version.into(),
            next.children.into(),
            next.people.into(),
            next.flags.into(),
            state.code().into(),
        ];
        tx.run_one(&CONTACT_REVISE, &[&key[..], &row[..]].concat())
            .await?;
    }
    tx.run_rows(&KNOWN_PUT, vec![next.known(authority, now, state)])
        .await
        .map(drop)
}

/// The highest record version of a contact, history included.
pub async fn version_last(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
) -> Result<i64, Fault> {
    tx.one(&VERSION_LAST, &[authority.into(), contact.uuid().into()])
        .await?
        .int(0)
}

/// A contact's row as it was known at `at`: its facts, its state and who had it then. `None` where the hub did not know of
/// the contact yet.
pub async fn head_at(
    tx: &mut Tx,
    authority: AuthorityId,
    now: &ContactHead,
    at: Timestamp,
) -> Result<Option<ContactHead>, Fault> {
    let key: [Value; 3] = [authority.into(), now.contact.uuid().into(), at.into()];
    let Some(known) = tx.first(&KNOWN_AT, &key).await? else {
        return Ok(None);
    };
    let holder = tx.first(&HOLDER_AT, &key).await?;
    Ok(Some(ContactHead {
        version: known.int(0)?,
        feed_version: known.int(1)?,
        facts: ContactFacts {
            source: now.facts.source,
            received_at: known.time(2)?,
            grade: grade_of(known.int(3)?)?,
            domestic_abuse: known.code(4, Known::from_code)?,
        },
        state: known.code(5, ContactState::from_code)?,
        worker: holder.as_ref().map(|row| row.id(0)).transpose()?,
        taken_at: holder.as_ref().map(|row| row.time(1)).transpose()?,
        ..now.clone()
    }))
}

/// The contact's row; `None` where there is none. Holds no content, so the policy may be asked with it.
pub async fn head(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
) -> Result<Option<ContactHead>, Fault> {
    tx.first(&HEAD, &[authority.into(), contact.uuid().into()])
        .await?
        .map(|row| head_of(&row, 0))
        .transpose()
}

/// The contact of a sight that sees all of it; `None` for any other sight.
pub(crate) fn seen_whole(sight: &Sight) -> Option<ContactId> {
    match sight.subject() {
        Subject::Contact(contact) if sight.sees(CompartmentKind::Hub, Aspect::Full) => {
            Some(contact)
        }
        _ => None,
    }
}

/// The sealed content of one version, for a sight that is full on the contact's own compartment.
pub async fn content(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    sight: &Sight,
    contact: ContactId,
    version: i64,
) -> Result<Option<ContactContent>, Fault> {
    if sight.subject() != Subject::Contact(contact)
        || !sight.sees(CompartmentKind::Hub, Aspect::Full)
    {
        return Ok(None);
    }
    let row = tx
        .first(
            &CONTENT,
            &[authority.into(), contact.uuid().into(), version.into()],
        )
        .await?;
    row.map(|row| open_whole(ring, authority, &row, 0))
        .transpose()
}

/// Gives the waiting contact to a worker, or to nobody, provided that `expected` has it or nobody has.
///
/// # Errors
/// `Stale` where somebody else has it, or it is decided.
pub async fn hold(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    contact: ContactId,
    expected: WorkerId,
    to: Option<(WorkerId, Option<TeamId>)>,
    now: Timestamp,
) -> Result<(), Fault> {
    debug_assert_eq!(
        permit.on(),
        trefoil_policy::Target::Subject(Subject::Contact(contact))
    );
    let (worker, team) = to.map_or((None, None), |(worker, team)| {
        (Some(worker.uuid()), team.map(TeamId::uuid))
    });
    let key: [Value; 2] = [authority.into(), contact.uuid().into()];
    let taken: Option<Timestamp> = worker.map(|_| now);
    tx.run_one(
        &HOLD,
        &[
            &key[..],
            &[
                worker.into(),
                team.into(),
                taken.into(),
                expected.uuid().into(),
            ],
        ]
        .concat(),
    )
    .await?;
    tx.run(&ALLOCATION_END, &[&key[..], &[now.into()]].concat())
        .await?;
    if let Some(worker) = worker {
        tx.run_one(
            &ALLOCATION_PUT,
            &[&key[..], &[now.into(), worker.into()]].concat(),
        )
        .await?;
    }
    Ok(())
}

/// Moves the contact from one state to another.
///
/// # Errors
/// `Stale` where it is no longer in the first.
pub async fn state_put(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
    from: ContactState,
    to: ContactState,
) -> Result<(), Fault> {
    tx.run_one(
        &STATE_PUT,
        &[
            authority.into(),
            contact.uuid().into(),
            from.code().into(),
            to.code().into(),
        ],
    )
    .await
}
