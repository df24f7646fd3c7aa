//! How families and their strands stand to one worker: who is allocated where, who covers, what the asker's team does, and
//! whether a waiting contact is about the family.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, FamilyId, PersonId, StrandId, WorkerId};
use trefoil_core::place::PlaceKinds;
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::seeded::{Leak, leaks, or_leak};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Asker, Relationship, Standing, Subject, Work};

use crate::aggressor::settled;
use crate::db::{Reader, Tx, Value, statement};
use crate::fault::Fault;
use crate::glass::glass_live;
use crate::high_risk::high_risk_to;
use crate::interest::closed_to;
use crate::meeting::listed_to;
use crate::share::{Given, shares_to};
use crate::strand::{Allocation, StrandRow, allocations, covered_by, strands_of_families};

statement! {
    WAITING (List 2) = "SELECT DISTINCT f.family_id FROM contact_family f JOIN contact c ON c.authority_id = f.authority_id AND c.contact_id = f.contact_id WHERE f.authority_id = $1 AND f.known_until IS NULL AND c.state = 'waiting' AND f.family_id IN ({list})";
}

/// A family with its strands, as they stand to one asker.
#[derive(Debug, Clone)]
pub struct FamilyStanding {
    /// How what its workers share stands.
    pub family: Standing,
    /// Each strand with how it stands, children first.
    pub strands: Vec<(StrandRow, Standing)>,
    /// Who works on each strand now.
    pub workers: Vec<Allocation>,
}

impl FamilyStanding {
    /// Notes what the asker's broken glass opens.
    fn break_glass(&mut self, glass: &[(StrandId, Timestamp)]) {
        for (strand, standing) in &mut self.strands {
            let opens = |open: StrandId| open == strand.strand || leaks(Leak::GlassOpensAll);
            if glass.iter().any(|(open, _)| opens(*open)) {
                standing.relationships.push(Relationship::BreakGlass);
            }
        }
    }

    /// Notes that it is listed for a meeting of the asker's, or talked of in it because somebody in it is at high risk.
    fn list(&mut self) {
        let all = self.strands.iter_mut().map(|(_, standing)| standing);
        for standing in all.chain([&mut self.family]) {
            standing.relationships.push(Relationship::Meeting);
        }
    }

    /// What live shares give of each strand, and the relationship that they are; ended ones give none.
    fn give(&mut self, given: &[Given]) {
        for (strand, standing) in &mut self.strands {
            let of = || given.iter().filter(|one| one.strand == strand.strand);
            let live = || of().filter(|one| one.live);
            if live().next().is_some() {
                standing.relationships.push(Relationship::Share);
            } else if of().next().is_some() {
                standing.relationships.push(Relationship::PastShare);
            }
            let most = live().map(|one| one.aspect).max();
            let most = or_leak(Leak::ShareWhole, most, |most| most.and(Some(Aspect::Full)));
            standing.work.share = most.unwrap_or(Aspect::None);
            let places = live().map(Given::places_now);
            standing.work.share_places = places.fold(PlaceKinds::NONE, PlaceKinds::or);
        }
    }

    /// Closes all of it to a worker who has an interest in it.
    fn close(&mut self, interest: Option<Relationship>) {
        let interest = interest.filter(|_| !leaks(Leak::InterestUnheeded));
        let all = self.strands.iter_mut().map(|(_, standing)| standing);
        for standing in all.chain([&mut self.family]) {
            standing.relationships.extend(interest);
        }
    }
}

/// What one worker has beside their own strands.
#[derive(Default)]
struct Own {
    covered: Vec<WorkerId>,
    glass: Vec<(StrandId, Timestamp)>,
    given: Vec<Given>,
    listed: BTreeSet<FamilyId>,
}

impl Own {
    async fn of(
        tx: &mut Tx,
        authority: AuthorityId,
        facts: &WorkerFacts,
        (strands, families): (&[StrandId], &[FamilyId]),
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let worker = facts.worker;
        let mut listed = listed_to(tx, authority, worker, families, now).await?;
        if facts.holds(Role::MeetingChair) {
            listed.extend(high_risk_to(tx, authority, worker, families, now).await?);
        }
        Ok(Self {
            covered: covered_by(tx, authority, worker, now).await?,
            glass: glass_live(tx, authority, worker, now).await?,
            given: shares_to(tx, authority, worker, strands, now).await?,
            listed,
        })
    }
}

