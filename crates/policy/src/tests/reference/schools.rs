//! The register of schools, what schools are told and what else follows a decision, in plain Rust.

use trefoil_core::act::Act;
use trefoil_core::principal::{Role, WorkerFacts};

/// Who keeps the register of schools, and who tells schools: which school a child goes to is a place.
pub(super) fn may(role: Role, facts: &WorkerFacts, act: Act) -> bool {
    let hub = match role {
        Role::Triage => true,
        Role::EmergencyDuty => facts.stepped_up,
        Role::TeamManager => facts.hub_team && facts.stepped_up,
        _ => false,
    };
    match act {
        Act::SchoolsChange | Act::AgreementSet => role == Role::Administrator,
        Act::SchoolsView => {
            matches!(
                role,
                Role::Administrator | Role::Triage | Role::EmergencyDuty | Role::Custodian
            ) || (role == Role::TeamManager && facts.hub_team)
        }
        Act::HighRiskView | Act::HighRiskDeal => {
            const THEIRS: [Role; 6] = [
                Role::MeetingChair,
                Role::Triage,
                Role::EmergencyDuty,
                Role::SocialWorker,
                Role::ChildAdviser,
                Role::VictimAdviser,
            ];
            let manages = role == Role::TeamManager && (facts.team.is_some() || facts.hub_team);
            let answers = role == Role::Custodian && act == Act::HighRiskView;
            manages || answers || THEIRS.contains(&role)
        }
        Act::NoticesView | Act::FollowsView => hub || (role == Role::Custodian && facts.stepped_up),
        Act::NoticeWrite | Act::NoticeSend | Act::FollowDeal => hub,
        Act::ChecksView | Act::CheckView | Act::CheckAnswer => {
            role == Role::HubPartner && facts.team.is_some()
        }
        Act::NoticeOpen
        | Act::NoticeAcknowledge
        | Act::NoticeAnswer
        | Act::NoticeCopy
        | Act::AdultEnrol => role == Role::KeyAdult,
        _ => false,
    }
}
