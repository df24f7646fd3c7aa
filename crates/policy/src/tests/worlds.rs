//! Askers and standings to test with: named ones for the golden matrix, all small combinations, and random ones.

mod random;

use trefoil_core::ids::{TeamId, WorkerId};
use trefoil_core::place::{PlaceKind, PlaceKinds};
use trefoil_core::principal::{Feed, Job, Principal, Role, WorkerFacts};
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::standing::Work;
use crate::{Asker, Relationship, Standing, Subject};

pub(super) use random::{any_standing, any_worker};

fn id<T: std::str::FromStr>(last: u8) -> T {
    let text = format!("01900000-0000-7000-8000-0000000000{last:02x}");
    text.parse().ok().expect("a UUID")
}

pub(super) fn hub_team() -> TeamId {
    id(1)
}

pub(super) fn other_team() -> TeamId {
    id(2)
}

pub(super) fn subjects() -> [Subject; 3] {
    [
        Subject::Contact(id(3)),
        Subject::Family(id(4)),
        Subject::Person(id(5)),
    ]
}

/// The strands of a family that a worker can be allocated to.
pub(super) const WALLED: [CompartmentKind; 3] = [
    CompartmentKind::Child,
    CompartmentKind::Victim,
    CompartmentKind::Perpetrator,
];

/// One strand of a kind.
pub(super) fn strand(kind: CompartmentKind) -> Subject {
    Subject::Strand(id(8), kind)
}

fn all_subjects() -> Vec<Subject> {
    subjects().into_iter().chain(WALLED.map(strand)).collect()
}

pub(super) fn worker(roles: &[Role], team: Option<TeamId>, hub: bool) -> Asker {
    Asker::worker(WorkerFacts {
        worker: id::<WorkerId>(6),
        name: "Ada Example".to_owned(),
        roles: roles.to_vec(),
        team,
        hub_team: hub,
        stepped_up: true,
    })
}

