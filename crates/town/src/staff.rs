//! The people who work in the made-up authority, for signing in to a demonstration. Their names are drawn from every
//! culture of the town; their e-mail addresses can never exist.

use jiff::civil::Date;
use trefoil_core::principal::Role;
use trefoil_core::vocabulary::{Sex, Source};

use crate::culture::{CultureId, surname_for};
use crate::dice::{Dice, Purpose};
use crate::town::Seed;

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// What they are called.
    pub name: String,
    /// An address under `trefoil.example`, which is reserved and never delivered to.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// Their team.
    pub team: &'static str,
    /// The name of their agency.
    pub agency: &'static str,
    /// The kind of their agency.
    pub agency_kind: Source,
    /// Whether the team works the hub's queue.
    pub hub_team: bool,
}

/// A post: role, team, agency and its kind, whether the team is the hub's, how many hold it.
type Post = (Role, &'static str, &'static str, Source, bool, usize);

const COUNCIL: &str = "Marramsea Children's Services";
const CHARITY: &str = "Lantern Quay";
const PROBATION: &str = "Marramsea Probation";
const HEALTH: &str = "Marramsea Health";
const POLICE: &str = "Marramsea Police";
const EDUCATION: &str = "Marramsea Education";
const HOUSING: &str = "Marramsea Homes";

/// How many of whom. New posts come last, so that a town's earlier staff keep their names.
const POSTS: [Post; 23] = {
    use Role as R;
    use Source::{
        ChildrensServices as C, Health as H, Housing as A, Police as L, Probation as P,
        School as S, Voluntary as V,
    };
    [
        (R::Triage, "Advice and Support Hub", COUNCIL, C, true, 6),
        (
            R::TeamManager,
            "Advice and Support Hub",
            COUNCIL,
            C,
            true,
            1,
        ),
        (R::EmergencyDuty, "Emergency Duty Team", COUNCIL, C, true, 2),
        (
            R::ReturnsOfficer,
            "Performance and Returns",
            COUNCIL,
            C,
            false,
            1,
        ),
        (R::Custodian, "Information Governance", COUNCIL, C, false, 1),
        (R::Administrator, "Digital Support", COUNCIL, C, false, 1),
        (
            R::SocialWorker,
            "Family Safeguarding Team",
            COUNCIL,
            C,
            false,
            4,
        ),
        (R::EarlyHelp, "Early Help Team", COUNCIL, C, false, 2),
        (R::ChildAdviser, "Advisers", CHARITY, V, false, 2),
        (R::VictimAdviser, "Advisers", CHARITY, V, false, 3),
        (R::PerpetratorWorker, "Change Team", PROBATION, P, false, 2),
        (R::Facilitator, "Change Team", PROBATION, P, false, 1),
        (
            R::TeamManager,
            "Family Safeguarding Team",
            COUNCIL,
            C,
            false,
            1,
        ),
        (R::TeamManager, "Advisers", CHARITY, V, false, 1),
        (R::TeamManager, "Change Team", PROBATION, P, false, 1),
        (R::MeetingChair, "Safeguarding Review", COUNCIL, C, false, 1),
        (R::MeetingMember, "Health Safeguarding", HEALTH, H, false, 1),
        (R::MeetingMember, "Homes Team", HOUSING, A, false, 1),
        (R::HubPartner, "Health Safeguarding", HEALTH, H, false, 1),
        (R::HubPartner, "Public Protection", POLICE, L, false, 1),
        (R::HubPartner, "Homes Team", HOUSING, A, false, 1),
        (R::HubPartner, "Court and Community", PROBATION, P, false, 1),
        (
            R::HubPartner,
            "Schools Safeguarding",
            EDUCATION,
            S,
            false,
            1,
        ),
    ]
};

/// The staff of a town: the hub's, and those who work with families on either side.
pub fn staff(seed: Seed) -> Vec<StaffMember> {
    let mut staff: Vec<StaffMember> = Vec::new();
    let posts = POSTS
        .iter()
        .flat_map(|post| std::iter::repeat_n(post, post.5));
    for (place, (role, team, agency, kind, hub_team, _)) in (0..).zip(posts) {
        let taken: Vec<String> = staff.iter().map(|member| member.email.clone()).collect();
        let (name, email) = (0..64)
            .map(|attempt| named(seed, place, attempt))
            .find(|(_, email)| !taken.contains(email))
            .unwrap_or_default();
        staff.push(StaffMember {
            name,
            email,
            role: *role,
            team,
            agency,
            agency_kind: *kind,
            hub_team: *hub_team,
        });
    }
    staff
}

/// The key adult of a school, by its place among the town's schools: a name, and an address that is nobody else's.
pub fn key_adult(seed: Seed, place: u64) -> (String, String) {
    // Far from the places of the staff, whose names so stay.
    let (name, email) = named(seed, 10_000 + place, 0);
    (name, email.replace('@', &format!(".school{place}@")))
}

fn named(seed: Seed, place: u64, attempt: u64) -> (String, String) {
    let mut dice = Dice::new(seed.0, Purpose::Staff, place, attempt);
    // Every other worker is of any culture alike, so that a small team shows many.
    let culture = if place.is_multiple_of(2) {
        CultureId::any(&mut dice)
    } else {
        CultureId::draw(&mut dice)
    };
    let sex = if dice.chance(0.78) {
        Sex::Female
    } else {
        Sex::Male
    };
    let year = i16::try_from(dice.between(1968, 1998)).unwrap_or(1980);
    let born = Date::new(year, 6, 1).unwrap_or(Date::ZERO);
    let given = culture.given(sex, born, &mut dice);
    let surname = culture.surname(&mut dice);
    let surname = surname_for(&surname, sex);
    let local = plain(&format!("{given}.{surname}"));
    (
        format!("{given} {surname}"),
        format!("{local}@trefoil.example"),
    )
}

/// Letters of an address: plain and small.
fn plain(name: &str) -> String {
    crate::written::plain_letters(name)
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '.')
        .collect()
}

#[cfg(test)]
mod tests;
