//! What a provider's groups give. A group that nobody named gives nothing; administrators and custodians are made here, unless the
//! configuration says otherwise. Pure.

use trefoil_core::principal::Role;

use super::ProviderSettings;

/// Roles that no group gives unless the configuration says so.
const PRIVILEGED: &[Role] = &[Role::Administrator, Role::Custodian];

/// The roles of one who has these now and is in these groups; `None` where groups say nothing of roles.
pub(super) fn roles_of(
    settings: &ProviderSettings,
    now: &[Role],
    groups: &[String],
) -> Option<Vec<Role>> {
    if settings.groups.is_empty() {
        return None;
    }
    let by_group = |role: &Role| settings.privileged_by_group || !PRIVILEGED.contains(role);
    let given = groups
        .iter()
        .filter_map(|group| settings.groups.get(group).copied())
        .filter(by_group);
    let kept = now.iter().copied().filter(|role| !by_group(role));
    let mut roles: Vec<Role> = given.chain(kept).collect();
    roles.sort_unstable();
    roles.dedup();
    Some(roles)
}
