//! What is an administrator's: accounts, agencies, and the authority's own clocks (access model, row 16).

use trefoil_core::act::Act;

/// Accounts, agencies, and the authority's own clocks.
pub(super) fn is_theirs(act: Act) -> bool {
    matches!(
        act,
        Act::WorkerCreate
            | Act::WorkersView
            | Act::WorkerIdentify
            | Act::WorkerLink
            | Act::ClockRulesView
            | Act::ClockRuleSet
            | Act::AccountClose
            | Act::SessionsEndOf
            | Act::RolesSet
            | Act::AgenciesView
            | Act::AgencyChange
            | Act::WorkerChange
            | Act::TokenMake
            | Act::TokenRevoke
            | Act::SignInLink
    )
}
