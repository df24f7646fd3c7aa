//! The access model once more, in plain Rust, written from its table and not from the rules: theorem T14 says that both
//! give the same verdict. It shares no code with the engine but the public types.

mod accounts;
mod acts;
mod given;
mod schools;
mod strands;

use trefoil_core::act::Act;
use trefoil_core::place::PlaceKinds;
use trefoil_core::principal::{Feed, Job, Principal, Role, WorkerFacts};
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::{Asker, Grant, GrantScope, Relationship, Standing, Subject};
use strands::{strand_acts, strand_may};

/// How an act ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Allowed,
    Told,
    Hidden,
}

/// What is seen, hub, shared, child, victim, perpetrator, enquirer, sealed, and of which kinds places are.
pub(super) type Seen = ([Aspect; 7], PlaceKinds);

const NOTHING: Seen = ([Aspect::None; 7], PlaceKinds::NONE);

/// A cell of the table says of places yes or no: of every kind.
fn every(places: bool) -> PlaceKinds {
    if places {
        PlaceKinds::ALL
    } else {
        PlaceKinds::NONE
    }
}

fn trusted(asker: &Asker) -> Option<&WorkerFacts> {
    asker
        .worker
        .as_ref()
        .filter(|facts| asker.principal == Principal::Worker(facts.worker))
}

fn walled(facts: &WorkerFacts, standing: &Standing) -> bool {
    facts.holds(Role::Administrator)
        || standing.relationships.iter().any(|one| {
            matches!(
                one,
                Relationship::ConflictConfirmed
                    | Relationship::ConflictPending
                    | Relationship::OtherAuthority
            )
        })
}

/// Whether the role works on what the standing describes, as triage does or as a manager does.
fn works_on(role: Role, facts: &WorkerFacts, standing: &Standing) -> bool {
    let waiting = standing.in_hub || standing.proposed;
    let teams = facts.team.is_some() && facts.team == standing.held_by_team;
    match role {
        Role::Triage => waiting,
        Role::TeamManager => teams || (facts.hub_team && waiting),
        Role::EmergencyDuty => true,
        _ => false,
    }
}

fn role_sees(role: Role, facts: &WorkerFacts, standing: &Standing) -> Seen {
    use Aspect::{Full, Needs, None};
    let again = facts.stepped_up;
    match role {
        Role::Custodian => ([Full; 7], every(again)),
        Role::EmergencyDuty => ([Full, Full, Full, Full, Full, Full, None], every(again)),
        Role::Triage | Role::TeamManager if works_on(role, facts, standing) => {
            if standing.proposed {
                ([None, Needs, Needs, Needs, Needs, None, None], every(false))
            } else {
                (
                    [Full, Full, Full, Full, Full, None, None],
                    every(role == Role::Triage || again),
                )
            }
        }
        _ => NOTHING,
    }
}

fn place(kind: CompartmentKind) -> usize {
    kind as usize
}

fn more(sum: Seen, one: Seen) -> Seen {
    let mut aspects = sum.0;
    for (slot, aspect) in aspects.iter_mut().zip(one.0) {
        *slot = (*slot).max(aspect);
    }
    (aspects, sum.1.or(one.1))
}

/// What the asker sees of the subject.
pub(super) fn seen(asker: &Asker, standing: &Standing) -> Seen {
    trusted(asker).map_or(NOTHING, |facts| seen_of(facts, standing))
}

/// What the worker sees: in their own roles together, and as a manager in the place of each worker of the team.
fn seen_of(facts: &WorkerFacts, standing: &Standing) -> Seen {
    if walled(facts, standing) {
        return NOTHING;
    }
    let roles = facts.roles.iter();
    let hub = roles.map(|role| role_sees(*role, facts, standing));
    let own = strands::closed(
        hub.fold(strands::own_sees(facts, standing), more),
        (&facts.roles, &standing.relationships),
        standing,
    );
    more(own, strands::managed_sees(facts, standing))
}

/// Whether the act is on one record, so that without one there is nothing there.
fn is_on_a_record(act: Act) -> bool {
    kind_of_record(act).is_some()
}

fn fits(act: Act, subject: Subject) -> Option<bool> {
    kind_of_record(act).map(|kind| match kind {
        Record::Contact => matches!(subject, Subject::Contact(_)),
        Record::Person => matches!(subject, Subject::Person(_) | Subject::Family(_)),
        Record::Any => !matches!(subject, Subject::Strand(..)),
        Record::Shared => matches!(subject, Subject::Family(_)),
        Record::Strand => matches!(subject, Subject::Strand(..)),
    })
}

