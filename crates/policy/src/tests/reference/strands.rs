//! Rows 2 and 4 to 12 of the access model in plain Rust: families and their strands.

use trefoil_core::act::Act;
use trefoil_core::place::PlaceKinds;
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::given::given;
use super::{NOTHING, Record, Seen, every, more, place};
use crate::{Grant, GrantScope, Relationship, Standing, Subject};

/// Roles that work with families: they have a list of their own.
pub(super) const FAMILY_ROLES: [Role; 6] = [
    Role::SocialWorker,
    Role::ChildAdviser,
    Role::VictimAdviser,
    Role::PerpetratorWorker,
    Role::EarlyHelp,
    Role::Facilitator,
];

/// The strands that a worker can be allocated to.
pub(super) const WALLED: [CompartmentKind; 3] = [
    CompartmentKind::Child,
    CompartmentKind::Victim,
    CompartmentKind::Perpetrator,
];

/// What the acts of family work are on.
pub(super) fn strand_acts(act: Act) -> Option<Record> {
    match act {
        Act::FamilyView
        | Act::StrandOpen
        | Act::SharedWrite
        | Act::SharedOptIn
        | Act::SharedRecall
        | Act::BarredSet
        | Act::ListingMake
        | Act::ListingEnd
        | Act::AggressorRecord => Some(Record::Shared),
        Act::StrandView
        | Act::StrandClose
        | Act::StrandAllocate
        | Act::NoteWrite
        | Act::PlaceWrite
        | Act::ReleaseMake
        | Act::ReleaseRecall
        | Act::SignalSend
        | Act::SignalAcknowledge
        | Act::ShareMake
        | Act::ShareRecall
        | Act::OutputDraft
        | Act::OutputView
        | Act::OutputRelease
        | Act::OutputRefuse
        | Act::OutputSend
        | Act::AccessGather
        | Act::AccessView => Some(Record::Strand),
        _ => None,
    }
}

/// What is asked about: the part that a family's workers share, or one strand.
pub(super) fn part(standing: &Standing) -> Option<CompartmentKind> {
    match standing.subject {
        Subject::Family(_) => Some(CompartmentKind::Shared),
        Subject::Strand(_, kind) => Some(kind),
        Subject::Contact(_) | Subject::Person(_) => None,
    }
}

/// A worker in one role with what relates them to the record: themselves, or one of a manager's team.
pub(super) struct As<'a> {
    pub(super) role: Role,
    pub(super) related: &'a [Relationship],
    pub(super) managing: bool,
    facts: &'a WorkerFacts,
}

impl As<'_> {
    pub(super) fn is(&self, one: Relationship) -> bool {
        self.related.contains(&one)
    }

    pub(super) fn stepped_up(&self) -> bool {
        self.facts.stepped_up
    }

    pub(super) fn own(&self) -> bool {
        self.is(Relationship::Allocated) || self.is(Relationship::Cover)
    }

    pub(super) fn same_side(&self) -> bool {
        self.own() || self.is(Relationship::AllocatedElsewhere)
    }

    /// The cell of the table: how much, and whether places.
    #[expect(
        clippy::match_same_arms,
        reason = "the table, row by row: two cells that happen to be alike are two cells"
    )]
    fn cell(&self, kind: CompartmentKind, standing: &Standing) -> (Aspect, bool) {
        use Aspect::{Full, Needs, None, Released, Safety};
        use CompartmentKind as K;
        let (own, opposite) = (self.own(), self.is(Relationship::AllocatedOpposite));
        let elsewhere = self.is(Relationship::AllocatedElsewhere);
        let when = |so: bool, aspect| if so { aspect } else { None };
        let either = |first: Aspect, second: Aspect| first.max(second);
        let aspect = match (self.role, kind) {
            (Role::SocialWorker, K::Child) => when(self.same_side(), Full),
            (Role::SocialWorker, K::Victim) => when(elsewhere, Full),
            (Role::SocialWorker, K::Perpetrator) => when(opposite, Full),
            (Role::ChildAdviser, K::Child) | (Role::VictimAdviser, K::Victim) => when(own, Full),
            (Role::ChildAdviser, K::Victim) | (Role::VictimAdviser, K::Child) => {
                when(elsewhere, Safety)
            }
            (Role::ChildAdviser | Role::VictimAdviser, K::Perpetrator) => when(opposite, Released),
            (Role::SocialWorker | Role::ChildAdviser | Role::VictimAdviser, K::Shared) => {
                when(own, Full)
            }
            (Role::PerpetratorWorker, K::Perpetrator) => when(own, Full),
            (Role::PerpetratorWorker, K::Child) => either(
                when(opposite, Released),
                when(opposite && standing.work.in_plan, Needs),
            ),
            (Role::PerpetratorWorker, K::Victim | K::Shared) => when(opposite, Released),
            (Role::EarlyHelp, K::Victim | K::Child) => when(own, Needs),
            (Role::EarlyHelp, K::Perpetrator | K::Shared) => when(own || opposite, Released),
            (Role::Facilitator, K::Perpetrator) => when(own, Needs),
            (Role::Facilitator, K::Child) => when(opposite && standing.work.in_plan, Needs),
            (Role::Facilitator, K::Shared) => when(opposite, Released),
            (Role::MeetingChair, K::Shared | K::Child | K::Victim | K::Perpetrator) => {
                when(self.is(Relationship::Meeting), Full)
            }
            (Role::MeetingMember, K::Shared | K::Child | K::Victim | K::Perpetrator) => {
                when(self.is(Relationship::Meeting), Released)
            }
            (Role::HubPartner, K::Child | K::Victim | K::Perpetrator) => {
                when(self.is(Relationship::Duty), Safety)
            }
            (Role::HubPartner, K::Shared) => when(self.is(Relationship::Duty), Full),
            _ => None,
        };
        (aspect, aspect > None && self.places(kind))
    }

    fn places(&self, kind: CompartmentKind) -> bool {
        use CompartmentKind as K;
        match self.role {
            Role::SocialWorker => true,
            Role::ChildAdviser | Role::VictimAdviser => kind != K::Perpetrator,
            Role::EarlyHelp => matches!(kind, K::Victim | K::Child),
            Role::MeetingChair => self.facts.stepped_up,
            _ => false,
        }
    }

    fn sees(&self, standing: &Standing) -> Seen {
        let Some(kind) = part(standing) else {
            return NOTHING;
        };
        let (aspect, places) = self.cell(kind, standing);
        (
            only(kind, aspect),
            every(places && (!self.managing || self.facts.stepped_up)),
        )
    }
}

