//! What follows decisions and waits for somebody: what is late first. And the lines of it on a contact's page.

use std::collections::BTreeSet;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::aggressor::Finding;
use trefoil_core::calendar::Calendar;
use trefoil_core::clock::{ClockRule, Standing, due, standing};
use trefoil_core::follow::tell::{Told, ToldRoute};
use trefoil_core::follow::{FollowContent, FollowEntry, FollowKind, FollowState, follow_rule};
use trefoil_core::ids::{FamilyId, FollowId, PersonId};
use trefoil_core::located::Opens;
use trefoil_core::name::PersonName;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit, Sight};
use trefoil_store::aggressor::findings_now;
pub use trefoil_store::follow::FollowRow;
use trefoil_store::follow::{Whole, follow_read, follows_in, follows_of_contact};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::search::principal_key;
use trefoil_store::{Fault, Tx};

use crate::contacts::leave::opening;
use crate::door::{App, read_of, refusal};
use crate::names::Names;

/// Of each kind on the page: more than two weeks bring.
pub(super) const MOST: i64 = 500;

/// One that follows.
#[derive(Clone)]
pub struct Follow {
    /// Its row.
    pub row: FollowRow,
    /// What it holds.
    pub content: FollowContent,
    /// How whoever told the hub is reached, where the viewer may see it.
    pub reached: Option<String>,
    /// Of telling a family: who may be told now.
    pub told: Vec<Reached>,
    /// What was done about it, in order, each with who did it by name.
    pub entries: Vec<(FollowEntry, String)>,
    /// The rule of its clock.
    pub rule: &'static ClockRule,
    /// Until when it is done.
    pub due: Timestamp,
    /// Where its clock stands.
    pub clock: Standing,
}

/// Somebody who may be told, and how.
#[derive(Clone)]
pub struct Reached {
    /// Who.
    pub name: PersonName,
    /// How they may be contacted safely, in words.
    pub safe: String,
    /// The number that they may be rung on, where the viewer may see it.
    pub reached: Option<String>,
    /// By which routes they are helped, in words.
    pub routes: Vec<String>,
}

impl Follow {
    /// Whom it is about: its children and those who may be told, of telling a family.
    pub fn people(&self) -> Vec<PersonName> {
        let told = self.told.iter().map(|one| one.name.clone());
        self.content.people.iter().cloned().chain(told).collect()
    }
}

/// One, for its own page.
pub struct FollowPage {
    /// It.
    pub follow: Follow,
    /// Whether the viewer may deal with it.
    pub may: bool,
    /// Whether the viewer may open the contact.
    pub opens: bool,
}

/// What was done about it, in order: what was done before each was kept is the first.
pub(super) fn entries(row: &FollowRow, content: &FollowContent) -> Vec<FollowEntry> {
    let before = content.entries.is_empty() && row.state != FollowState::ToDo;
    let first = before.then(|| FollowEntry {
        to: row.state,
        why: row.why,
        how: None,
        note: content.note.clone(),
        by: row.moved_by.clone(),
        at: row.moved_at,
        rights: false,
    });
    first.into_iter().chain(content.entries.clone()).collect()
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
    /// Who looks, as the ledger names them.
    me: String,
    /// Who is recorded as harming, of the families of those who wait to be told.
    harm: BTreeSet<(FamilyId, PersonId)>,
}

impl Beside {
    async fn read(
        app: &App,
        tx: &mut Tx,
        asker: &Asker,
        harm: BTreeSet<(FamilyId, PersonId)>,
    ) -> Result<Self, Fault> {
        Ok(Self {
            names: Names::read(app, tx).await?,
            calendar: app.calendar(tx).await?,
            now: app.now(),
            me: principal_key(&asker.principal),
            harm,
        })
    }

    fn by(&self, key: &str) -> String {
        if key == self.me {
            "you".to_owned()
        } else {
            self.names.of(key)
        }
    }

    /// Nobody, where one of them is recorded as harming since it was decided: whoever tells them decides anew whom.
    fn told(&self, content: &FollowContent, leave: &impl Opens) -> Vec<Reached> {
        let harms = |one: &Told| {
            let mut families = content.families.iter();
            one.person
                .is_some_and(|who| families.any(|family| self.harm.contains(&(*family, who))))
        };
        if content.told.iter().any(harms) {
            return Vec::new();
        }
        let one = |one: &Told| Reached {
            name: one.name.clone(),
            safe: one.terms.clone().unwrap_or_else(|| one.safe.words()),
            reached: one
                .reached
                .as_ref()
                .and_then(|number| number.open(leave))
                .cloned(),
            routes: one.routes.iter().map(ToldRoute::words).collect(),
        };
        content.told.iter().map(one).collect()
    }

