//! Who is at high risk, each person once, the longest on the list first; within the asker's reach. And its numbers, cut as it is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::calendar::{Calendar, local_date};
use trefoil_core::high_risk::{
    HighRiskContent, HighRiskRule, HighRiskStands, HighRiskStep, HighRiskWhy, OnBy, WEEK,
};
use trefoil_core::ids::{ContactId, FamilyId, HighRiskId, PersonId, SightingId, WorkerId};
use trefoil_core::name::PersonName;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::family::families_of_persons;
use trefoil_store::high_risk::{
    HighRiskRow, Named, Which, Whose, high_risk_count, high_risk_of, high_risk_off, high_risk_on,
    high_risk_rule, high_risk_said,
};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::search::principal_key;
use trefoil_store::standing::family_standings;
use trefoil_store::{Fault, Tx};
use uuid::Uuid;

use crate::contacts::leave::opening;
use crate::door::{App, read_of, refusal};
use crate::families::view::name_of_family;
use crate::names::Names;

/// Entries read for the page: more people than any meeting can talk of.
const MOST: i64 = 500;

/// One reason for which somebody is on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The entry.
    pub entry: HighRiskId,
    /// Which rule, and since when.
    pub on: OnBy,
    /// The contact that put them on.
    pub contact: ContactId,
    /// Who or what put them on, by name.
    pub by: String,
}

/// Somebody at high risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtRisk {
    /// Who they are held to be.
    pub person: Option<PersonId>,
    /// Their first sighting in the contact that put them on first.
    pub root: SightingId,
    /// What they are called there.
    pub name: PersonName,
    /// Every reason, the first first.
    pub reasons: Vec<Reason>,
    /// When somebody asked that they come off, and who, by name.
    pub asked: Option<(Timestamp, String)>,
    /// When they came off, and by whom, by name.
    pub off: Option<(Timestamp, String)>,
    /// The first daily meeting since they are on.
    pub meeting: Timestamp,
}

/// What is counted within the reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// By which rule.
    pub why: HighRiskWhy,
    /// How many people are on by it.
    pub people: i64,
    /// How many times it put somebody on in the last week who is still on.
    pub week: i64,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HighRisk {
    /// Who is on.
    pub on: Vec<AtRisk>,
    /// Who came off in the last week.
    pub off: Vec<AtRisk>,
    /// Its numbers.
    pub counted: Vec<Counted>,
    /// The rule now.
    pub rule: HighRiskRule,
    /// The next daily meeting.
    pub next: Timestamp,
    /// The instant at which all this was so.
    pub now: Timestamp,
}

/// The page of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnePage {
    /// Who.
    pub one: AtRisk,
    /// All that was written of it, in order, each with by whom, by name.
    pub said: Vec<(HighRiskContent, String)>,
    /// What the viewer can do about it.
    pub steps: Vec<HighRiskStep>,
    /// The contacts among the reasons that the viewer may open.
    pub opens: BTreeSet<ContactId>,
    /// Their families that the viewer may open, each with what it goes by where they may see that.
    pub families: Vec<(FamilyId, Option<String>)>,
}

/// What a line is said with.
struct Beside {
    names: Names,
    calendar: Calendar,
    rule: HighRiskRule,
}

impl Beside {
    async fn read(app: &App, tx: &mut Tx) -> Result<Self, Fault> {
        Ok(Self {
            names: Names::read(app, tx).await?,
            calendar: app.calendar(tx).await?,
            rule: high_risk_rule(tx, app.authority, app.now()).await?,
        })
    }

