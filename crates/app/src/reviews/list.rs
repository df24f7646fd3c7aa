//! Uses that wait for a review, longest first, and those reviewed of late.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::clock::{self, REVIEW, Standing};
use trefoil_core::ids::WorkerId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::ledger::SubjectKind;
pub use trefoil_store::review::ReviewRow;
use trefoil_store::review::{reviews_done, reviews_open};
use trefoil_store::{Fault, Tx};

use super::about::About;
use crate::door::{App, read_of, refusal};

/// For how long a review stays in the list.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 30);

/// A use that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The use.
    pub row: ReviewRow,
    /// What it was of, in words.
    pub about: String,
    /// Where its clock stands.
    pub standing: Standing,
    /// When the time to review ends.
    pub due: Timestamp,
}

/// The list.
#[derive(Debug, Clone)]
pub struct ReviewsPage {
    /// Uses that wait.
    pub open: Vec<Waiting>,
    /// Uses that were reviewed, each with what it was of.
    pub done: Vec<(ReviewRow, String)>,
}

/// What is the asker's to review: nothing of their own.
///
/// # Errors
/// As the policy refuses.
pub async fn reviews_view(app: &App, asker: &Asker) -> Result<ReviewsPage, Refusal> {
    let act = Act::ReviewsView;
    let permit = app.leave(asker, act, None).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let now = app.now();
    let since = now.checked_sub(SHOWN).unwrap_or(Timestamp::MIN);
    let mut tx = app.read().await?;
    let read = async {
        let tx = &mut tx;
        let done = reviews_done(tx, app.authority, &permit, me, since).await?;
        let about = About::read(app, tx, asker, done.iter()).await?;
        let told = done.into_iter().map(|row| {
            let words = about.words(&row);
            (row, words)
        });
        let done = told.collect();
        Ok::<_, Fault>((open(app, tx, asker, (&permit, me)).await?, done))
    };
    let (open, done): (Vec<Waiting>, Vec<(ReviewRow, String)>) = read.await.map_err(refusal)?;
    drop(tx);
    let done_rows = done.iter().map(|(row, _)| row);
    let read = open.iter().map(|one| &one.row).chain(done_rows);
    let read = read_of(read.map(|one| one.review.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(ReviewsPage { open, done })
}

/// What waits for a worker's review, longest first.
pub(crate) async fn open(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (permit, me): (&Permit, WorkerId),
) -> Result<Vec<Waiting>, Fault> {
    let found = reviews_open(tx, app.authority, permit, me).await?;
    let (calendar, now) = (app.calendar(tx).await?, app.now());
    let about = About::read(app, tx, asker, found.iter()).await?;
    let timed = |row: ReviewRow| {
        let due = clock::due(&REVIEW, row.first_at, &calendar);
        Waiting {
            standing: clock::standing(&REVIEW, due, now),
            about: about.words(&row),
            due,
            row,
        }
    };
    Ok(found.into_iter().map(timed).collect())
}
