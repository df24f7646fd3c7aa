//! Who can see a strand, how much, and why: the policy is asked in the place of every worker there is, so that nobody is left out. And
//! who opened it, or a record of its person, of late.

use jiff::{SignedDuration, Timestamp};
use trefoil_core::act::Act;
use trefoil_core::ids::{StrandId, WorkerId};
use trefoil_core::place::PlaceKinds;
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Asker, Permit, Relationship, Standing};
use trefoil_store::ledger::{Opening, opened};
use trefoil_store::output::output_ids;
use trefoil_store::standing::family_standings;
use trefoil_store::strand::StrandRow;
use trefoil_store::worker::{Team, teams, workers};
use trefoil_store::{Fault, Tx};

use super::leave::leave_on_strand;
use crate::door::{App, read_of, refusal, subject_of};

/// For how long back openings are told.
const TOLD: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Openings told; the newest.
const MOST: usize = 200;

/// Somebody who can see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanSee {
    /// What they are called.
    pub name: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Their team and its agency.
    pub team: Option<String>,
    /// How much of it.
    pub aspect: Aspect,
    /// Of which kinds places too, once they have shown who they are where their role needs that.
    pub places: PlaceKinds,
    /// Why, as their own page says it.
    pub why: &'static str,
}

/// Somebody who opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WasOpened {
    /// When.
    pub at: Timestamp,
    /// What they are called, for those who answer for people.
    pub name: Option<String>,
    /// Their roles now.
    pub roles: Vec<Role>,
    /// Their team and its agency now.
    pub team: Option<String>,
    /// What they did.
    pub act: Act,
}

/// The page.
#[derive(Debug, Clone)]
pub struct AccessPage {
    /// The strand.
    pub strand: StrandRow,
    /// Who can see it.
    pub can: Vec<CanSee>,
    /// Who opened it, newest first; nothing is told of it on the perpetrator's side, where it would say who works on the other.
    pub opened: Option<Vec<WasOpened>>,
}

/// Who can see the strand, and who did.
///
/// # Errors
/// As the policy refuses; `NotFound` where the asker may not know of the strand.
pub async fn access_view(app: &App, asker: &Asker, id: StrandId) -> Result<AccessPage, Refusal> {
    let act = Act::AccessView;
    let (permit, met) = leave_on_strand(app, asker, act, id).await?;
    let mut tx = app.read().await?;
    let reading = Reading {
        app,
        asker,
        strand: met.strand.clone(),
        all: workers(&mut tx, app.authority)
            .await
            .map_err(refusal)?
            .into_iter()
            .map(|(facts, _)| facts)
            .collect(),
        teams: teams(&mut tx, app.authority).await.map_err(refusal)?,
    };
    let opened = reading.opened(&mut tx, &permit).await.map_err(refusal)?;
    let can = reading.can_see(&mut tx).await.map_err(refusal)?;
    drop(tx);
    let on = subject_of(met.standing.subject);
    app.record(asker, act, on, read_of([id.uuid()])).await?;
    Ok(AccessPage {
        strand: met.strand,
        can,
        opened,
    })
}

struct Reading<'a> {
    app: &'a App,
    asker: &'a Asker,
    strand: StrandRow,
    all: Vec<WorkerFacts>,
    teams: Vec<Team>,
}

impl Reading<'_> {
    /// Whether the viewer answers for people, and is told names.
    fn names(&self) -> bool {
        let facts = self.asker.worker.as_ref();
        facts.is_some_and(|facts| facts.holds(Role::Custodian) || facts.holds(Role::TeamManager))
    }

    /// On the perpetrator's side it is not told who works on the other, whatever they can see.
    fn one_sided(&self) -> bool {
        let facts = self.asker.worker.as_ref();
        let custodian = facts.is_some_and(|facts| facts.holds(Role::Custodian));
        self.strand.kind == CompartmentKind::Perpetrator && !custodian
    }

    fn team(&self, facts: &WorkerFacts) -> Option<String> {
        let own = self.teams.iter().find(|team| Some(team.team) == facts.team);
        own.map(|team| format!("{}, {}", team.name, team.agency_name))
    }

    async fn can_see(&self, tx: &mut Tx) -> Result<Vec<CanSee>, Fault> {
        let (app, now) = (self.app, self.app.now());
        let mut can = Vec::new();
        let hidden = |standing: &Standing| {
            self.one_sided() && crosses(standing) && !leaks(Leak::BothSidesTold)
        };
        for facts in &self.all {
            // As they would be once they had shown who they are: what they can come to see counts.
            let asker = Asker::worker(facts.clone()).shown_again();
            let family = [self.strand.family];
            let standings = family_standings(tx, app.authority, &asker, &family, now).await?;
            let strands = standings.into_values().flat_map(|family| family.strands);
            let own = strands
                .into_iter()
                .find(|(one, _)| one.strand == self.strand.strand);
            let Some((_, standing)) = own else {
                continue;
            };
            let sight = app.policy.sight(&asker, &standing);
            let aspect = sight.aspect(self.strand.kind);
            if aspect == Aspect::None || hidden(&standing) {
                continue;
            }
            can.push(CanSee {
                name: facts.name.clone(),
                roles: facts.roles.clone(),
                team: self.team(facts),
                aspect,
                places: sight.places(),
                why: why(&standing, sight.reason()),
            });
        }
        can.sort_by(|one, other| {
            let most = other.aspect.cmp(&one.aspect);
            most.then_with(|| one.name.cmp(&other.name))
        });
        Ok(can)
    }

    async fn opened(&self, tx: &mut Tx, permit: &Permit) -> Result<Option<Vec<WasOpened>>, Fault> {
        if self.one_sided() && !leaks(Leak::OpeningsTold) {
            return Ok(None);
        }
        let now = self.app.now();
        let since = now.checked_sub(TOLD).unwrap_or(Timestamp::MIN);
        let mut records = output_ids(tx, self.app.authority, permit, self.strand.strand).await?;
        records.extend([self.strand.strand.uuid(), self.strand.person.uuid()]);
        let all = opened(tx, self.app.authority, permit, &records, since).await?;
        let me = self.asker.worker.as_ref().map(|facts| facts.worker);
        let others = all.into_iter().filter(|one| Some(one.worker) != me);
        let told = others.take(MOST).filter_map(|one| self.was_opened(&one));
        Ok(Some(told.collect()))
    }

    fn was_opened(&self, one: &Opening) -> Option<WasOpened> {
        let by = |worker: WorkerId| self.all.iter().find(|facts| facts.worker == worker);
        let facts = by(one.worker)?;
        Some(WasOpened {
            at: one.at,
            name: self.names().then(|| facts.name.clone()),
            roles: facts.roles.clone(),
            team: self.team(facts),
            act: Act::from_code(&one.act)?,
        })
    }
}

/// Why somebody sees it: a manager without a tie of their own sees it in the place of their workers.
fn why(standing: &Standing, own: &'static str) -> &'static str {
    let tied = !standing.relationships.is_empty();
    if !tied && !standing.in_hub && !standing.work.team.is_empty() {
        "They manage somebody who works with this family"
    } else {
        own
    }
}

/// Whether somebody sees it by work on the other side, or by managing such work.
fn crosses(standing: &Standing) -> bool {
    let other = |one: &Relationship| {
        matches!(
            one,
            Relationship::AllocatedOpposite | Relationship::AllocatedElsewhere
        )
    };
    let team = standing.work.team.iter();
    standing.relationships.iter().any(other) || team.into_iter().any(|(_, one)| other(one))
}
