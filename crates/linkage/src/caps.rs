//! What keeps the members of one home apart, whatever a model makes of them. A table of rules, set by hand; what a level is worth is
//! the model's to say.

use crate::compare::{Comparisons, Field, Level};

/// The most that phone, postcode, address and school together can say for, in bits: they agree for a whole home
/// at once, and every home holds several people.
pub(crate) const HOME_MOST: f64 = 8.0;
/// The most they can say against: families fleeing abuse move, change school and change phones.
pub(crate) const HOME_LEAST: f64 = -3.0;

/// The most that a pair may score, in log2 odds, when a field is so: what keeps the members of one home apart.
/// At 0 it is as likely as not; a person decides in any case.
const CAPS: &[(Field, Level, f64)] = &[
    // Twins and siblings.
    (Field::GivenNames, Level::Different, -3.0),
    (Field::GivenNames, Level::SomeShared, -0.5),
    (Field::GivenNames, Level::SoundsAlike, 0.0),
    (Field::GivenNames, Level::Initial, 1.5),
    (Field::GivenNames, Level::Missing, 1.5),
    (Field::GivenNames, Level::Close, 6.0),
    // A parent and a child of the same name.
    (Field::DateOfBirth, Level::Different, -4.0),
    (Field::DateOfBirth, Level::WithinOneYear, -1.0),
    (Field::DateOfBirth, Level::SameYear, 1.0),
    (Field::DateOfBirth, Level::Missing, 2.5),
    (Field::Sex, Level::Different, 3.0),
    // Another person, or one whose number was changed for a reason that is not ours to uncover.
    (Field::NhsNumber, Level::Different, -1.0),
    (Field::Upn, Level::Different, -1.0),
];

/// The most that this pair may score, in log2 odds; infinite where nothing is against it. The same number in both records lifts a
/// cap to even odds, never above.
pub(crate) fn most(compared: &Comparisons) -> f64 {
    let level = |field| compared.level(field);
    let caps = CAPS.iter().filter(|(field, at, _)| level(*field) == *at);
    let lowest = caps.map(|(.., most)| *most).fold(f64::INFINITY, f64::min);
    let numbers = [Field::NhsNumber, Field::Upn].map(level);
    if numbers.contains(&Level::Same) && !numbers.contains(&Level::Different) {
        lowest.max(0.0)
    } else {
        lowest
    }
}
