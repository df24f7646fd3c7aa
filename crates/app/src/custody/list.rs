//! What waits for the custodian, the longest first; and what was answered of late.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::{self, CUSTODY, Standing};
use trefoil_core::custody::{CustodyContent, CustodyState};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
pub use trefoil_store::custody::CustodyRow;
use trefoil_store::custody::{Whole, custody_in};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx};

use crate::door::{App, read_of, refusal};
use crate::names::Names;

/// For how long what was found stays in the list once it is answered.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Of each kind on the page.
const MOST: i64 = 200;

/// Something that was done under a cut sight, where what was not seen matters.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its row.
    pub row: CustodyRow,
    /// What was found.
    pub content: CustodyContent,
    /// Who did it, by name.
    pub by: String,
    /// Who answered it, by name.
    pub answered_by: String,
    /// When the time to answer ends.
    pub due: Timestamp,
    /// Where that clock stands.
    pub clock: Standing,
}

/// The list.
#[derive(Debug, Clone)]
pub struct CustodyPage {
    /// Those that wait.
    pub open: Vec<Task>,
    /// Those that were answered, the latest first.
    pub done: Vec<Task>,
}

/// What a task is said with.
pub(super) struct Beside {
    names: Names,
    calendar: Calendar,
    now: Timestamp,
}

impl Beside {
    pub(super) async fn read(app: &App, tx: &mut Tx) -> Result<Self, Fault> {
        Ok(Self {
            names: Names::read(app, tx).await?,
            calendar: app.calendar(tx).await?,
            now: app.now(),
        })
    }

    pub(super) fn task(&self, (row, content): Whole) -> Task {
        let found = row.found_at.unwrap_or(row.acted_at);
        let due = clock::due(&CUSTODY, found, &self.calendar);
        let answered_by = row.answered_by.as_deref();
        Task {
            by: self.names.of(&row.principal),
            answered_by: answered_by.map(|by| self.names.of(by)).unwrap_or_default(),
            clock: clock::standing(&CUSTODY, due, self.now),
            due,
            row,
            content,
        }
    }
}

/// What is the asker's to answer.
///
/// # Errors
/// As the policy refuses.
pub async fn custody_view(app: &App, asker: &Asker) -> Result<CustodyPage, Refusal> {
    let act = Act::CustodyView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let page = page(app, &mut tx, &permit).await.map_err(refusal)?;
    drop(tx);
    let read = page.open.iter().chain(&page.done);
    let read = read_of(read.map(|one| one.row.custody.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(page)
}

pub(crate) async fn page(app: &App, tx: &mut Tx, permit: &Permit) -> Result<CustodyPage, Fault> {
    use CustodyState::{Left, Open, Rerouted, Stopped};
    let beside = Beside::read(app, tx).await?;
    let since = beside.now.saturating_sub(SHOWN).unwrap_or(Timestamp::MIN);
    let mut all = Vec::new();
    for (state, since) in [
        (Open, Timestamp::UNIX_EPOCH),
        (Left, since),
        (Rerouted, since),
        (Stopped, since),
    ] {
        let asked = (state, since, MOST);
        let found = custody_in(tx, &app.ring, app.authority, permit, asked).await?;
        all.extend(found.into_iter().map(|one| beside.task(one)));
    }
    let (open, mut done): (Vec<Task>, Vec<Task>) =
        all.into_iter().partition(|one| one.row.state == Open);
    done.sort_by_key(|one| std::cmp::Reverse(one.row.answered_at));
    Ok(CustodyPage { open, done })
}
