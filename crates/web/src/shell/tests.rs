//! Links follow the roles, and work starts at the first.

use trefoil_core::principal::Role;

use super::sample::{nobody, shell};
use super::{Shell, Tab, TeamPlace};

/// In their order, wherever they stand.
fn links(shell: &Shell) -> Vec<&'static str> {
    let parts = shell.viewer.as_ref().map(super::links);
    let (mut all, behind) = parts.unwrap_or_default();
    all.extend(behind);
    let order = |href: &str| {
        super::TABS
            .iter()
            .position(|(_, _, known, _)| *known == href)
    };
    let mut all: Vec<&str> = all.into_iter().map(|(_, _, href)| href).collect();
    all.sort_by_key(|href| order(href));
    all
}

#[test]
fn the_links_used_least_fold_where_there_are_many() {
    let check = |role, in_sight: &[&str], behind: usize| {
        let shell = shell(role);
        let (seen, folded) = shell.viewer.as_ref().map(super::links).unwrap_or_default();
        let seen: Vec<&str> = seen.into_iter().map(|(_, _, href)| href).collect();
        assert_eq!(
            (seen.as_slice(), folded.len()),
            (in_sight, behind),
            "{role:?}"
        );
        let html = shell.layout("Sample", Tab::Reports).navigation;
        let html = html.map(|one| one.to_string()).unwrap_or_default();
        assert_eq!(html.contains("More"), behind > 0, "{role:?}");
        assert_eq!(
            html.matches("aria-current=\"true\"").count(),
            usize::from(behind > 0)
        );
    };
    let triage = [
        "/queue",
        "/work",
        "/people/search",
        "/notices",
        "/follow-ups",
        "/high-risk",
        "/glass",
    ];
    check(Role::Triage, &triage, 4);
    let custodian = [
        "/queue",
        "/work",
        "/people/search",
        "/high-risk",
        "/reviews",
        "/custodian",
    ];
    check(Role::Custodian, &custodian, 7);
    check(Role::PerpetratorWorker, &["/work", "/families"], 0);
}

const CUSTODIAN: &[&str] = &[
    "/queue",
    "/work",
    "/people/search",
    "/high-risk",
    "/duplicates",
    "/imports",
    "/quarantine",
    "/disclosures",
    "/reports/scrutiny",
    "/interests",
    "/reviews",
    "/custodian",
    "/limits",
];

const HUB: &[&str] = &[
    "/queue",
    "/work",
    "/people/search",
    "/notices",
    "/follow-ups",
    "/high-risk",
    "/duplicates",
    "/imports",
    "/quarantine",
    "/reports/scrutiny",
];

const DUTY: &[&str] = &[
    "/queue",
    "/work",
    "/people/search",
    "/families",
    "/signals",
    "/notices",
    "/follow-ups",
    "/high-risk",
    "/duplicates",
    "/imports",
    "/quarantine",
    "/reports/scrutiny",
];

#[test]
fn links_are_those_of_the_role() {
    let check = |role, expect: &[&str]| assert_eq!(links(&shell(role)), expect, "{role:?}");
    check(Role::Triage, &[HUB, &["/glass"]].concat());
    check(Role::Custodian, CUSTODIAN);
    check(Role::EmergencyDuty, DUTY);
    let manager: [&[&str]; 3] = [
        &["/queue", "/work", "/board"],
        &DUTY[2..11],
        &[
            "/disclosures",
            "/reports/scrutiny",
            "/interests",
            "/covers",
            "/glass",
        ],
    ];
    check(Role::TeamManager, &manager.concat());
    check(
        Role::VictimAdviser,
        &["/work", "/families", "/signals", "/high-risk", "/glass"],
    );
    check(Role::PerpetratorWorker, &["/work", "/families"]);
    check(Role::HubPartner, &["/work", "/checks", "/glass"]);
    check(Role::ReturnsOfficer, &["/reports/scrutiny"]);
    check(
        Role::Administrator,
        &["/workers", "/agencies", "/schools", "/clocks"],
    );
    check(Role::KeyAdult, &[]);
}

/// As the policy answers: files and their rows belong to the hub, and who makes accounts is kept from families.
#[test]
fn no_link_leads_to_a_page_that_refuses() {
    let check = |roles: &[Role], team, expect: &[&str]| {
        let mut shell = shell(Role::Triage);
        if let Some(viewer) = &mut shell.viewer {
            (viewer.roles, viewer.team) = (roles.to_vec(), team);
        }
        assert_eq!(links(&shell), expect, "{roles:?} {team:?}");
    };
    let manager = [Role::TeamManager];
    let own = [
        "/queue",
        "/work",
        "/board",
        "/people/search",
        "/families",
        "/signals",
        "/high-risk",
        "/duplicates",
        "/disclosures",
        "/reports/scrutiny",
        "/interests",
        "/covers",
        "/glass",
    ];
    check(&manager, TeamPlace::Beside, &own);
    check(&manager, TeamPlace::None, &["/reports/scrutiny", "/glass"]);
    let both = [Role::Administrator, Role::Triage];
    check(
        &both,
        TeamPlace::Hub,
        &[
            "/reports/scrutiny",
            "/workers",
            "/agencies",
            "/schools",
            "/clocks",
        ],
    );
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
    check(Role::VictimAdviser, "/work");
    check(Role::HubPartner, "/work");
    check(Role::ReturnsOfficer, "/reports/scrutiny");
    check(Role::Administrator, "/workers");
    check(Role::KeyAdult, "/account");
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

#[test]
fn a_name_turns_nothing_around_it() {
    let turned = "<p>Gary\u{202e} nhoJ\u{2066}, 7 years</p>".to_owned();
    assert_eq!(super::upright(turned), "<p>Gary nhoJ, 7 years</p>");
    // Letters that run the other way are letters, and a joiner is part of a word.
    let letters = "<p>\u{645}\u{631}\u{64a}\u{645} \u{5de}\u{5d9}\u{200d}</p>".to_owned();
    assert_eq!(super::upright(letters.clone()), letters);
}
