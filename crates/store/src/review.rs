//! Uses that somebody else reviews, and what the review said. What touches a family that is closed to the reviewer is not there, nor
//! is anything of their own.

use jiff::Timestamp;
use trefoil_core::glass::{ReviewKind, ReviewOutcome};
use trefoil_core::ids::{AuthorityId, GlassId, ReviewId, WorkerId};
use trefoil_core::note::NoteContent;
use trefoil_core::principal::Principal;
use trefoil_policy::Permit;
use uuid::Uuid;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::interest::cut::{closed_contacts, closed_families, person_open};
use crate::ledger::SubjectKind;
use crate::ring::Ring;
use crate::search::principal_key;
use crate::version::open;

/// What is not the reviewer's own and touches nothing that is closed to them. `$2` is the principal, `$3` the worker.
macro_rules! theirs {
    () => {
        concat!(
            "r.worker_id <> $3 AND (r.subject_kind <> 'contact' OR r.subject NOT IN (",
            closed_contacts!(),
            ")) AND (r.subject_kind <> 'family' OR r.subject NOT IN (",
            closed_families!(),
            ")) AND (r.subject_kind <> 'person' OR ",
            person_open!("r.subject"),
            ") AND (r.subject_kind <> 'strand' OR r.subject IS NULL OR NOT EXISTS (SELECT 1 FROM strand t WHERE t.authority_id = $1 AND t.strand_id = r.subject AND t.family_id IN (",
            closed_families!(),
            ")))"
        )
    };
}

/// The columns of a review, in the order in which it is read.
macro_rules! columns {
    () => {
        "SELECT r.review_id, r.kind, r.worker_id, w.name, r.subject_kind, r.subject, r.glass_id, r.first_at, r.last_at, r.uses, r.outcome, r.decided_at, r.version FROM review r JOIN worker w ON w.authority_id = r.authority_id AND w.worker_id = r.worker_id WHERE r.authority_id = $1 AND "
    };
}

statement! {
    USED = "INSERT INTO review (authority_id, review_id, kind, worker_id, subject_kind, subject, day, glass_id, first_at, last_at, uses, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1, 0) ON CONFLICT (authority_id, worker_id, kind, subject, day, glass_id) DO UPDATE SET uses = review.uses + 1, last_at = excluded.last_at, outcome = NULL, decided_at = NULL";
    REVIEWS_OPEN = concat!(columns!(), "r.decided_at IS NULL AND ", theirs!(), " ORDER BY CASE WHEN r.kind = 'glass' THEN 0 ELSE 1 END, r.first_at, r.review_id LIMIT 200");
    REVIEWS_DONE = concat!(columns!(), "r.decided_at >= $4 AND ", theirs!(), " ORDER BY r.decided_at DESC, r.review_id LIMIT 100");
    REVIEW = concat!(columns!(), "r.review_id = $4 AND ", theirs!());
    REVIEWED = "UPDATE review SET outcome = $3, decided_at = $4, decided_by = $5, version = version + 1 WHERE authority_id = $1 AND review_id = $2 AND version = $6 AND decided_at IS NULL";
    GROUND = "SELECT record_id, version, wrapped_key, payload FROM version WHERE authority_id = $1 AND record_id = $2 AND version = $3";
}

/// One use.
#[derive(Debug, Clone)]
pub struct Used {
    /// The review that it opens, where there is none of that day yet.
    pub review: ReviewId,
    /// Of what right.
    pub kind: ReviewKind,
    /// By whom.
    pub worker: WorkerId,
    /// On what.
    pub subject: (SubjectKind, Option<Uuid>),
    /// The day, as 2026-03-17.
    pub day: String,
    /// The broken glass.
    pub glass: Option<GlassId>,
    /// When.
    pub at: Timestamp,
}

/// A use as its reviewer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// The review.
    pub review: ReviewId,
    /// Of what right.
    pub kind: ReviewKind,
    /// By whom.
    pub worker: WorkerId,
    /// What they are called.
    pub name: String,
    /// On what kind of record.
    pub subject_kind: String,
    /// On which.
    pub subject: Option<Uuid>,
    /// The broken glass.
    pub glass: Option<GlassId>,
    /// The first use.
    pub first_at: Timestamp,
    /// The last use.
    pub last_at: Timestamp,
    /// How many that day.
    pub uses: i64,
    /// What the review said.
    pub outcome: Option<ReviewOutcome>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// How often it was reviewed.
    pub version: i64,
}