    /// Each person once: what is not matched yet stands by itself. In the order in which they came.
    fn people(&self, rows: Vec<Named>) -> Vec<AtRisk> {
        let mut places: BTreeMap<Uuid, usize> = BTreeMap::new();
        let mut all: Vec<AtRisk> = Vec::new();
        for (row, name) in rows {
            let reason = Reason {
                entry: row.entry,
                on: row.on,
                contact: row.contact,
                by: self.names.of(&row.put_by),
            };
            let by_name = |(at, by): &(Timestamp, String)| (*at, self.names.of(by));
            let known = places
                .get(&row.whose())
                .and_then(|place| all.get_mut(*place));
            if let Some(known) = known {
                // What came after it was asked keeps them on.
                known.asked = known.asked.take().filter(|_| row.asked.is_some());
                known.reasons.push(reason);
                continue;
            }
            places.insert(row.whose(), all.len());
            all.push(AtRisk {
                person: row.person,
                root: row.root,
                name,
                asked: row.asked.as_ref().map(by_name),
                off: row.off.as_ref().map(by_name),
                meeting: self.rule.meeting_after(row.on.since, &self.calendar),
                reasons: vec![reason],
            });
        }
        all
    }
}

/// The worker who asks.
pub(super) fn me(asker: &Asker) -> Result<WorkerId, Refusal> {
    let me = asker.worker.as_ref().map(|facts| facts.worker);
    me.ok_or(Refusal::NotFound)
}

/// Whose list: within what their grants and their meetings reach now.
pub(crate) fn whose<'a>(app: &App, permit: &'a Permit, worker: WorkerId) -> Whose<'a> {
    Whose {
        permit,
        worker,
        now: app.now(),
    }
}

/// The list.
///
/// # Errors
/// As the policy refuses.
pub async fn high_risk_view(app: &App, asker: &Asker) -> Result<HighRisk, Refusal> {
    let act = Act::HighRiskView;
    let permit = app.leave(asker, act, None).await?;
    let whose = whose(app, &permit, me(asker)?);
    let mut tx = app.read().await?;
    let page = page(app, &mut tx, whose).await.map_err(refusal)?;
    drop(tx);
    let all = page.on.iter().chain(&page.off);
    let read = read_of(all.flat_map(|one| one.reasons.iter().map(|one| one.entry.uuid())));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(page)
}

async fn page(app: &App, tx: &mut Tx, whose: Whose<'_>) -> Result<HighRisk, Fault> {
    let (ring, authority, now) = (&app.ring, app.authority, whose.now);
    let week = now.saturating_sub(WEEK).unwrap_or(Timestamp::MIN);
    let beside = Beside::read(app, tx).await?;
    let on = high_risk_on(tx, ring, authority, whose, (Which::All, MOST)).await?;
    let off = high_risk_off(tx, ring, authority, whose, (week, MOST)).await?;
    let counted = high_risk_count(tx, authority, whose, week).await?;
    let counted = counted
        .into_iter()
        .map(|(why, people, week)| Counted { why, people, week });
    Ok(HighRisk {
        on: beside.people(on),
        off: beside.people(off),
        counted: counted.collect(),
        next: beside.rule.meeting_after(now, &beside.calendar),
        rule: beside.rule,
        now,
    })
}

impl AtRisk {
    /// Whether they are talked of in a daily meeting on a day: their first is that day's or was before it.
    pub(crate) fn is_on_by(&self, day: Date) -> bool {
        local_date(self.meeting) <= day
    }
}

/// Who is on it within a worker's reach.
pub(crate) async fn on_list(
    app: &App,
    tx: &mut Tx,
    whose: Whose<'_>,
) -> Result<Vec<AtRisk>, Fault> {
    let beside = Beside::read(app, tx).await?;
    let all = (Which::All, MOST);
    let on = high_risk_on(tx, &app.ring, app.authority, whose, all).await?;
    Ok(beside.people(on))
}

/// One of them, by their first sighting.
///
/// # Errors
/// `NotFound` where nobody on the list is there within the asker's reach.
pub async fn high_risk_one(app: &App, asker: &Asker, root: SightingId) -> Result<OnePage, Refusal> {
    let act = Act::HighRiskView;
    let permit = app.leave(asker, act, None).await?;
    let whose = whose(app, &permit, me(asker)?);
    let mut tx = app.read().await?;
    let read = one(app, &mut tx, (asker, whose), root).await;
    drop(tx);
    let on = (SubjectKind::Authority, None);
    let page = app
        .refusal_kept(asker, act, on, read.map_err(refusal))
        .await?;
    let read = page.one.reasons.iter().map(|one| one.entry.uuid());
    app.record(asker, act, on, read_of(read)).await?;
    Ok(page)
}