/// One compartment alone.
pub(super) fn only(kind: CompartmentKind, aspect: Aspect) -> [Aspect; 7] {
    let mut aspects = NOTHING.0;
    if let Some(slot) = aspects.get_mut(place(kind)) {
        *slot = aspect;
    }
    aspects
}

/// The asker in each of their own roles.
fn own<'a>(facts: &'a WorkerFacts, standing: &'a Standing) -> impl Iterator<Item = As<'a>> {
    facts.roles.iter().map(|role| As {
        role: *role,
        related: &standing.relationships,
        managing: false,
        facts,
    })
}

/// A manager in the place of each worker of the team who works with families.
fn managed<'a>(facts: &'a WorkerFacts, standing: &'a Standing) -> impl Iterator<Item = As<'a>> {
    let team = standing.work.team.iter();
    team.filter(|(role, _)| facts.holds(Role::TeamManager) && FAMILY_ROLES.contains(role))
        .map(|(role, related)| As {
            role: *role,
            related: std::slice::from_ref(related),
            managing: true,
            facts,
        })
}

/// Roles to which the places of others in question are not closed.
const SETTLED: [Role; 5] = [
    Role::SocialWorker,
    Role::Triage,
    Role::EmergencyDuty,
    Role::MeetingChair,
    Role::Custodian,
];

/// Broken from the perpetrator's side into the other, by who works there or by one of their team: closed, whatever else is held.
fn glass_from_the_other_side(related: &[Relationship], standing: &Standing) -> bool {
    use CompartmentKind::{Child, Victim};
    let opposite = |tie: &(Role, Relationship)| tie.1 == Relationship::AllocatedOpposite;
    matches!(standing.subject, Subject::Strand(_, Child | Victim))
        && related.contains(&Relationship::BreakGlass)
        && (related.contains(&Relationship::AllocatedOpposite)
            || standing.work.team.iter().any(opposite))
}

/// What is left of a sight after what overrides every leave.
pub(super) fn closed(
    seen: Seen,
    (roles, related): (&[Role], &[Relationship]),
    standing: &Standing,
) -> Seen {
    use CompartmentKind as K;
    let own = related
        .iter()
        .any(|one| matches!(one, Relationship::Allocated | Relationship::Cover));
    let both_sides = related.contains(&Relationship::AllocatedOpposite)
        && (own
            || related.contains(&Relationship::AllocatedElsewhere)
            || related.contains(&Relationship::Share));
    let (mut aspects, mut places) = seen;
    let strand = matches!(standing.subject, Subject::Strand(..));
    let work = strand || matches!(standing.subject, Subject::Family(_));
    for kind in K::ALL {
        let Some(slot) = aspects.get_mut(place(*kind)) else {
            continue;
        };
        if strand && part(standing) != Some(*kind) {
            *slot = Aspect::None;
        }
        if work && both_sides && matches!(kind, K::Shared | K::Child | K::Victim) {
            *slot = (*slot).min(Aspect::Released);
        }
    }
    if glass_from_the_other_side(related, standing) {
        return NOTHING;
    }
    if strand && standing.work.unsettled && !own && !roles.iter().any(|one| SETTLED.contains(one)) {
        places = PlaceKinds::NONE;
    }
    if aspects == NOTHING.0 {
        return NOTHING;
    }
    (aspects, places)
}

