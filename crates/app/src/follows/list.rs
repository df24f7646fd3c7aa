//! What follows decisions and waits for somebody: what is late first. And the lines of it on a contact's page.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::{ClockRule, Standing, due, standing};
use trefoil_core::follow::{FollowContent, FollowState, follow_rule};
use trefoil_core::ids::FollowId;
use trefoil_core::located::Opens;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Sight};
pub use trefoil_store::follow::FollowRow;
use trefoil_store::follow::{Whole, follow_read, follows_in, follows_of_contact};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx};

use crate::door::{App, read_of, refusal};
use crate::names::Names;

/// Of each kind on the page: more than two weeks bring.
const MOST: i64 = 500;

/// One that follows.
#[derive(Clone)]
pub struct Follow {
    /// Its row.
    pub row: FollowRow,
    /// What it holds.
    pub content: FollowContent,
    /// How whoever told the hub is reached, where the viewer may see it.
    pub reached: Option<String>,
    /// The rule of its clock.
    pub rule: &'static ClockRule,
    /// Until when it is done.
    pub due: Timestamp,
    /// Where its clock stands.
    pub clock: Standing,
    /// Who moved it last, by name.
    pub by: String,
}

/// The page.
pub struct Follows {
    /// To do.
    pub to_do: Vec<Follow>,
    /// Waiting for a service: asked, or at work.
    pub waiting: Vec<Follow>,
    /// Whether the viewer may deal with them.
    pub may: bool,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// What a line of it is said with.
struct Beside {
    names: Names,
    calendar: Calendar,
    now: Timestamp,
}

impl Beside {
    async fn read(app: &App, tx: &mut Tx) -> Result<Self, Fault> {
        Ok(Self {
            names: Names::read(app, tx).await?,
            calendar: app.calendar(tx).await?,
            now: app.now(),
        })
    }

    fn follow(&self, (row, content): Whole, leave: &impl Opens) -> Follow {
        let referrer = content.referrer.as_ref();
        let reached = referrer.and_then(|one| one.reached.as_ref());
        let rule = follow_rule(row.kind, row.state);
        let due = due(rule, row.since, &self.calendar);
        Follow {
            reached: reached.and_then(|reached| reached.open(leave)).cloned(),
            clock: standing(rule, due, self.now),
            rule,
            due,
            by: self.names.of(&row.moved_by),
            row,
            content,
        }
    }
}

/// What waits.
///
/// # Errors
/// As the policy refuses.
pub async fn follows_view(app: &App, asker: &Asker) -> Result<Follows, Refusal> {
    let act = Act::FollowsView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let all = open(app, &mut tx, &permit).await.map_err(refusal)?;
    let read = read_of(all.iter().map(|one| one.row.follow.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    let (to_do, waiting) = all
        .into_iter()
        .partition(|one| one.row.state == FollowState::ToDo);
    Ok(Follows {
        to_do,
        waiting,
        may: app.policy.permit(asker, Act::FollowDeal, None).is_ok(),
        now: app.now(),
    })
}

/// What waits for somebody: to do, or with a service.
pub(crate) async fn open(app: &App, tx: &mut Tx, permit: &Permit) -> Result<Vec<Follow>, Fault> {
    let beside = Beside::read(app, tx).await?;
    let mut found = Vec::new();
    for state in FollowState::ALL.iter().filter(|state| state.is_open()) {
        found.extend(follows_in(tx, &app.ring, app.authority, permit, (*state, MOST)).await?);
    }
    let found = found.into_iter();
    Ok(found.map(|one| beside.follow(one, permit)).collect())
}

/// One.
///
/// # Errors
/// `NotFound` where there is none that the asker may know of.
pub async fn follow_view(
    app: &App,
    asker: &Asker,
    id: FollowId,
) -> Result<(Follow, bool), Refusal> {
    let act = Act::FollowsView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let tx = &mut tx;
    let read = async {
        let found = follow_read(tx, &app.ring, app.authority, &permit, id).await?;
        let found = found.ok_or(Refusal::NotFound)?;
        let beside = Beside::read(app, tx).await?;
        Ok::<_, Fault>(beside.follow(found, &permit))
    };
    let on = (SubjectKind::Authority, None);
    let found = read.await.map_err(refusal);
    let found = app.refusal_kept(asker, act, on, found).await?;
    app.record(asker, act, on, read_of([id.uuid()])).await?;
    Ok((
        found,
        app.policy.permit(asker, Act::FollowDeal, None).is_ok(),
    ))
}

/// What follows the decision of a contact that somebody sees in full.
pub(crate) async fn follows_beside(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
) -> Result<Vec<Follow>, Fault> {
    let found = follows_of_contact(tx, &app.ring, app.authority, sight).await?;
    // A contact that waits has none, and is opened most: names and days are read where there is something to say with them.
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let beside = Beside::read(app, tx).await?;
    let found = found.into_iter();
    Ok(found.map(|one| beside.follow(one, sight)).collect())
}
