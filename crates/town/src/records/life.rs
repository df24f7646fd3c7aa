//! Where somebody lives and by what they are reached, day by day: homes that change, a foster placement, a mother's telephone.

use jiff::civil::Date;
use trefoil_core::vocabulary::Sex;

use crate::day::Day;
use crate::dice::{Dice, Purpose};
use crate::household::{Household, HouseholdId, Kin, Kind, Member, PersonId};
use crate::number::{self, scattered};
use crate::place::{self, Home};

use super::custom::Names;

/// What the records are of.
pub(super) struct Town {
    pub(super) seed: u64,
    pub(super) districts: u64,
    pub(super) until: Date,
    /// So many households there are.
    pub(super) slots: u64,
}

/// One person over the years.
pub(super) struct Life<'h> {
    pub(super) person: PersonId,
    pub(super) household: &'h Household,
    pub(super) member: &'h Member,
    pub(super) names: Names,
    /// Of a child in care: from when until when, and with whom.
    placed: Option<(Day, Day, HouseholdId)>,
}

/// Carers' homes are those of households without children.
const CARERS: u64 = 4_000;
/// So many people share the numbers of a household.
const SLOTS: u64 = 32;

impl<'h> Life<'h> {
    pub(super) fn of(
        town: &Town,
        household: &'h Household,
        member: &'h Member,
        names: Names,
    ) -> Self {
        let person = household.id.person(member.slot);
        let mut dice = Dice::new(town.seed, Purpose::Papers, household.id.0, 1);
        // Brothers and sisters are placed together as often as not.
        let together = dice.chance(0.5);
        let mut own = Dice::new(town.seed, Purpose::Papers, person.0, 2);
        let child =
            matches!(member.kin, Kin::Child | Kin::HalfSibling) && member.is_child(town.until);
        let placed = (child && dice.chance(0.03)).then(|| {
            let dice = if together { &mut dice } else { &mut own };
            let from = Day::of(town.until).0 - dice.between(100, 2200);
            let carers = HouseholdId::of(dice.below(CARERS.min(town.slots)), 0, Kind::Adults);
            (Day(from), Day(from + dice.between(60, 1500)), carers)
        });
        Self {
            person,
            household,
            member,
            names,
            placed,
        }
    }

    fn placed_on(&self, day: Day) -> Option<HouseholdId> {
        let placed = self
            .placed
            .filter(|(from, to, _)| (*from..*to).contains(&day));
        placed.map(|(_, _, carers)| carers)
    }

    /// Where somebody lives on a day.
    pub(super) fn home(&self, town: &Town, day: Day) -> Home {
        let home = if self.member.kin == Kin::Relative {
            self.member.slot - 12
        } else {
            self.member.home
        };
        let (household, home) = match self.placed_on(day) {
            Some(carers) => (carers.0, 0),
            None => (self.household.id.0, home),
        };
        place::home(town.seed, household, home, day, town.districts)
    }

    /// The telephone by which somebody is reached on a day: a child's is its mother's, or whoever it lives with.
    pub(super) fn telephone(&self, town: &Town, day: Day) -> String {
        if let Some(carers) = self.placed_on(day) {
            return telephone(town.seed, carers.person(0).0, day);
        }
        let parents = self
            .household
            .members
            .iter()
            .filter(|other| other.home == self.member.home);
        let mut parents = parents.filter(|other| {
            matches!(
                other.kin,
                Kin::Parent | Kin::OtherPartner | Kin::Grandparent
            )
        });
        let of = match parents.next() {
            Some(parent) if self.member.age(day.date()) < 16 => parent.slot,
            _ => self.member.slot,
        };
        telephone(town.seed, self.household.id.person(of).0, day)
    }

    /// The mail address of somebody who has one.
    pub(super) fn mail(&self, day: Day) -> String {
        let called = self.names.on(day.date());
        let (given, surname) = called.map_or(("", ""), |called| (&called.given, &called.surname));
        let plain = |name: &str| -> String {
            let letters = crate::written::plain_letters(name).to_lowercase();
            letters.chars().filter(char::is_ascii_alphabetic).collect()
        };
        let number = scattered(self.person.0, 97);
        format!("{}.{}{number}@example.org", plain(given), plain(surname))
    }

    /// A number of health's, or none: the numbers that are nobody's do not suffice for a town of a million.
    pub(super) fn number(&self, town: &Town) -> Option<String> {
        let kind = u64::from(self.household.id.0 % 2 == 1);
        let ordinal = (self.household.index * 2 + kind) * SLOTS + u64::from(self.member.slot);
        number::nhs_number(ordinal, town.slots * 2 * SLOTS).map(|number| number.to_string())
    }

    /// Whether somebody is reached by a number of their own.
    pub(super) fn grown(&self, day: Day) -> bool {
        self.member.age(day.date()) >= 16
    }

    pub(super) fn is_woman(&self) -> bool {
        self.member.sex == Sex::Female
    }
}

/// A person's number on a day. The range that begins 071 is nobody's; strangers hardly ever share a number, unlike in the town
/// itself, whose thousand numbers are those for drama.
fn telephone(seed: u64, person: u64, day: Day) -> String {
    let mut dice = Dice::new(seed, Purpose::Phone, person, 0);
    let kept = dice.between(500, 2600);
    let number = (day.0 + dice.between(0, 2600)).div_euclid(kept);
    let which = 1 + u64::try_from(number).unwrap_or(0);
    let mut dice = Dice::new(seed, Purpose::Phone, person, which);
    format!("071{:08}", dice.below(100_000_000))
}