/// What family work lets the asker see in their own roles.
pub(super) fn own_sees(facts: &WorkerFacts, standing: &Standing) -> Seen {
    let first = facts.holds(Role::TeamManager) && facts.hub_team && standing.work.unallocated;
    let waiting = match standing.subject {
        Subject::Strand(_, kind) if first && WALLED.contains(&kind) => {
            (only(kind, Aspect::Needs), every(false))
        }
        _ => NOTHING,
    };
    let each = own(facts, standing).map(|one| one.sees(standing));
    each.fold(more(waiting, given(facts, standing)), more)
}

/// What it lets a manager see in the place of their workers.
pub(super) fn managed_sees(facts: &WorkerFacts, standing: &Standing) -> Seen {
    managed(facts, standing).fold(NOTHING, |sum, one| {
        let seen = closed(one.sees(standing), (&[one.role], one.related), standing);
        more(sum, seen)
    })
}

/// Whether family work lets the asker do it.
pub(super) fn strand_may(facts: &WorkerFacts, act: Act, standing: &Standing) -> bool {
    if strand_acts(act).is_none() {
        return false;
    }
    if matches!(act, Act::FamilyView | Act::StrandView | Act::OutputView) {
        let seen = super::seen_of(facts, standing).0;
        let kind = part(standing).and_then(|kind| seen.get(place(kind)).copied());
        let least = if act == Act::OutputView {
            Aspect::Full
        } else {
            Aspect::Released
        };
        return kind >= Some(least);
    }
    let walled = part(standing).is_some_and(|kind| WALLED.contains(&kind));
    let duty = facts.holds(Role::EmergencyDuty)
        && (walled || part(standing) == Some(CompartmentKind::Shared))
        && matches!(
            act,
            Act::NoteWrite
                | Act::PlaceWrite
                | Act::SignalSend
                | Act::SignalAcknowledge
                | Act::StrandOpen
                | Act::StrandAllocate
                | Act::SharedWrite
        );
    let answers = facts.stepped_up && walled && super::acts::answers_for(act);
    let custodian = facts.holds(Role::Custodian) && (act == Act::AccessView || answers);
    let first = facts.holds(Role::TeamManager)
        && facts.hub_team
        && standing.work.unallocated
        && walled
        && (act == Act::StrandAllocate
            || (act == Act::SignalAcknowledge
                && part(standing) != Some(CompartmentKind::Perpetrator)));
    let hub = facts.holds(Role::Triage)
        && standing.in_hub
        && !standing.proposed
        && matches!(act, Act::StrandOpen | Act::SharedWrite);
    let in_own_roles =
        duty || custodian || first || hub || own(facts, standing).any(|one| one.may(act, standing));
    (in_own_roles && !glass_from_the_other_side(&standing.relationships, standing))
        || managed(facts, standing).any(|one| one.may(act, standing))
}

/// The asker's own families in lists: strands of the kinds that their roles are allocated to.
pub(super) fn own_grants(facts: &WorkerFacts) -> Vec<Grant> {
    use CompartmentKind::{Child, Perpetrator, Victim};
    let any = |roles: &[Role]| roles.iter().any(|role| facts.holds(*role));
    let help = facts.holds(Role::EarlyHelp);
    let child = help || any(&[Role::SocialWorker, Role::ChildAdviser]);
    let victim = help || facts.holds(Role::VictimAdviser);
    let perpetrator = help || any(&[Role::PerpetratorWorker, Role::Facilitator]);
    let kinds = [(Child, child), (Victim, victim), (Perpetrator, perpetrator)];
    let grant = |(kind, _)| Grant {
        scope: GrantScope::Own(kind),
        located: kind != Perpetrator,
    };
    kinds
        .into_iter()
        .filter(|(_, has)| *has)
        .map(grant)
        .collect()
}

/// Acts of a role on the authority that are about family work.
pub(super) fn role_may(role: Role, facts: &WorkerFacts, act: Act) -> bool {
    match act {
        Act::ConflictsReview | Act::ConflictDecide => {
            role == Role::Custodian || (role == Role::TeamManager && facts.team.is_some())
        }
        act if super::acts::answered_for(act) => role == Role::Custodian,
        Act::DisclosuresView => {
            role == Role::Custodian
                || (role == Role::TeamManager && (facts.team.is_some() || facts.hub_team))
        }
        Act::MeetingMake => role == Role::MeetingChair,
        Act::MeetingsView => matches!(role, Role::MeetingChair | Role::MeetingMember),
        Act::CoverSet | Act::CoversView => {
            role == Role::TeamManager && (facts.team.is_some() || facts.hub_team)
        }
        Act::StrandsView => {
            FAMILY_ROLES.contains(&role)
                || role == Role::EmergencyDuty
                || (role == Role::TeamManager && (facts.team.is_some() || facts.hub_team))
        }
        Act::GlassBreak | Act::GlassView => matches!(
            role,
            Role::Triage
                | Role::HubPartner
                | Role::SocialWorker
                | Role::ChildAdviser
                | Role::VictimAdviser
                | Role::EarlyHelp
                | Role::TeamManager
                | Role::MeetingChair
        ),
        _ => super::schools::may(role, facts, act),
    }
}
