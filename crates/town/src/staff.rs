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

/// How many of whom: role, team, whether it is the hub's, number.
const POSTS: [(Role, &str, bool, usize); 6] = [
    (Role::Triage, "Advice and Support Hub", true, 6),
    (Role::TeamManager, "Advice and Support Hub", true, 1),
    (Role::EmergencyDuty, "Emergency Duty Team", true, 2),
    (Role::ReturnsOfficer, "Performance and Returns", false, 1),
    (Role::Custodian, "Information Governance", false, 1),
    (Role::Administrator, "Digital Support", false, 1),
];

/// The staff of a town: one of each single role, six triage workers, two of the emergency duty team.
pub fn staff(seed: Seed) -> Vec<StaffMember> {
    let mut staff: Vec<StaffMember> = Vec::new();
    let posts = POSTS
        .iter()
        .flat_map(|post| std::iter::repeat_n(post, post.3));
    for (place, (role, team, hub_team, _)) in (0..).zip(posts) {
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
            agency: "Marramsea Children's Services",
            agency_kind: Source::ChildrensServices,
            hub_team: *hub_team,
        });
    }
    staff
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
