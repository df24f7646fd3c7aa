//! Everything that a rule may look at, as one small value. The question to Cedar is built from it and nothing else, so an
//! answer may be remembered under it.

use trefoil_core::ids::TeamId;
use trefoil_core::place::PlaceKinds;
use trefoil_core::principal::{Feed, Job, Principal, Role};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::asker::Asker;
use crate::relationship::Relationship;
use crate::standing::{Standing, Subject};

/// The roles that one worker holds, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RoleSet(u32);

impl RoleSet {
    fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(0, |set, role| set | 1 << *role as u32))
    }

    fn holds(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL
            .iter()
            .copied()
            .filter(move |role| self.holds(*role))
    }
}

/// The relationships of one standing, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RelationshipSet(u32);

/// Relationships that close a record, whoever asks and for whomever.
const CLOSING: [Relationship; 3] = [
    Relationship::ConflictConfirmed,
    Relationship::ConflictPending,
    Relationship::OtherAuthority,
];

impl RelationshipSet {
    fn of(relationships: &[Relationship]) -> Self {
        Self(
            relationships
                .iter()
                .fold(0, |set, one| set | 1 << *one as u32),
        )
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Relationship> {
        Relationship::ALL
            .iter()
            .copied()
            .filter(move |one| self.0 & (1 << *one as u32) != 0)
    }
}

/// Who asks, without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    Worker {
        roles: RoleSet,
        hub_team: bool,
        has_team: bool,
        stepped_up: bool,
        /// Asked for a team's manager, in the place of one of its workers.
        managing: bool,
    },
    Feed(Feed),
    Job(Job),
    Console,
    /// A worker whose facts are missing or another's: nothing is asked for them, and the answer is no.
    Unknown,
}

impl Who {
    pub(crate) fn of(asker: &Asker) -> Self {
        match (asker.principal, &asker.worker) {
            (Principal::Worker(worker), Some(facts)) if facts.worker == worker => Self::Worker {
                roles: RoleSet::of(if leaks(Leak::EverybodyCustodian) {
                    &[Role::Custodian]
                } else {
                    &facts.roles
                }),
                hub_team: facts.hub_team,
                has_team: facts.team.is_some(),
                stepped_up: facts.stepped_up || leaks(Leak::StepUpSkipped),
                managing: false,
            },
            (Principal::Worker(_), _) => Self::Unknown,
            (Principal::Feed(feed), _) => Self::Feed(feed),
            (Principal::Job(job), _) => Self::Job(job),
            (Principal::Console, _) => Self::Console,
        }
    }

    /// Row 10 of the access model, "as their workers": for whom a manager asks beside themselves, and how each of them stands.
    /// What closes a record to the manager stays, and so does being an administrator.
    pub(crate) fn workers_of(self, standing: &Standing, stand: Stand) -> Vec<(Self, Stand)> {
        let Self::Worker {
            roles, stepped_up, ..
        } = self
        else {
            return Vec::new();
        };
        if !roles.holds(Role::TeamManager) {
            return Vec::new();
        }
        let kept = [Role::Administrator]
            .into_iter()
            .filter(|one| roles.holds(*one));
        let kept: Vec<Role> = kept.collect();
        let closing = CLOSING
            .into_iter()
            .filter(|one| standing.relationships.contains(one));
        let closing: Vec<Relationship> = closing.collect();
        let stand_in = |(role, relationship): &(Role, Relationship)| {
            let who = Self::Worker {
                roles: RoleSet::of(&[&[*role], kept.as_slice()].concat()),
                hub_team: false,
                has_team: true,
                stepped_up,
                managing: true,
            };
            let related = [&[*relationship], closing.as_slice()].concat();
            (
                who,
                Stand {
                    relationships: RelationshipSet::of(&related),
                    ..stand.bare()
                },
            )
        };
        let team = standing.work.team.iter();
        let families = team.filter(|(role, _)| Role::FAMILIES.contains(role));
        let mut all: Vec<(Self, Stand)> = families.map(stand_in).collect();
        all.dedup();
        all
    }
}

/// What kind of thing is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SubjectKind {
    Contact,
    Family,
    Strand(CompartmentKind),
    Person,
}

/// Who holds the waiting contact, as far as a rule may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    Nobody,
    OwnTeam,
    OtherTeam,
}

impl Holder {
    fn of(own: Option<TeamId>, holding: Option<TeamId>) -> Self {
        match holding {
            None => Self::Nobody,
            Some(_) if own == holding => Self::OwnTeam,
            Some(_) => Self::OtherTeam,
        }
    }
}

/// How the asker stands to it, without names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, by the name that the rules give it"
)]
pub(crate) struct Stand {
    pub(crate) subject: SubjectKind,
    pub(crate) relationships: RelationshipSet,
    pub(crate) in_hub: bool,
    pub(crate) proposed: bool,
    pub(crate) holder: Holder,
    pub(crate) unallocated: bool,
    pub(crate) unsettled: bool,
    pub(crate) in_plan: bool,
    /// Somebody of the asker's own team works across the wall from it.
    pub(crate) team_opposite: bool,
    pub(crate) share: Aspect,
    pub(crate) share_places: PlaceKinds,
}

impl Stand {
    pub(crate) fn of(asker: &Asker, standing: &Standing) -> Self {
        let own_team = asker.worker.as_ref().and_then(|facts| facts.team);
        Self {
            subject: match standing.subject {
                Subject::Contact(_) => SubjectKind::Contact,
                Subject::Family(_) => SubjectKind::Family,
                Subject::Strand(_, kind) => SubjectKind::Strand(kind),
                Subject::Person(_) => SubjectKind::Person,
            },
            relationships: RelationshipSet::of(&standing.relationships),
            in_hub: standing.in_hub || leaks(Leak::AlwaysInHub),
            proposed: standing.proposed,
            holder: Holder::of(own_team, standing.held_by_team),
            unallocated: standing.work.unallocated,
            unsettled: standing.work.unsettled,
            in_plan: standing.work.in_plan,
            team_opposite: opposite(&standing.work.team),
            share: standing.work.share,
            share_places: standing.work.share_places,
        }
    }

    /// The same record without what is the asker's own: shares and hub work are not inherited.
    fn bare(self) -> Self {
        Self {
            in_hub: false,
            proposed: false,
            holder: Holder::Nobody,
            team_opposite: false,
            share: Aspect::None,
            share_places: PlaceKinds::NONE,
            ..self
        }
    }
}

fn opposite(team: &[(Role, Relationship)]) -> bool {
    let mut team = team.iter();
    team.any(|(_, tie)| *tie == Relationship::AllocatedOpposite)
}
