//! Interests that wait for a decision, oldest first, and those decided of late, for those who decide.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::clock::{self, INTEREST, Standing};
use trefoil_core::ids::WorkerId;
use trefoil_core::interest::InterestState;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::interest::interests_listed;
pub use trefoil_store::interest::{InterestListed, InterestRow};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx};

use crate::door::{App, read_of, refusal};

/// For how long a decided interest stays in the list.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 90);

/// An interest that waits for a decision.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The interest.
    pub listed: InterestListed,
    /// Where its clock stands.
    pub standing: Standing,
    /// When the time to decide ends.
    pub due: Timestamp,
}

/// The list.
#[derive(Debug, Clone)]
pub struct InterestsPage {
    /// Those that wait, longest first.
    pub pending: Vec<Waiting>,
    /// Those that were decided.
    pub decided: Vec<InterestListed>,
}

/// The interests that are the asker's to decide about.
///
/// # Errors
/// As the policy refuses.
pub async fn interests_view(app: &App, asker: &Asker) -> Result<InterestsPage, Refusal> {
    let act = Act::ConflictsReview;
    let permit = app.leave(asker, act, None).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let now = app.now();
    let since = now.checked_sub(SHOWN).unwrap_or(Timestamp::MIN);
    let mut tx = app.read().await?;
    let read = async {
        let pending = pending(app, &mut tx, (&permit, me)).await?;
        let mut decided = Vec::new();
        for state in [InterestState::Confirmed, InterestState::Refused] {
            let of = (state, since);
            decided.extend(interests_listed(&mut tx, app.authority, &permit, me, of).await?);
        }
        Ok::<_, Fault>((pending, decided))
    };
    let (pending, mut decided) = read.await.map_err(refusal)?;
    drop(tx);
    decided.sort_by_key(|one| std::cmp::Reverse((one.decided_at, one.row.interest)));
    let read = pending.iter().map(|one| &one.listed).chain(&decided);
    let read = read_of(read.map(|one| one.row.interest.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(InterestsPage { pending, decided })
}

/// Those that wait for a worker's decision, longest first.
pub(crate) async fn pending(
    app: &App,
    tx: &mut Tx,
    (permit, me): (&Permit, WorkerId),
) -> Result<Vec<Waiting>, Fault> {
    let of = (InterestState::Pending, Timestamp::MIN);
    let found = interests_listed(tx, app.authority, permit, me, of).await?;
    let (calendar, now) = (app.calendar(tx).await?, app.now());
    let timed = |one: InterestListed| {
        let due = clock::due(&INTEREST, one.row.raised_at, &calendar);
        Waiting {
            listed: one,
            standing: clock::standing(&INTEREST, due, now),
            due,
        }
    };
    Ok(found.into_iter().map(timed).collect())
}
