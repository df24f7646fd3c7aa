//! What each level of each field is worth. A table; the sum is made in `score`.
//!
//! The figures are hand-set priors, not measured: `m` is how often the field is so when the two are one person,
//! `u` how often when they are strangers from one authority. A learned model replaces this table, not its users.

use crate::compare::{Comparisons, Field, Level};

/// Before anything is compared: one in about 260,000 pairs is one person, as log2 odds.
pub(crate) const PRIOR: f64 = -18.0;

/// The most that phone, postcode, address and school together can say for, in bits: they agree for a whole home
/// at once, and every home holds several people.
pub(crate) const HOME_MOST: f64 = 8.0;
/// The most they can say against: families fleeing abuse move, change school and change phones.
pub(crate) const HOME_LEAST: f64 = -3.0;

const LEVELS: usize = Level::Missing as usize + 1;

/// (field, level, m, u). What is not listed weighs nothing.
const HAND_SET: &[(Field, Level, f64, f64)] = &[
    (Field::GivenNames, Level::Same, 0.78, 0.005),
    (Field::GivenNames, Level::SameCommon, 0.78, 0.03),
    (Field::GivenNames, Level::Nickname, 0.06, 0.002),
    (Field::GivenNames, Level::Contains, 0.06, 0.002),
    (Field::GivenNames, Level::OtherWayRound, 0.004, 0.0003),
    (Field::GivenNames, Level::Close, 0.04, 0.001),
    (Field::GivenNames, Level::Initial, 0.01, 0.0025),
    (Field::GivenNames, Level::SoundsAlike, 0.01, 0.003),
    (Field::GivenNames, Level::SomeShared, 0.015, 0.01),
    (Field::GivenNames, Level::Different, 0.02, 0.94),
    (Field::Surname, Level::Same, 0.82, 0.002),
    (Field::Surname, Level::SameCommon, 0.82, 0.015),
    (Field::Surname, Level::Contains, 0.04, 0.0015),
    (Field::Surname, Level::OtherWayRound, 0.004, 0.0003),
    (Field::Surname, Level::Close, 0.04, 0.0012),
    (Field::Surname, Level::Initial, 0.01, 0.005),
    (Field::Surname, Level::SoundsAlike, 0.015, 0.004),
    (Field::Surname, Level::SomeShared, 0.01, 0.003),
    (Field::Surname, Level::Different, 0.06, 0.97),
    (Field::DateOfBirth, Level::Same, 0.92, 0.000_04),
    (Field::DateOfBirth, Level::SameAssumed, 0.02, 0.000_3),
    (Field::DateOfBirth, Level::DayMonthSwapped, 0.008, 0.000_03),
    (Field::DateOfBirth, Level::OneDigitOff, 0.02, 0.000_6),
    (Field::DateOfBirth, Level::DueDateFits, 0.5, 0.006),
    (Field::DateOfBirth, Level::SameYear, 0.006, 0.012),
    (Field::DateOfBirth, Level::WithinOneYear, 0.004, 0.025),
    (Field::DateOfBirth, Level::Different, 0.01, 0.96),
    (Field::Sex, Level::Same, 0.97, 0.5),
    (Field::Sex, Level::Different, 0.01, 0.5),
    (Field::NhsNumber, Level::Same, 0.97, 0.000_000_5),
    (Field::NhsNumber, Level::Different, 0.01, 1.0),
    (Field::Upn, Level::Same, 0.97, 0.000_000_5),
    (Field::Upn, Level::Different, 0.01, 1.0),
    (Field::Phone, Level::Same, 0.45, 0.000_02),
    (Field::Phone, Level::Different, 0.55, 1.0),
    (Field::Postcode, Level::Same, 0.7, 0.000_8),
    (Field::Postcode, Level::SomeShared, 0.1, 0.03),
    (Field::Postcode, Level::Different, 0.2, 0.97),
    (Field::Address, Level::Same, 0.6, 0.000_2),
    (Field::Address, Level::Contains, 0.08, 0.000_2),
    (Field::Address, Level::SomeShared, 0.03, 0.002),
    (Field::Address, Level::Different, 0.28, 0.99),
    (Field::School, Level::Same, 0.8, 0.02),
    (Field::School, Level::Close, 0.02, 0.002),
    (Field::School, Level::Different, 0.2, 0.97),
];

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

/// Bits for each level of each field, and the most a pair may score.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    bits: [[f64; LEVELS]; Field::ALL.len()],
    caps: [[f64; LEVELS]; Field::ALL.len()],
}

impl Weights {
    pub(crate) fn hand_set() -> Self {
        let mut weights = Self {
            bits: [[0.0; LEVELS]; Field::ALL.len()],
            caps: [[f64::INFINITY; LEVELS]; Field::ALL.len()],
        };
        for (field, level, m, u) in HAND_SET {
            set(&mut weights.bits, *field, *level, (m / u).log2());
        }
        for (field, level, most) in CAPS {
            set(&mut weights.caps, *field, *level, *most);
        }
        weights
    }

    /// What one field is worth, in bits for (positive) or against.
    pub(crate) fn bits(&self, field: Field, level: Level) -> f64 {
        at(&self.bits, field, level).unwrap_or(0.0)
    }

    /// The most this pair may score. The same number in both records lifts a cap to even odds, never above.
    pub(crate) fn cap(&self, compared: &Comparisons) -> f64 {
        let lowest = compared
            .iter()
            .filter_map(|c| at(&self.caps, c.field, c.level))
            .fold(f64::INFINITY, f64::min);
        let differs = |field| compared.level(field) == Level::Different;
        let same = |field| compared.level(field) == Level::Same;
        let same_number = same(Field::NhsNumber) || same(Field::Upn);
        if same_number && !differs(Field::NhsNumber) && !differs(Field::Upn) {
            lowest.max(0.0)
        } else {
            lowest
        }
    }
}

fn set(table: &mut [[f64; LEVELS]], field: Field, level: Level, value: f64) {
    if let Some(slot) = table
        .get_mut(field as usize)
        .and_then(|row| row.get_mut(level as usize))
    {
        *slot = value;
    }
}

fn at(table: &[[f64; LEVELS]], field: Field, level: Level) -> Option<f64> {
    table.get(field as usize)?.get(level as usize).copied()
}