    fn follow(&self, (row, mut content): Whole, leave: &impl Opens) -> Follow {
        // What was begun before it was kept who may be told names everybody, whoever harms among them.
        if row.kind == FollowKind::Family && content.decided.is_empty() {
            content.people.clear();
        }
        let done = entries(&row, &content).into_iter();
        let referrer = content.referrer.as_ref();
        let reached = referrer.and_then(|one| one.reached.as_ref());
        let rule = follow_rule(row.kind, row.state);
        let due = due(rule, row.since, &self.calendar);
        Follow {
            reached: reached.and_then(|reached| reached.open(leave)).cloned(),
            clock: standing(rule, due, self.now),
            rule,
            due,
            told: self.told(&content, leave),
            entries: done
                .map(|one| {
                    let by = self.by(&one.by);
                    (one, by)
                })
                .collect(),
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
    let all = open(app, &mut tx, (asker, &permit)).await;
    let all = all.map_err(refusal)?;
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
pub(crate) async fn open(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
) -> Result<Vec<Follow>, Fault> {
    let mut found = Vec::new();
    for state in FollowState::ALL.iter().filter(|state| state.is_open()) {
        found.extend(follows_in(tx, &app.ring, app.authority, permit, (*state, MOST)).await?);
    }
    let harm = harm(app, tx, permit, &found).await?;
    let beside = Beside::read(app, tx, asker, harm).await?;
    let found = found.into_iter();
    Ok(found.map(|one| beside.follow(one, permit)).collect())
}

/// Who is recorded as harming, of the families of these.
async fn harm(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    found: &[Whole],
) -> Result<BTreeSet<(FamilyId, PersonId)>, Fault> {
    let told = found.iter().filter(|(_, content)| !content.told.is_empty());
    let families: BTreeSet<FamilyId> = told
        .flat_map(|(_, content)| content.families.iter().copied())
        .collect();
    let families: Vec<FamilyId> = families.into_iter().collect();
    let found = findings_now(tx, app.authority, permit, &families).await?;
    let found = found.into_iter();
    Ok(found
        .filter(|(_, finding)| *finding == Finding::Harms)
        .map(|(who, _)| who)
        .collect())
}

/// One.
///
/// # Errors
/// `NotFound` where there is none that the asker may know of.
pub async fn follow_view(app: &App, asker: &Asker, id: FollowId) -> Result<FollowPage, Refusal> {
    let act = Act::FollowsView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let tx = &mut tx;
    let read = async {
        let found = follow_read(tx, &app.ring, app.authority, &permit, id).await?;
        let found = found.ok_or(Refusal::NotFound)?;
        let harm = harm(app, tx, &permit, std::slice::from_ref(&found)).await?;
        let beside = Beside::read(app, tx, asker, harm).await?;
        let opens = opening(app, tx, asker, [found.0.contact]).await?;
        let opens = opens.contains(&found.0.contact);
        Ok::<_, Fault>((beside.follow(found, &permit), opens))
    };
    let on = (SubjectKind::Authority, None);
    let found = read.await.map_err(refusal);
    let (follow, opens) = app.refusal_kept(asker, act, on, found).await?;
    app.record(asker, act, on, read_of([id.uuid()])).await?;
    Ok(FollowPage {
        follow,
        may: app.policy.permit(asker, Act::FollowDeal, None).is_ok(),
        opens,
    })
}

/// What follows the decision of a contact that somebody sees in full.
pub(crate) async fn follows_beside(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    sight: &Sight,
) -> Result<Vec<Follow>, Fault> {
    let found = follows_of_contact(tx, &app.ring, app.authority, sight).await?;
    // A contact that waits has none, and is opened most: names and days are read where there is something to say with them.
    if found.is_empty() {
        return Ok(Vec::new());
    }
    // Its lines here name nobody who is told: its people stand above them.
    let beside = Beside::read(app, tx, asker, BTreeSet::new()).await?;
    let found = found.into_iter();
    Ok(found.map(|one| beside.follow(one, sight)).collect())
}
