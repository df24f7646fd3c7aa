//! Links follow the roles, and work starts at the first.

use trefoil_core::principal::Role;

use super::Tab;
use super::sample::{nobody, shell};

fn links(role: Role) -> Vec<String> {
    let layout = shell(role).layout("Sample", Tab::Elsewhere);
    let items = layout
        .navigation
        .into_iter()
        .flat_map(|navigation| navigation.items);
    items
        .filter_map(|item| item.href)
        .map(String::from)
        .collect()
}

#[test]
fn links_are_those_of_the_role() {
    let check = |role, expect: &[&str]| assert_eq!(links(role), expect, "{role:?}");
    let hub = [
        "/queue",
        "/people/search",
        "/imports",
        "/quarantine",
        "/reports/scrutiny",
    ];
    check(Role::Triage, &hub);
    check(Role::Custodian, &hub);
    check(Role::ReturnsOfficer, &["/reports/scrutiny"]);
    check(Role::Administrator, &["/workers"]);
    check(Role::KeyAdult, &[]);
}

#[test]
fn work_starts_where_the_role_has_it() {
    let check = |role, expect: &str| {
        assert_eq!(
            shell(role).viewer.map(|viewer| viewer.start()),
            Some(expect),
            "{role:?}"
        );
    };
    check(Role::Triage, "/queue");
    check(Role::TeamManager, "/queue");
    check(Role::ReturnsOfficer, "/reports/scrutiny");
    check(Role::Administrator, "/workers");
    check(Role::KeyAdult, "/help/accessibility");
}

#[test]
fn nobody_has_no_navigation() {
    assert!(
        nobody()
            .layout("Sample", Tab::Elsewhere)
            .navigation
            .is_none()
    );
}
