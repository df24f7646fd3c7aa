//! Work after a commit: each kind is a file here and a line in `ALL`. A job is done at least once, in one transaction with
//! its own mark, so what it does is done once.

mod high_risk;
mod notice_before;
mod notice_make;
mod propose_again;
mod sight_check;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::{Due, job_done, job_later, jobs_due, jobs_left};
use trefoil_store::scribe::Boxed;
use trefoil_store::{Fault, Tx, Written};

use crate::door::{App, refusal};

/// A person was made or changed: waiting sightings that share a lookup are compared with them.
pub(crate) const PROPOSE_AGAIN: &str = "propose_again";

/// Police told of a child: what the school is told is prepared.
pub(crate) const NOTICE_MAKE: &str = "notice_make";

/// A notice is older than the recording of when schools were told. The change of the schema left it.
const NOTICE_BEFORE: &str = "notice_before";

/// Somebody acted whose sight may be cut: it is looked at once more with what they may not see.
pub(crate) const SIGHT_CHECK: &str = "sight_check";

/// Somebody may be at high risk by the authority's rule.
pub(crate) const HIGH_RISK: &str = "high_risk";

/// A key adult is to be mailed a link. Done by who holds the way to the mail server, outside any transaction.
pub(crate) const NOTICE_MAIL: &str = trefoil_store::outbox::MAIL;

type Run = for<'a> fn(&'a App, &'a mut Tx, &'a Due) -> Boxed<'a, Result<Vec<Entry>, Fault>>;

/// Every kind of job, with what does it.
const ALL: &[(&str, Run)] = &[
    (HIGH_RISK, high_risk::run),
    (NOTICE_BEFORE, notice_before::run),
    (NOTICE_MAKE, notice_make::run),
    (PROPOSE_AGAIN, propose_again::run),
    (SIGHT_CHECK, sight_check::run),
];

/// Jobs taken at once.
const PART: i64 = 32;
/// Between two jobs, whatever the clock says.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// Does what is due now; the number of jobs tried.
pub async fn run_due(app: &App) -> Result<usize, Refusal> {
    let mut tx = app.read().await?;
    let due = jobs_due(&mut tx, app.authority, app.now(), PART)
        .await
        .map_err(refusal)?;
    drop(tx);
    for job in &due {
        let since = app.now();
        run_one(app, job.clone()).await?;
        give_way(app, since).await;
    }
    Ok(due.len())
}

/// As long as a job took, the writer is left to pages: else those that came meanwhile would be committed with the next job and wait for it too.
async fn give_way(app: &App, since: Timestamp) {
    let took = Duration::try_from(app.now().duration_since(since)).unwrap_or_default();
    tokio::time::sleep(took.min(LONGEST_REST)).await;
}

/// How many jobs wait.
pub async fn left(app: &App) -> Result<i64, Refusal> {
    let mut tx = app.read().await?;
    jobs_left(&mut tx, app.authority).await.map_err(refusal)
}

async fn run_one(app: &App, job: Due) -> Result<(), Refusal> {
    let door = app.clone();
    let doing = job.clone();
    let done = app
        .write(move |tx| {
            Box::pin(async move {
                let run = ALL
                    .iter()
                    .find(|(kind, _)| *kind == doing.kind)
                    .map(|(_, run)| *run);
                let run =
                    run.ok_or_else(|| Fault::Broken("outbox.kind is not a job".to_owned()))?;
                let entries = run(&door, tx, &doing).await?;
                job_done(tx, door.authority, doing.job, door.now()).await?;
                Ok(Written { value: (), entries })
            })
        })
        .await;
    match done {
        Ok(()) => Ok(()),
        Err(Refusal::NoSpace) => Err(Refusal::NoSpace),
        Err(_) => put_off(app, &job).await,
    }
}

/// A job that failed is tried again later, each time twice as late, up to an hour.
async fn put_off(app: &App, job: &Due) -> Result<(), Refusal> {
    let door = app.clone();
    let (id, attempts) = (job.job, job.attempts);
    app.write(move |tx| {
        Box::pin(async move {
            let wait = SignedDuration::from_secs(1_i64 << attempts.clamp(0, 11))
                .min(SignedDuration::from_hours(1));
            let at = door.now().checked_add(wait).unwrap_or(door.now());
            job_later(tx, door.authority, id, at).await?;
            let entry = door.entry(
                Principal::Job(Job::Outbox),
                trefoil_core::act::Act::JobPutOff,
                (trefoil_store::ledger::SubjectKind::Authority, None),
                Vec::new(),
            );
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
