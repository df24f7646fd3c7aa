//! My work: whatever is the asker's to do, out of every list that is theirs, in one snapshot and by one clock. It is no right of its own:
//! each list is read under the leave by which its own page opens, within the same reach, and one that is not theirs gives nothing. The
//! ledger holds one entry, with every record that was shown.

mod gather;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::clock::Standing;
use trefoil_core::follow::FollowKind;
use trefoil_core::glass::ReviewKind;
use trefoil_core::ids::{
    CheckId, ConflictId, ContactId, CustodyId, DraftId, FollowId, MeetingId, NoticeId, OutputId,
    ReviewId, SightingId, SignalId, StrandId,
};
use trefoil_core::meeting::MeetingKind;
use trefoil_core::refusal::Refusal;
use trefoil_core::work::Heap;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;

use uuid::Uuid;

use crate::door::{App, read_of, refusal};

/// Of each kind on the page. The lists themselves show all.
const MOST: usize = 10;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// A contact of one's own to decide about.
    Decide(ContactId),
    /// A contact that nobody has yet.
    Take(ContactId),
    /// A contact that was typed and not sent.
    Finish(DraftId),
    /// An agency that has not answered about a contact of one's own.
    Awaited(ContactId),
    /// What one's own agency is asked.
    Answer(CheckId),
    /// What follows a decision.
    Follow(FollowId, FollowKind),
    /// A school to tell, or that has not read what it was told.
    School(NoticeId),
    /// A warning to acknowledge.
    Warning(SignalId, StrandId),
    /// A possible interest to decide about.
    Interest(ConflictId),
    /// What was done under a cut sight, where what was not seen matters.
    Look(CustodyId),
    /// A use of a wide right to review.
    Review(ReviewId, ReviewKind),
    /// What somebody else wrote and waits to be released.
    Release(OutputId),
    /// What one wrote: released and to send, or waiting for somebody else.
    Output(OutputId),
    /// The first strand of a family that nobody works on.
    Allocate(StrandId),
    /// A strand that somebody gave the worker, which they have not opened yet.
    Begin(StrandId),
    /// Somebody on the list of high risk of whom a colleague asked that they come off: a second person looks.
    ComesOff(SightingId),
    /// A meeting of today.
    Meeting(MeetingId, MeetingKind),
}

impl Thing {
    fn id(&self) -> Uuid {
        match self {
            Self::Decide(id) | Self::Take(id) | Self::Awaited(id) => id.uuid(),
            Self::Finish(id) => id.uuid(),
            Self::Answer(id) => id.uuid(),
            Self::Follow(id, _) => id.uuid(),
            Self::School(id) => id.uuid(),
            Self::Warning(id, _) => id.uuid(),
            Self::Interest(id) => id.uuid(),
            Self::Look(id) => id.uuid(),
            Self::Review(id, _) => id.uuid(),
            Self::Release(id) | Self::Output(id) => id.uuid(),
            Self::Meeting(id, _) => id.uuid(),
            Self::Allocate(id) | Self::Begin(id) => id.uuid(),
            Self::ComesOff(id) => id.uuid(),
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub thing: Thing,
    /// About whom or what, in words.
    pub about: String,
    /// Where its clock stands and when it runs out; `None` where it has none.
    pub clock: Option<(Standing, Timestamp)>,
    /// On which heap it lies.
    pub heap: Heap,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Everything, by heap; within one what runs out first before the rest.
    pub tasks: Vec<Task>,
    /// The most urgent contacts that nobody has, and how many there are; for those who work the queue.
    pub free: Vec<Task>,
    /// One of each list that holds more than is shown.
    pub more: Vec<Thing>,
}

/// The asker's work.
///
/// # Errors
/// `NotFound` for one who is no worker.
pub async fn work_view(app: &App, asker: &Asker) -> Result<Work, Refusal> {
    let act = Act::WorkView;
    let _permit = app.leave(asker, act, None).await?;
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    let me = me.ok_or(Refusal::NotFound)?;
    let mut tx = app.read_as(asker).await?;
    let found = gather::all(app, &mut tx, asker, me).await;
    drop(tx);
    let (lists, free) = found.map_err(refusal)?;
    let mut work = Work {
        free,
        ..Work::default()
    };
    for mut list in lists {
        list.sort_by_key(order);
        work.more
            .extend(list.get(MOST).map(|task| task.thing.clone()));
        list.truncate(MOST);
        work.tasks.extend(list);
    }
    work.tasks.sort_by_key(order);
    let shown = work.tasks.iter().chain(&work.free);
    let read = read_of(shown.map(|task| task.thing.id()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(work)
}

/// By heap, then by when its time ends, what has none last; then by what is read of it.
fn order(task: &Task) -> (Heap, Timestamp, String) {
    let due = task.clock.map_or(Timestamp::MAX, |(_, due)| due);
    (task.heap, due, task.about.clone())
}
