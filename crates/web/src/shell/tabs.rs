//! The parts of the service, and whose work each is. A convenience only: what opens is the policy's to say.

use trefoil_core::principal::Role;

use super::{TeamPlace, Viewer};

/// A part of the service, with a link in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The hub queue and its contacts.
    Queue,
    /// What is the viewer's to do.
    Work,
    /// What is past its time, and who has what.
    Board,
    /// Finding a person, and persons.
    Search,
    /// The families that one works with.
    Families,
    /// Meetings that one chairs or takes part in.
    Meetings,
    /// Warnings from the other side.
    Warnings,
    /// What schools are told.
    Notices,
    /// What follows decisions.
    Follows,
    /// Who is at high risk.
    HighRisk,
    /// What one's agency is asked.
    Checks,
    /// The register of schools.
    Schools,
    /// Files taken in.
    Imports,
    /// Rows that fit no contact.
    Quarantine,
    /// Possible interests of workers in families.
    Interests,
    /// Uses that somebody else reviews.
    Reviews,
    /// What was done under a cut sight.
    Custodian,
    /// People who may be one.
    Pairs,
    /// Breaking the glass.
    Glass,
    /// Limits that were passed.
    Limits,
    /// Who covers for whom.
    Covers,
    /// What left, and what waits to.
    Disclosures,
    /// Numbers.
    Reports,
    /// Accounts.
    Workers,
    /// Agencies and their systems.
    Agencies,
    /// The authority's own clocks.
    Clocks,
    /// None of these.
    Elsewhere,
}

/// Whose work a link belongs to.
pub(super) type Theirs = fn(&Viewer) -> bool;

/// Every link, and whose work it belongs to: none leads to a page that would refuse. A convenience only: the policy is
/// asked by each act itself.
pub(super) const TABS: &[(Tab, &str, &str, Theirs)] = &[
    (Tab::Queue, "Hub queue", "/queue", has_contacts),
    (Tab::Work, "My work", "/work", has_work),
    (Tab::Board, "Board", "/board", manages_a_team),
    (Tab::Search, "Find a person", "/people/search", has_contacts),
    (Tab::Families, "Your families", "/families", has_families),
    (Tab::Meetings, "Your meetings", "/meetings", has_meetings),
    (Tab::Warnings, "Warnings", "/signals", hears_warnings),
    (Tab::Notices, "Schools to tell", "/notices", tells_schools),
    (
        Tab::Follows,
        "After the decision",
        "/follow-ups",
        tells_schools,
    ),
    (Tab::HighRisk, "High risk", "/high-risk", sees_risk),
    (Tab::Checks, "Checks", "/checks", answers_for_an_agency),
    (Tab::Pairs, "Duplicates", "/duplicates", has_contacts),
    (Tab::Imports, "Files taken in", "/imports", sees_files),
    (
        Tab::Quarantine,
        "Rows to look at",
        "/quarantine",
        sees_files,
    ),
    (
        Tab::Disclosures,
        "Disclosures",
        "/disclosures",
        answers_for_disclosures,
    ),
    (Tab::Reports, "Reports", "/reports/scrutiny", has_numbers),
    (Tab::Interests, "Interests", "/interests", decides_interests),
    (Tab::Reviews, "Reviews", "/reviews", is_custodian),
    (Tab::Custodian, "Unseen", "/custodian", is_custodian),
    (Tab::Covers, "Cover", "/covers", manages_a_team),
    (Tab::Glass, "In an emergency", "/glass", breaks_the_glass),
    (Tab::Limits, "Limits", "/limits", is_custodian),
    (Tab::Workers, "Accounts", "/workers", makes_accounts),
    (Tab::Agencies, "Agencies", "/agencies", makes_accounts),
    (Tab::Schools, "Schools", "/schools", makes_accounts),
    (Tab::Clocks, "Clocks", "/clocks", makes_accounts),
];

/// What is used least: behind “More” for those who have more links than stand in a line. What an emergency asks for is never behind it.
const SELDOM: &[Tab] = &[
    Tab::Pairs,
    Tab::Imports,
    Tab::Quarantine,
    Tab::Disclosures,
    Tab::Reports,
    Tab::Interests,
    Tab::Covers,
    Tab::Limits,
];

/// How many links stand in sight beside each other.
const IN_SIGHT: usize = 7;

/// One link: its part, its words and its address.
pub(super) type Link = (Tab, &'static str, &'static str);

/// The viewer's links: those in sight, and those behind “More”.
pub(super) fn links(viewer: &Viewer) -> (Vec<Link>, Vec<Link>) {
    let theirs = TABS.iter().filter(|(.., theirs)| theirs(viewer));
    let theirs: Vec<Link> = theirs
        .map(|(tab, words, href, _)| (*tab, *words, *href))
        .collect();
    if theirs.len() <= IN_SIGHT {
        return (theirs, Vec::new());
    }
    let seldom = |(tab, ..): &Link| !SELDOM.contains(tab);
    theirs.into_iter().partition(seldom)
}

