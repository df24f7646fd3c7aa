//! The outbox: work that a commit leaves to be done, written in its transaction and done at least once after it.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, JobId};
use uuid::Uuid;

use crate::db::{Row, Tx, statement};
use crate::fault::Fault;

/// The kind of a mail that is to be sent: taken by who holds the way to the mail server, in the order in which they were written.
pub const MAIL: &str = "notice_mail";

statement! {
    JOB_PUT = "INSERT INTO outbox (authority_id, job_id, kind, subject, created_at, due_at, attempts) VALUES ($1, $2, $3, $4, $5, $5, 0)";
    JOBS_DUE = "SELECT job_id, kind, subject, attempts FROM outbox WHERE authority_id = $1 AND done_at IS NULL AND due_at <= $2 AND kind <> 'notice_mail' ORDER BY due_at, job_id LIMIT $3";
    MAILS_DUE = "SELECT job_id, kind, subject, attempts FROM outbox WHERE authority_id = $1 AND done_at IS NULL AND due_at <= $2 AND kind = 'notice_mail' ORDER BY due_at, job_id LIMIT $3";
    JOB_DONE = "UPDATE outbox SET done_at = $3 WHERE authority_id = $1 AND job_id = $2 AND done_at IS NULL";
    JOB_LATER = "UPDATE outbox SET attempts = attempts + 1, due_at = $3 WHERE authority_id = $1 AND job_id = $2 AND done_at IS NULL";
    JOB_PUT_OFF = "UPDATE outbox SET due_at = $3 WHERE authority_id = $1 AND job_id = $2 AND done_at IS NULL";
    MAILS_REFUSED = "SELECT subject, attempts FROM outbox WHERE authority_id = $1 AND done_at IS NULL AND kind = 'notice_mail' AND attempts > 0";
    JOBS_LEFT = "SELECT COUNT(*) FROM outbox WHERE authority_id = $1 AND done_at IS NULL";
}

/// Work to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The job.
    pub job: JobId,
    /// Its kind, by which its folder is found.
    pub kind: String,
    /// What it is about.
    pub subject: Uuid,
    /// Tries so far.
    pub attempts: i64,
}

/// Leaves work to be done after the commit.
pub async fn job_put(
    tx: &mut Tx,
    authority: AuthorityId,
    job: JobId,
    kind: &str,
    subject: Uuid,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(
        &JOB_PUT,
        &[
            authority.into(),
            job.uuid().into(),
            kind.into(),
            subject.into(),
            now.into(),
        ],
    )
    .await
}

/// Work that is due, oldest first.
pub async fn jobs_due(
    tx: &mut Tx,
    authority: AuthorityId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Due>, Fault> {
    let key = [authority.into(), now.into(), limit.into()];
    tx.all(&JOBS_DUE, &key).await?.iter().map(due_of).collect()
}

/// Mails that are due, oldest first.
pub async fn mails_due(
    tx: &mut Tx,
    authority: AuthorityId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Due>, Fault> {
    let key = [authority.into(), now.into(), limit.into()];
    tx.all(&MAILS_DUE, &key).await?.iter().map(due_of).collect()
}

fn due_of(row: &Row) -> Result<Due, Fault> {
    Ok(Due {
        job: row.id(0)?,
        kind: row.text(1)?,
        subject: row.id(2)?,
        attempts: row.int(3)?,
    })
}

/// How much work is left.
pub async fn jobs_left(tx: &mut Tx, authority: AuthorityId) -> Result<i64, Fault> {
    tx.one(&JOBS_LEFT, &[authority.into()]).await?.int(0)
}

/// Says that a job is done, in the transaction of what it did.
pub async fn job_done(
    tx: &mut Tx,
    authority: AuthorityId,
    job: JobId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(
        &JOB_DONE,
        &[authority.into(), job.uuid().into(), now.into()],
    )
    .await
}

/// Puts a job that failed off.
pub async fn job_later(
    tx: &mut Tx,
    authority: AuthorityId,
    job: JobId,
    due_at: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(
        &JOB_LATER,
        &[authority.into(), job.uuid().into(), due_at.into()],
    )
    .await
}

/// Puts a job off that did not fail.
pub async fn job_put_off(
    tx: &mut Tx,
    authority: AuthorityId,
    job: JobId,
    due_at: Timestamp,
) -> Result<(), Fault> {
    let values = [authority.into(), job.uuid().into(), due_at.into()];
    tx.run_one(&JOB_PUT_OFF, &values).await
}

/// Which mails the server refused for good and still has not taken, and how often.
pub async fn mails_refused(tx: &mut Tx, authority: AuthorityId) -> Result<Vec<(Uuid, i64)>, Fault> {
    let rows = tx.all(&MAILS_REFUSED, &[authority.into()]).await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, row.int(1)?)))
        .collect()
}
