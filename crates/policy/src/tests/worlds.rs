//! Askers and standings to test with: named ones for the golden matrix, all small combinations, and random ones.

use proptest::prelude::*;
use trefoil_core::ids::{TeamId, WorkerId};
use trefoil_core::principal::{Feed, Job, Principal, Role, WorkerFacts};

use crate::{Asker, Relationship, Standing, Subject};

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

pub(super) fn worker(roles: &[Role], team: Option<TeamId>, hub: bool) -> Asker {
    Asker::worker(WorkerFacts {
        worker: id::<WorkerId>(6),
        name: "Ada Example".to_owned(),
        roles: roles.to_vec(),
        team,
        hub_team: hub,
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
        all.push((
            "F".to_owned(),
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
                    });
                }
            }
        }
    }
    all
}

prop_compose! {
    /// A worker with up to four roles, in a team or none.
    pub(super) fn any_worker()(
        roles in proptest::collection::vec(proptest::sample::select(Role::ALL), 0..4),
        team in proptest::sample::select(vec![None, Some(hub_team()), Some(other_team())]),
        hub in any::<bool>(),
    ) -> Asker {
        worker(&roles, team, hub)
    }
}

prop_compose! {
    /// A standing with up to three relationships.
    pub(super) fn any_standing()(
        subject in proptest::sample::select(subjects().to_vec()),
        relationships in proptest::collection::vec(proptest::sample::select(Relationship::ALL), 0..3),
        in_hub in any::<bool>(),
        held_by_team in proptest::sample::select(vec![None, Some(hub_team()), Some(other_team())]),
        proposed in any::<bool>(),
    ) -> Standing {
        Standing { subject, relationships, in_hub, held_by_team, proposed }
    }
}
