//! Everything that a rule may look at, as one small value. The question to Cedar is built from it and nothing else, so an
//! answer may be remembered under it.

use trefoil_core::ids::TeamId;
use trefoil_core::principal::{Feed, Job, Principal, Role};

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

    pub(crate) fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL
            .iter()
            .copied()
            .filter(move |role| self.0 & (1 << *role as u32) != 0)
    }
}

/// The relationships of one standing, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RelationshipSet(u32);

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
                roles: RoleSet::of(&facts.roles),
                hub_team: facts.hub_team,
                has_team: facts.team.is_some(),
            },
            (Principal::Worker(_), _) => Self::Unknown,
            (Principal::Feed(feed), _) => Self::Feed(feed),
            (Principal::Job(job), _) => Self::Job(job),
            (Principal::Console, _) => Self::Console,
        }
    }
}

/// What kind of thing is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SubjectKind {
    Contact,
    Family,
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
pub(crate) struct Stand {
    pub(crate) subject: SubjectKind,
    pub(crate) relationships: RelationshipSet,
    pub(crate) in_hub: bool,
    pub(crate) proposed: bool,
    pub(crate) holder: Holder,
}

impl Stand {
    pub(crate) fn of(asker: &Asker, standing: &Standing) -> Self {
        let own_team = asker.worker.as_ref().and_then(|facts| facts.team);
        Self {
            subject: match standing.subject {
                Subject::Contact(_) => SubjectKind::Contact,
                Subject::Family(_) => SubjectKind::Family,
                Subject::Person(_) => SubjectKind::Person,
            },
            relationships: RelationshipSet::of(&standing.relationships),
            in_hub: standing.in_hub,
            proposed: standing.proposed,
            holder: Holder::of(own_team, standing.held_by_team),
        }
    }
}