/// Says that a right was used, in the commit of the act.
pub async fn review_used(tx: &mut Tx, authority: AuthorityId, used: &Used) -> Result<(), Fault> {
    let glass = used.glass.map_or(Uuid::nil(), GlassId::uuid);
    let values = [
        authority.into(),
        used.review.uuid().into(),
        used.kind.code().into(),
        used.worker.uuid().into(),
        used.subject.0.code().into(),
        used.subject.1.into(),
        used.day.as_str().into(),
        glass.into(),
        used.at.into(),
    ];
    tx.run(&USED, &values).await.map(drop)
}

fn review_of(row: &Row) -> Result<ReviewRow, Fault> {
    let outcome = row.text_or_none(10)?;
    let glass: Uuid = row.id(6)?;
    Ok(ReviewRow {
        review: row.id(0)?,
        kind: row.code(1, ReviewKind::from_code)?,
        worker: row.id(2)?,
        name: row.text(3)?,
        subject_kind: row.text(4)?,
        subject: row.id_or_none(5)?,
        glass: (!glass.is_nil()).then(|| glass.into()),
        first_at: row.time(7)?,
        last_at: row.time(8)?,
        uses: row.int(9)?,
        outcome: outcome.and_then(|code| ReviewOutcome::from_code(&code)),
        decided_at: row.time_or_none(11)?,
        version: row.int(12)?,
    })
}

fn place(authority: AuthorityId, me: WorkerId) -> [Value; 3] {
    [
        authority.into(),
        principal_key(&Principal::Worker(me)).into(),
        me.uuid().into(),
    ]
}

/// Uses that wait for this reviewer: broken glass first, then the oldest; 200 at the most, each of which makes room for another.
pub async fn reviews_open(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    me: WorkerId,
) -> Result<Vec<ReviewRow>, Fault> {
    let rows = tx.all(&REVIEWS_OPEN, &place(authority, me)).await?;
    rows.iter().map(review_of).collect()
}

/// Uses that were reviewed since an instant, newest first.
pub async fn reviews_done(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    me: WorkerId,
    since: Timestamp,
) -> Result<Vec<ReviewRow>, Fault> {
    let values = [&place(authority, me)[..], &[since.into()]].concat();
    let rows = tx.all(&REVIEWS_DONE, &values).await?;
    rows.iter().map(review_of).collect()
}

/// One use that is this worker's to review.
pub async fn review(
    tx: &mut Tx,
    authority: AuthorityId,
    _permit: &Permit,
    (me, review): (WorkerId, ReviewId),
) -> Result<Option<ReviewRow>, Fault> {
    let values = [&place(authority, me)[..], &[review.uuid().into()]].concat();
    let row = tx.first(&REVIEW, &values).await?;
    row.as_ref().map(review_of).transpose()
}

/// Says what a review found.
///
/// # Errors
/// `Stale` where somebody else reviewed it meanwhile.
pub async fn reviewed(
    tx: &mut Tx,
    authority: AuthorityId,
    permit: &Permit,
    row: &ReviewRow,
    outcome: ReviewOutcome,
    now: Timestamp,
) -> Result<(), Fault> {
    let values = [
        authority.into(),
        row.review.uuid().into(),
        outcome.code().into(),
        now.into(),
        principal_key(&permit.principal()).into(),
        row.version.into(),
    ];
    tx.run_one(&REVIEWED, &values).await
}

/// Words that were sealed beside a broken glass or a review.
pub async fn ground(
    tx: &mut Tx,
    ring: &Ring,
    authority: AuthorityId,
    _permit: &Permit,
    (record, version): (Uuid, i64),
) -> Result<Option<String>, Fault> {
    let values = [authority.into(), record.into(), version.into()];
    let row = tx.first(&GROUND, &values).await?;
    let found = row.map(|row| open::<NoteContent>(ring, authority, &row, 0));
    Ok(found.transpose()?.flatten().map(|one| one.text))
}