/// What an act is on: contacts, persons (and families as groups of them), any of these, what a family's workers share, one strand.
enum Record {
    Contact,
    Person,
    Any,
    Shared,
    Strand,
}

/// `None` is the authority.
fn kind_of_record(act: Act) -> Option<Record> {
    match act {
        Act::ContactView
        | Act::ContactViewPast
        | Act::ContactTake
        | Act::ContactHandOver
        | Act::ContactRelease
        | Act::ContactRegrade
        | Act::ContactDecide
        | Act::AttachmentAdd
        | Act::AttachmentOpen
        | Act::ContactName
        | Act::ContactUnname
        | Act::MatchKin
        | Act::CheckAsk
        | Act::CheckEnd
        | Act::HighRiskPut
        | Act::MatchSearch => Some(Record::Contact),
        Act::PersonView | Act::PersonViewPast => Some(Record::Person),
        Act::MatchConfirm
        | Act::MatchNew
        | Act::MatchRefuse
        | Act::MatchFamily
        | Act::MatchUndo => Some(Record::Any),
        _ => strand_acts(act),
    }
}

/// Acts of a role on one record that fits.
fn role_may_on_record(role: Role, facts: &WorkerFacts, act: Act, standing: &Standing) -> bool {
    let own = standing.relationships.contains(&Relationship::Allocated);
    let linked = role == Role::EmergencyDuty || !standing.proposed;
    if role == Role::Custodian {
        return matches!(
            act,
            Act::ContactView
                | Act::ContactViewPast
                | Act::AttachmentOpen
                | Act::PersonView
                | Act::PersonViewPast
                | Act::MatchConfirm
                | Act::MatchSearch
                | Act::MatchUndo
        );
    }
    if strand_acts(act).is_some() {
        return false;
    }
    works_on(role, facts, standing)
        && match act {
            Act::ContactHandOver => {
                let manages = role == Role::TeamManager;
                linked && (manages || own || standing.held_by_team.is_none())
            }
            Act::ContactRelease => linked && own,
            Act::ContactTake
            | Act::ContactRegrade
            | Act::ContactDecide
            | Act::AttachmentAdd
            | Act::ContactName
            | Act::ContactUnname
            | Act::MatchKin
            | Act::CheckAsk
            | Act::CheckEnd
            | Act::HighRiskPut
            | Act::MatchUndo => linked,
            _ => true,
        }
}

/// Acts of a role on the authority.
fn role_may(role: Role, facts: &WorkerFacts, act: Act) -> bool {
    let hub_work = match role {
        Role::Triage | Role::EmergencyDuty => true,
        Role::TeamManager => facts.hub_team,
        _ => false,
    };
    match act {
        Act::QueueView | Act::PersonSearch | Act::PairsView | Act::PairDecide | Act::PairUndo => {
            hub_work
                || role == Role::Custodian
                || (role == Role::TeamManager && facts.team.is_some())
        }
        Act::ContactImport
        | Act::ContactRevise
        | Act::ImportStart
        | Act::ImportFinish
        | Act::QuarantineClose => hub_work,
        Act::ImportView | Act::QuarantineView => hub_work || role == Role::Custodian,
        Act::ReportView | Act::ReportPublish => matches!(
            role,
            Role::Triage
                | Role::EmergencyDuty
                | Role::TeamManager
                | Role::ReturnsOfficer
                | Role::Custodian
        ),
        Act::ReportRows => matches!(
            role,
            Role::TeamManager | Role::ReturnsOfficer | Role::Custodian
        ),
        _ if accounts::is_theirs(act) => role == Role::Administrator,
        _ => strands::role_may(role, facts, act),
    }
}

fn worker_may(facts: &WorkerFacts, act: Act, standing: Option<&Standing>) -> bool {
    let record = standing.and_then(|one| fits(act, one.subject).map(|fits| (one, fits)));
    if let Some((standing, fits)) = record {
        let hub = |role: &Role| role_may_on_record(*role, facts, act, standing);
        return fits
            && !walled(facts, standing)
            && (facts.roles.iter().any(hub) || strand_may(facts, act, standing));
    }
    if acts::own(act) {
        return standing.is_none();
    }
    let taken_in = matches!(act, Act::ContactImport | Act::ContactRevise);
    let contact = standing.is_some_and(|one| matches!(one.subject, Subject::Contact(_)));
    (standing.is_none() || (taken_in && contact))
        && !(facts.holds(Role::Administrator) && acts::near_content(act))
        && facts.roles.iter().any(|role| role_may(*role, facts, act))
}