async fn one(
    app: &App,
    tx: &mut Tx,
    (asker, whose): (&Asker, Whose<'_>),
    root: SightingId,
) -> Result<OnePage, Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let rows = theirs(app, tx, whose, root).await?;
    let beside = Beside::read(app, tx).await?;
    let stands = stands(rows.iter().map(|(row, _)| row), asker);
    let own = high_risk_of(tx, ring, authority, whose, root).await?;
    let entries: BTreeSet<HighRiskId> = rows.iter().chain(&own).map(|(row, _)| row.entry).collect();
    let entries: Vec<HighRiskId> = entries.into_iter().collect();
    let said = high_risk_said(tx, ring, authority, whose.permit, &entries).await?;
    let said = said.into_iter().map(|one| {
        let by = beside.names.of(&one.by);
        (one, by)
    });
    let said = said.collect();
    let mut people = beside.people(rows).into_iter();
    let one = people.next().ok_or(Refusal::NotFound)?;
    let may = app.policy.permit(asker, Act::HighRiskDeal, None).is_ok();
    let steps = if may && one.off.is_none() {
        stands.steps()
    } else {
        Vec::new()
    };
    let opens = opening(app, tx, asker, one.reasons.iter().map(|one| one.contact)).await?;
    let families = families(app, tx, asker, one.person).await?;
    Ok(OnePage {
        one,
        said,
        steps,
        opens,
        families,
    })
}

/// The families of somebody that the asker may open, with what each goes by where they may see that. From here on the transaction reads as
/// the asker.
async fn families(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    person: Option<PersonId>,
) -> Result<Vec<(FamilyId, Option<String>)>, Fault> {
    let Some(person) = person else {
        return Ok(Vec::new());
    };
    let of = families_of_persons(tx, app.authority, &[person], app.now()).await?;
    let ids: Vec<FamilyId> = of.into_iter().map(|(_, family)| family).collect();
    let standings = family_standings(tx, app.authority, asker, &ids, app.now()).await?;
    let mut opens = Vec::new();
    for (family, standing) in standings {
        let may = app
            .policy
            .permit(asker, Act::FamilyView, Some(&standing.family))
            .is_ok();
        if may {
            let sight = app.policy.sight(asker, &standing.family);
            opens.push((family, name_of_family(app, tx, family, &sight).await?));
        }
    }
    Ok(opens)
}

/// How somebody stands on it for who asks: it was asked that they come off where it was asked of every entry.
pub(super) fn stands<'a>(
    mut rows: impl Iterator<Item = &'a HighRiskRow> + Clone,
    asker: &Asker,
) -> HighRiskStands {
    let me = principal_key(&asker.principal);
    let mut asked = rows.clone().map(|row| row.asked.as_ref());
    HighRiskStands {
        by_me: asked.clone().flatten().any(|(_, by)| *by == me),
        asked: asked.all(|one| one.is_some()),
        unproved: rows.any(|row| row.on.is_unproved()),
    }
}

/// Every entry of the person of a sighting that stands, or that sighting's own where none does.
pub(super) async fn theirs(
    app: &App,
    tx: &mut Tx,
    who: Whose<'_>,
    root: SightingId,
) -> Result<Vec<Named>, Fault> {
    let (ring, authority) = (&app.ring, app.authority);
    let own = high_risk_of(tx, ring, authority, who, root).await?;
    let Some((first, _)) = own.first() else {
        return Ok(own);
    };
    let whose = first.whose();
    let mut on = high_risk_on(tx, ring, authority, who, (Which::All, MOST)).await?;
    on.retain(|(row, _)| row.whose() == whose);
    Ok(if on.is_empty() { own } else { on })
}