/// How one family stands; `None` where it has no strand: then it is nobody's work yet, and not there.
pub async fn family_standing(
    tx: &mut Tx,
    authority: AuthorityId,
    asker: &Asker,
    family: FamilyId,
    now: Timestamp,
) -> Result<Option<FamilyStanding>, Fault> {
    let mut found = family_standings(tx, authority, asker, &[family], now).await?;
    Ok(found.remove(&family))
}

/// How families stand, those with a strand alone. From here on the transaction reads as the asker.
pub async fn family_standings(
    tx: &mut Tx,
    authority: AuthorityId,
    asker: &Asker,
    families: &[FamilyId],
    now: Timestamp,
) -> Result<BTreeMap<FamilyId, FamilyStanding>, Fault> {
    let reader = Reader::of(asker.principal);
    tx.reads_of(reader, now, (authority, families)).await?;
    if families.is_empty() {
        return Ok(BTreeMap::new());
    }
    let strands = strands_of_families(tx, authority, families).await?;
    let ids: Vec<_> = strands.iter().map(|one| one.strand).collect();
    let allocated = allocations(tx, authority, &ids).await?;
    let list: Vec<Value> = families.iter().map(|one| one.uuid().into()).collect();
    let waiting = tx.all_of(&WAITING, &[authority.into()], list).await?;
    let waiting: BTreeSet<FamilyId> = waiting
        .iter()
        .map(|row| row.id(0))
        .collect::<Result<_, Fault>>()?;
    let own = match &asker.worker {
        Some(facts) => Own::of(tx, authority, facts, (&ids, families), now).await?,
        None => Own::default(),
    };
    let closed = closed_to(tx, authority, &asker.principal).await?;
    let settled = settled(tx, authority, families).await?;
    let mut of_family: BTreeMap<FamilyId, Vec<StrandRow>> = BTreeMap::new();
    for strand in strands {
        of_family.entry(strand.family).or_default().push(strand);
    }
    let standing = |(family, strands): (FamilyId, Vec<StrandRow>)| {
        let ids: BTreeSet<_> = strands.iter().map(|one| one.strand).collect();
        let workers = allocated.iter().filter(|(strand, _)| ids.contains(strand));
        let workers: Vec<Allocation> = workers.flat_map(|(_, all)| all.clone()).collect();
        let hub = waiting.contains(&family);
        let ties = Ties::of(asker, &own.covered, &strands, &workers);
        let mut standing = ties.standing(family, strands, workers, (hub, &settled));
        standing.give(&own.given);
        standing.break_glass(&own.glass);
        if own.listed.contains(&family) {
            standing.list();
        }
        standing.close(closed.family(family));
        (family, standing)
    };
    Ok(of_family.into_iter().map(standing).collect())
}

/// One worker's ties to one family: the kind of each strand on which somebody works, and what they are to the asker.
struct Ties {
    /// Strands of the asker's own, of whom they cover for, formerly theirs; those of the asker's team with the role of each worker.
    own: Vec<StrandRow>,
    covering: Vec<StrandRow>,
    formerly: Vec<StrandRow>,
    team: Vec<(StrandRow, Role)>,
}

impl Ties {
    fn of(
        asker: &Asker,
        covered: &[WorkerId],
        strands: &[StrandRow],
        workers: &[Allocation],
    ) -> Self {
        let mut ties = Self {
            own: Vec::new(),
            covering: Vec::new(),
            formerly: Vec::new(),
            team: Vec::new(),
        };
        let Some(me) = &asker.worker else {
            return ties;
        };
        for one in workers {
            let Some(strand) = strands.iter().find(|strand| strand.strand == one.strand) else {
                continue;
            };
            ties.add(me, covered, strand, one);
        }
        ties
    }

    fn add(
        &mut self,
        me: &WorkerFacts,
        covered: &[WorkerId],
        strand: &StrandRow,
        one: &Allocation,
    ) {
        let open = strand.closed_at.is_none() || leaks(Leak::ClosedStrandOpen);
        let live = one.until.is_none() && open;
        let mine = one.worker == me.worker;
        let own_team = me.team.is_some() && one.team == me.team;
        let live = live || (mine && leaks(Leak::FormerTie));
        let mine = mine || (own_team && leaks(Leak::TeamMateTie));
        match (live, mine) {
            (true, true) => self.own.push(strand.clone()),
            (false, true) => self.formerly.push(strand.clone()),
            (true, false) if covered.contains(&one.worker) => self.covering.push(strand.clone()),
            _ => {}
        }
        let own_team = own_team || leaks(Leak::AnyManager);
        if live && own_team && one.worker != me.worker {
            self.team.push((strand.clone(), one.role));
        }
    }