/// The job that alone does an act.
fn own_job(act: Act) -> Option<Job> {
    match act {
        Act::GuardScan => Some(Job::Guard),
        Act::SightCheck => Some(Job::Custody),
        Act::HighRiskRaise => Some(Job::HighRisk),
        Act::InterestRaise => Some(Job::Interests),
        _ => None,
    }
}

fn machine_may(principal: Principal, act: Act, standing: Option<&Standing>) -> bool {
    let contact = standing.is_some_and(|one| matches!(one.subject, Subject::Contact(_)));
    let takes_in = matches!(
        principal,
        Principal::Console | Principal::Feed(Feed::Police) | Principal::Job(Job::Town)
    );
    let sets_up = matches!(principal, Principal::Console | Principal::Job(Job::Town));
    let drop = Principal::Feed(Feed::MailDrop);
    let system = Principal::Feed(Feed::PartnerApi);
    let form = [Principal::Feed(Feed::PartnerForm), drop, system].contains(&principal);
    match act {
        Act::MatchAuto => {
            let strand = standing.is_some_and(|one| matches!(one.subject, Subject::Strand(..)));
            principal == Principal::Job(Job::AutoLink) && !strand
        }
        Act::ContactImport if form => contact || standing.is_none(),
        Act::ContactImport | Act::ContactRevise => takes_in && (contact || standing.is_none()),
        _ if standing.is_some() => false,
        Act::ReceiptView => principal == system,
        Act::ImportStart | Act::ImportFinish => takes_in || principal == drop,
        Act::AuthorityCreate
        | Act::TownMake
        | Act::SchoolsView
        | Act::SchoolsChange
        | Act::AgreementSet => sets_up,
        _ if accounts::is_theirs(act) => sets_up,
        act if own_job(act).is_some() => own_job(act).map(Principal::Job) == Some(principal),
        Act::NoticeMake | Act::NoticeSend => principal == Principal::Job(Job::Notices),
        Act::MatchPropose | Act::JobPutOff => principal == Principal::Job(Job::Outbox),
        Act::ImportView
        | Act::ReportView
        | Act::ReportPublish
        | Act::LedgerVerify
        | Act::LedgerCheckpoint
        | Act::KeyRotate
        | Act::KeyExport
        | Act::BackupStart
        | Act::BackupFinish
        | Act::BackupRestore => principal == Principal::Console,
        Act::SignIn | Act::SignInRefused => principal == Principal::Job(Job::SignIn),
        _ => false,
    }
}

/// How the act ends for the asker.
pub(super) fn verdict(asker: &Asker, act: Act, standing: Option<&Standing>) -> Verdict {
    let may = match (asker.principal, trusted(asker)) {
        (Principal::Worker(_), Some(facts)) => worker_may(facts, act, standing),
        (Principal::Worker(_), None) => false,
        (machine, _) => machine_may(machine, act, standing),
    };
    if may {
        return Verdict::Allowed;
    }
    let hidden = match standing {
        Some(standing) => seen(asker, standing) == NOTHING,
        None => is_on_a_record(act),
    };
    if hidden {
        Verdict::Hidden
    } else {
        Verdict::Told
    }
}

/// What the asker's lists reach.
pub(super) fn grants(asker: &Asker) -> Vec<Grant> {
    let Some(facts) = trusted(asker) else {
        return Vec::new();
    };
    if facts.holds(Role::Administrator) {
        return Vec::new();
    }
    let manager = facts.holds(Role::TeamManager);
    let everything = facts.holds(Role::EmergencyDuty) || facts.holds(Role::Custodian);
    let hub = facts.holds(Role::Triage) || (manager && facts.hub_team);
    let scopes = [
        everything.then_some(GrantScope::Authority),
        hub.then_some(GrantScope::Hub),
        facts.team.filter(|_| manager).map(GrantScope::Team),
    ];
    let located = |scope| Grant {
        scope,
        located: true,
    };
    let hub = scopes.into_iter().flatten().map(located);
    hub.chain(strands::own_grants(facts)).collect()
}