/// Contacts that wait are theirs to see: the hub's, or those that their own team holds.
fn has_contacts(viewer: &Viewer) -> bool {
    sees_files(viewer) || (manages(viewer) && viewer.team != TeamPlace::None)
}

/// Something may be theirs to do: they meet families, or what is about them.
fn has_work(viewer: &Viewer) -> bool {
    has_contacts(viewer)
        || has_families(viewer)
        || has_meetings(viewer)
        || answers_for_an_agency(viewer)
}

/// Strands are theirs to work on, or their team's.
fn has_families(viewer: &Viewer) -> bool {
    let works = viewer.has_any(&Role::FAMILIES) || viewer.has_any(&[Role::EmergencyDuty]);
    (works && !makes_accounts(viewer)) || (manages(viewer) && viewer.team != TeamPlace::None)
}

/// Meetings are theirs to chair, or to take part in.
fn has_meetings(viewer: &Viewer) -> bool {
    viewer.has_any(&[Role::MeetingChair, Role::MeetingMember]) && !makes_accounts(viewer)
}

/// Warnings come to those who work with victims and children, and go on to who manages them and to emergency duty.
fn hears_warnings(viewer: &Viewer) -> bool {
    const HEARS: &[Role] = &[
        Role::SocialWorker,
        Role::ChildAdviser,
        Role::VictimAdviser,
        Role::EmergencyDuty,
        Role::TeamManager,
    ];
    has_families(viewer) && viewer.has_any(HEARS)
}

/// Who is at high risk is told to those who work the hub, or with the people harmed or the children, to who chairs the meetings about it, and to
/// who manages or answers for them.
fn sees_risk(viewer: &Viewer) -> bool {
    let chairs = viewer.has_any(&[Role::MeetingChair]) && !makes_accounts(viewer);
    sees_files(viewer) || hears_warnings(viewer) || chairs
}

/// What their agency is asked is theirs to answer.
fn answers_for_an_agency(viewer: &Viewer) -> bool {
    let partner = viewer.has_any(&[Role::HubPartner]) && !makes_accounts(viewer);
    partner && viewer.team != TeamPlace::None
}

/// What is taken in belongs to no team yet, so it is the hub's alone.
fn sees_files(viewer: &Viewer) -> bool {
    const HUB: &[Role] = &[Role::Triage, Role::EmergencyDuty, Role::Custodian];
    let hub = viewer.has_any(HUB) || (manages(viewer) && viewer.team == TeamPlace::Hub);
    hub && !makes_accounts(viewer)
}

/// Telling schools, and all else that follows a decision, is the hub's; which school a child goes to is a place, so some show again who they are before they see it.
fn tells_schools(viewer: &Viewer) -> bool {
    sees_files(viewer) && (viewer.has_any(&[Role::Triage]) || !viewer.places_closed)
}

/// What leaves is theirs to answer for.
fn answers_for_disclosures(viewer: &Viewer) -> bool {
    let custodian = viewer.has_any(&[Role::Custodian]) && !makes_accounts(viewer);
    custodian || (manages(viewer) && viewer.team != TeamPlace::None)
}

fn has_numbers(viewer: &Viewer) -> bool {
    viewer.has_any(&[
        Role::Triage,
        Role::EmergencyDuty,
        Role::TeamManager,
        Role::Custodian,
        Role::ReturnsOfficer,
    ])
}

/// Whether a worker has an interest in a family is theirs to decide.
fn decides_interests(viewer: &Viewer) -> bool {
    is_custodian(viewer) || (manages(viewer) && viewer.team != TeamPlace::None)
}

/// Uses of wide rights, and limits that were passed, are theirs to review.
fn is_custodian(viewer: &Viewer) -> bool {
    viewer.has_any(&[Role::Custodian]) && !makes_accounts(viewer)
}

/// Who covers for whom is theirs to set.
fn manages_a_team(viewer: &Viewer) -> bool {
    manages(viewer) && viewer.team != TeamPlace::None
}

/// They may meet an emergency in which they have no time to ask.
fn breaks_the_glass(viewer: &Viewer) -> bool {
    const ROLES: &[Role] = &[
        Role::Triage,
        Role::HubPartner,
        Role::SocialWorker,
        Role::ChildAdviser,
        Role::VictimAdviser,
        Role::EarlyHelp,
        Role::TeamManager,
        Role::MeetingChair,
    ];
    viewer.has_any(ROLES) && !makes_accounts(viewer)
}

/// Who makes accounts is kept from what is about a family, whatever else they are.
fn makes_accounts(viewer: &Viewer) -> bool {
    viewer.has_any(&[Role::Administrator])
}

fn manages(viewer: &Viewer) -> bool {
    viewer.has_any(&[Role::TeamManager]) && !makes_accounts(viewer)
}