    /// What a worker on `theirs` is to `strand`.
    fn tie(theirs: &StrandRow, strand: &StrandRow, own: Relationship) -> Relationship {
        if theirs.strand == strand.strand {
            own
        } else if theirs.kind.opposes(strand.kind) {
            Relationship::AllocatedOpposite
        } else {
            Relationship::AllocatedElsewhere
        }
    }

    /// What a worker on `theirs` is to what the family's workers share: that part is the protected side's.
    fn tie_to_family(theirs: &StrandRow, own: Relationship) -> Relationship {
        if theirs.kind == CompartmentKind::Perpetrator {
            Relationship::AllocatedOpposite
        } else {
            own
        }
    }

    fn related(&self, tie: impl Fn(&StrandRow, Relationship) -> Relationship) -> Vec<Relationship> {
        let own = self.own.iter().map(|one| tie(one, Relationship::Allocated));
        let covering = self
            .covering
            .iter()
            .map(|one| tie(one, Relationship::Cover));
        let mut all: Vec<Relationship> = own.chain(covering).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn team(
        &self,
        tie: impl Fn(&StrandRow, Relationship) -> Relationship,
    ) -> Vec<(Role, Relationship)> {
        let each = self
            .team
            .iter()
            .map(|(one, role)| (*role, tie(one, Relationship::Allocated)));
        let mut all: Vec<(Role, Relationship)> = each.collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn standing(
        &self,
        family: FamilyId,
        strands: Vec<StrandRow>,
        workers: Vec<Allocation>,
        (in_hub, settled): (bool, &BTreeSet<(FamilyId, PersonId)>),
    ) -> FamilyStanding {
        let live: BTreeSet<_> = workers
            .iter()
            .filter(|one| one.until.is_none())
            .map(|one| one.strand)
            .collect();
        let unsettled = unsettled(&strands, settled);
        let of_strand = |strand: StrandRow| {
            let mut related = self.related(|theirs, own| Self::tie(theirs, &strand, own));
            if self.formerly.iter().any(|one| one.strand == strand.strand) {
                related.push(Relationship::FormerlyAllocated);
            }
            let standing = Standing {
                relationships: related,
                in_hub,
                work: Work {
                    team: self.team(|theirs, own| Self::tie(theirs, &strand, own)),
                    unallocated: strand.closed_at.is_none() && !live.contains(&strand.strand),
                    unsettled: unsettled.contains(&strand.person),
                    ..Work::default()
                },
                ..Standing::unrelated(Subject::Strand(strand.strand, strand.kind))
            };
            (strand, standing)
        };
        let family = Standing {
            relationships: self.related(Self::tie_to_family),
            in_hub,
            work: Work {
                team: self.team(Self::tie_to_family),
                ..Work::default()
            },
            ..Standing::unrelated(Subject::Family(family))
        };
        FamilyStanding {
            family,
            strands: strands.into_iter().map(of_strand).collect(),
            workers: workers
                .into_iter()
                .filter(|one| one.until.is_none())
                .collect(),
        }
    }
}

/// Persons of whom it is not settled whether they harm or are harmed: those with a strand on each side, and no record of a
/// primary aggressor about them. The record closes the other strand, but for a child's, which stays open.
fn unsettled(
    strands: &[StrandRow],
    settled: &BTreeSet<(FamilyId, PersonId)>,
) -> BTreeSet<PersonId> {
    let recorded = |one: &StrandRow| settled.contains(&(one.family, one.person));
    let open = || strands.iter().filter(|one| one.closed_at.is_none());
    let of = |kind| {
        open()
            .filter(move |one| one.kind == kind && !recorded(one))
            .map(|one| one.person)
    };
    let harming: BTreeSet<_> = of(CompartmentKind::Perpetrator).collect();
    let both: BTreeSet<_> = of(CompartmentKind::Victim)
        .chain(of(CompartmentKind::Child))
        .filter(|person| harming.contains(person))
        .collect();
    // Where one is in question, so is everybody whom the question is about: who they may harm, and who may harm them.
    if both.is_empty() {
        return both;
    }
    open()
        .filter(|one| one.kind != CompartmentKind::Child)
        .map(|one| one.person)
        .collect()
}
