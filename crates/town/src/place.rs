//! Where people live and how they are telephoned: streets that are nobody's, the postcode area ZZ that cannot exist,
//! and numbers of Ofcom's ranges for drama. Everything is derived from who lives there and the day.

use crate::day::Day;
use crate::dice::{Dice, Purpose};
use crate::lists::PLACES;

/// An address as its owner would write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Home {
    /// Lines, parted by commas.
    pub(crate) lines: String,
    /// Postcode in the area ZZ.
    pub(crate) postcode: String,
}

/// How the postcode districts of a town follow its size: about 15,000 people each.
pub(crate) fn districts(people: u64) -> u64 {
    (people / 15_000).clamp(3, 90)
}

/// The home of a household's `home`th part on a day. It changes every two to nine years.
pub(crate) fn home(seed: u64, household: u64, home: u8, day: Day, districts: u64) -> Home {
    let which = household * 4 + u64::from(home);
    let mut dice = Dice::new(seed, Purpose::Address, which, 0);
    let stay = dice.between(700, 3300);
    let move_number = (day.0 + dice.between(0, 3000)).div_euclid(stay);
    let mut dice = Dice::new(
        seed,
        Purpose::Address,
        which,
        1 + u64::try_from(move_number).unwrap_or(0),
    );
    address(&mut dice, districts)
}

fn address(dice: &mut Dice, districts: u64) -> Home {
    let streets = PLACES.section("street");
    let kinds = PLACES.section("kind");
    let (street, kind) = (dice.place(streets.len()), dice.place(kinds.len()));
    let number = dice.between(1, 140);
    let name = streets.get(street).copied().unwrap_or("Marram");
    let kind_name = kinds.get(kind).copied().unwrap_or("Road");
    let area = PLACES.section("district");
    let district = area
        .get((street + kind) % area.len().max(1))
        .copied()
        .unwrap_or("");
    let lines = if dice.chance(0.14) {
        let house = dice.line(PLACES.section("house"));
        format!(
            "Flat {}, {house}, {name} {kind_name}, {district}",
            dice.between(1, 24)
        )
    } else {
        format!("{number} {name} {kind_name}, {district}")
    };
    let street = u64::try_from(street * kinds.len() + kind).unwrap_or(0);
    let block = u64::try_from(number / 30).unwrap_or(0);
    Home {
        lines,
        postcode: postcode(street, block, districts),
    }
}

/// One street has one district; a block of houses has one postcode.
fn postcode(street: u64, block: u64, districts: u64) -> String {
    const LETTERS: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";
    let unit = street.wrapping_mul(2_654_435_761).wrapping_add(block * 97);
    let letter = |of: u64| {
        let place = usize::try_from(of % 20).unwrap_or(0);
        char::from(LETTERS.get(place).copied().unwrap_or(b'A'))
    };
    format!(
        "ZZ{} {}{}{}",
        1 + street % districts.max(1),
        unit / 400 % 10,
        letter(unit / 20),
        letter(unit),
    )
}

/// A person's telephone number on a day: mobiles 07700 900000 to 900999, landlines 01632 960000 to 960999 (Ofcom,
/// numbers for drama). A thousand of each means that strangers share numbers, as strangers do after reuse.
pub(crate) fn phone(seed: u64, person: u64, day: Day) -> String {
    let mut dice = Dice::new(seed, Purpose::Phone, person, 0);
    let kept = dice.between(500, 2600);
    let number = (day.0 + dice.between(0, 2600)).div_euclid(kept);
    let mut dice = Dice::new(
        seed,
        Purpose::Phone,
        person,
        1 + u64::try_from(number).unwrap_or(0),
    );
    let last = dice.below(1000);
    if dice.chance(0.94) {
        format!("07700 900{last:03}")
    } else {
        format!("01632 960{last:03}")
    }
}