/// The columns of the matrix: every role in the hub's team, a manager of another team, and all that is not a worker.
pub(super) fn askers() -> Vec<(String, &'static str, Asker)> {
    let mut all: Vec<(String, &'static str, Asker)> = Role::ALL
        .iter()
        .enumerate()
        .map(|(place, role)| {
            let asker = worker(&[*role], Some(hub_team()), true);
            ((place + 1).to_string(), role.words(), asker)
        })
        .collect();
    let outside = worker(&[Role::TeamManager], Some(other_team()), false);
    all.push(("10b".to_owned(), "Team manager outside the hub", outside));
    all.push((
        "C".to_owned(),
        "The console",
        Asker::machine(Principal::Console),
    ));
    for feed in Feed::ALL {
        let firsts = feed.code().split('_');
        let firsts = firsts.filter_map(|word| word.chars().next());
        all.push((
            format!("F{}", firsts.collect::<String>()),
            feed.words(),
            Asker::machine(Principal::Feed(*feed)),
        ));
    }
    for job in Job::ALL {
        let (first, _) = job.code().split_at(1);
        let key = format!("J{first}");
        all.push((key, job.words(), Asker::machine(Principal::Job(*job))));
    }
    all
}

/// The same worker, before they have shown again who they are.
fn again(mut asker: Asker) -> Asker {
    if let Some(facts) = asker.worker.as_mut() {
        facts.stepped_up = false;
    }
    asker
}

/// Shapes the rules tell apart, beyond the matrix: no team, two roles, and facts that are missing.
pub(super) fn odd_askers() -> Vec<Asker> {
    let mut missing = worker(&[Role::Custodian], Some(hub_team()), true);
    missing.worker = None;
    let mut anothers = worker(&[Role::Custodian], Some(hub_team()), true);
    anothers.principal = Principal::Worker(id::<WorkerId>(7));
    vec![
        missing,
        anothers,
        worker(&[], Some(hub_team()), true),
        worker(&[Role::TeamManager], None, false),
        worker(&[Role::TeamManager], None, true),
        worker(&[Role::Administrator, Role::Triage], Some(hub_team()), true),
        worker(&[Role::Administrator, Role::Custodian], None, false),
        worker(
            &[Role::Triage, Role::TeamManager],
            Some(other_team()),
            false,
        ),
        worker(&[Role::EmergencyDuty, Role::Custodian], None, false),
        again(worker(&[Role::TeamManager], Some(hub_team()), true)),
        again(worker(&[Role::Custodian], None, false)),
    ]
}

/// Every combination of the facts of a standing, with at most one of the relationships that a rule names and one that none
/// does. The random worlds draw from all fourteen.
pub(super) fn standings() -> Vec<Standing> {
    let teams = [None, Some(hub_team()), Some(other_team())];
    let relationships = [
        vec![],
        vec![Relationship::Allocated],
        vec![Relationship::BreakGlass],
        vec![Relationship::ConflictConfirmed],
        vec![Relationship::ConflictPending],
        vec![Relationship::OtherAuthority],
    ];
    let mut all = Vec::new();
    for relationships in &relationships {
        for held_by_team in teams {
            for (in_hub, proposed) in [(false, false), (true, false), (false, true), (true, true)] {
                for subject in subjects() {
                    all.push(Standing {
                        subject,
                        relationships: relationships.clone(),
                        in_hub,
                        held_by_team,
                        proposed,
                        work: Work::default(),
                    });
                }
            }
        }
    }
    all
}

/// Families and strands as the rules tell them apart: each relationship alone, and the pairs that a rule names, with each fact.
pub(super) fn family_standings() -> Vec<Standing> {
    use Relationship as R;
    let pairs = [
        vec![R::Allocated, R::AllocatedOpposite],
        vec![R::AllocatedElsewhere, R::AllocatedOpposite],
        vec![R::Cover, R::AllocatedOpposite],
        vec![R::BreakGlass, R::AllocatedOpposite],
        vec![R::BreakGlass, R::ConflictConfirmed],
        vec![],
    ];
    let alone = R::ALL.iter().map(|one| vec![*one]);
    let family = subjects().into_iter().skip(1).take(1);
    let subjects: Vec<Subject> = family.chain(WALLED.map(strand)).collect();
    let mut all = Vec::new();
    for relationships in alone.chain(pairs) {
        for subject in &subjects {
            for work in works() {
                all.push(Standing {
                    relationships: relationships.clone(),
                    work,
                    ..Standing::unrelated(*subject)
                });
            }
        }
    }
    all
}

/// Families and strands enough to tell every rule about them from its absence.
pub(super) fn telling_families() -> Vec<Standing> {
    let mut all = alone();
    all.extend(shares());
    all.extend(facts());
    all
}

/// Each relationship that a rule names, alone.
fn alone() -> Vec<Standing> {
    use Relationship as R;
    let [child, victim, perpetrator] = WALLED.map(strand);
    let [_, family, _] = subjects();
    let ties = [
        R::Allocated,
        R::Cover,
        R::AllocatedElsewhere,
        R::AllocatedOpposite,
    ];
    let others = [R::Meeting, R::Duty, R::BreakGlass, R::ConflictPending];
    let mut all = Vec::new();
    for subject in [child, victim, perpetrator, family] {
        for one in ties.iter().chain(&others) {
            all.push(worked(subject, &[*one], Work::default()));
        }
    }
    all
}

/// What is in the hub under ties that only a strand or a family can have: a rule of family work must say nothing about it.
pub(super) fn misplaced() -> Vec<Standing> {
    use Relationship as R;
    let [contact, family, person] = subjects();
    let ties = [
        R::Allocated,
        R::Cover,
        R::AllocatedElsewhere,
        R::AllocatedOpposite,
        R::Meeting,
        R::BreakGlass,
    ];
    let mut all = Vec::new();
    for subject in [contact, person] {
        for one in ties {
            all.push(worked(subject, &[one], Work::default()));
        }
    }
    for subject in [contact, person, family] {
        let work = Work {
            share: Aspect::Full,
            share_places: PlaceKinds::ALL,
            unallocated: true,
            ..Work::default()
        };
        all.push(worked(subject, &[R::Share], work));
    }
    all
}

/// Shares of no place, of some kinds of places, and of every kind.
fn kinds_given() -> [PlaceKinds; 3] {
    let some = [PlaceKind::Phone, PlaceKind::School];
    [
        PlaceKinds::NONE,
        PlaceKinds::from_iter(some),
        PlaceKinds::ALL,
    ]
}

/// A share of each extent, with each of those kinds.
fn shares() -> Vec<Standing> {
    let [_, victim, _] = WALLED.map(strand);
    let share = |share: Aspect, share_places| {
        let work = Work {
            share,
            share_places,
            ..Work::default()
        };
        worked(victim, &[Relationship::Share], work)
    };
    let each = |one: &Aspect| {
        let one = *one;
        kinds_given().map(|kinds| share(one, kinds))
    };
    Aspect::ALL.iter().flat_map(each).collect()
}

/// Each further fact with the relationship beside which a rule looks at it, and the pairs that are forbidden.
fn facts() -> Vec<Standing> {
    use Relationship as R;
    let [child, victim, _] = WALLED.map(strand);
    let [_, family, _] = subjects();
    let mut in_plan = worked(child, &[R::AllocatedOpposite], Work::default());
    in_plan.work.in_plan = true;
    let mut unsettled = worked(child, &[R::AllocatedElsewhere], Work::default());
    unsettled.work.unsettled = true;
    let mut unallocated = worked(victim, &[], Work::default());
    unallocated.work.unallocated = true;
    let mut managed = worked(victim, &[], Work::default());
    managed.work.team = vec![(Role::VictimAdviser, R::Allocated)];
    let mut helped = worked(victim, &[], Work::default());
    helped.work.team = vec![(Role::EarlyHelp, R::Allocated)];
    let mut waiting = worked(family, &[], Work::default());
    waiting.in_hub = true;
    let both = worked(
        victim,
        &[R::Allocated, R::AllocatedOpposite],
        Work::default(),
    );
    let across = worked(
        child,
        &[R::BreakGlass, R::AllocatedOpposite],
        Work::default(),
    );
    vec![
        in_plan,
        unsettled,
        unallocated,
        managed,
        helped,
        waiting,
        both,
        across,
    ]
}

fn worked(subject: Subject, relationships: &[Relationship], work: Work) -> Standing {
    Standing {
        relationships: relationships.to_vec(),
        work,
        ..Standing::unrelated(subject)
    }
}

/// The facts of family work, one at a time, and as a manager of a worker of each role.
fn works() -> Vec<Work> {
    let plain = Work::default;
    let mut all = vec![
        plain(),
        Work {
            unallocated: true,
            ..plain()
        },
        Work {
            unsettled: true,
            ..plain()
        },
        Work {
            in_plan: true,
            ..plain()
        },
    ];
    for share in Aspect::ALL {
        let [_, some, every] = kinds_given();
        let all_of_them = *share >= Aspect::Safety;
        all.push(Work {
            share: *share,
            share_places: if all_of_them { every } else { some },
            ..plain()
        });
    }
    for role in [
        Role::SocialWorker,
        Role::VictimAdviser,
        Role::PerpetratorWorker,
        Role::Custodian,
    ] {
        for one in [
            Relationship::Allocated,
            Relationship::AllocatedElsewhere,
            Relationship::AllocatedOpposite,
        ] {
            all.push(Work {
                team: vec![(role, one)],
                ..plain()
            });
        }
    }
    all
}
