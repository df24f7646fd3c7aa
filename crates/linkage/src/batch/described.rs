//! Two people as they are described, several names and numbers each: by the batch's levels, and weighed by a model as the batch weighs
//! its rows. What is not a row's alone is here: which of a person's names fit, a second number, a due date, a school.

use crate::birth::{self, BirthDate};
use crate::compare::{Level, NamePair};
use crate::name::Name;
use crate::record::{FullName, Record, Sex};

use super::alike::{born_level, codes, postcodes, sex_level};
use super::level::{BatchField, FIELDS, Pattern, SAID, born, due, given, mark, place};
use super::model::{Logs, Model, ModelError, Odds, class};
use super::names::told;
use super::read::pack;
use super::score::weighed;

/// How alike two who are described are: a level of each field, and of pupil numbers, which are worth what national numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Seen {
    pattern: Pattern,
    pupil: u8,
}

/// What a whole home shares.
const HOME: [BatchField; 3] = [BatchField::Place, BatchField::Phone, BatchField::School];

impl Seen {
    /// Compares two, of whose names these fit best.
    pub(crate) fn of(a: &Record, b: &Record, names: &NamePair<'_>) -> Self {
        let [given, surname] = names.seen;
        let mut pattern = [0; FIELDS];
        let each = [
            (BatchField::Given, given),
            (BatchField::Surname, surname),
            (BatchField::Born, born_level(packed(a.born), packed(b.born))),
            (
                BatchField::Sex,
                sex_level(number(a.sex), number(b.sex), given),
            ),
            (BatchField::Place, of_places(a, b)),
            (
                BatchField::Phone,
                both(a.phone.as_ref(), b.phone.as_ref(), |x, y| {
                    codes(x.as_bytes(), y.as_bytes())
                }),
            ),
            (
                BatchField::National,
                both(a.nhs_number.as_ref(), b.nhs_number.as_ref(), other),
            ),
            (BatchField::Due, of_due(a.born, b.born)),
            (
                BatchField::School,
                both(a.school.as_ref(), b.school.as_ref(), |x, y| {
                    if crate::similar::close(x, y) {
                        mark::NEAR
                    } else {
                        mark::DIFFERENT
                    }
                }),
            ),
        ];
        for (field, level) in each {
            pattern[field as usize] = level;
        }
        Self {
            pattern,
            pupil: both(a.upn.as_ref(), b.upn.as_ref(), other),
        }
    }

    /// The same, had nothing been said of where they live.
    pub(crate) fn without_home(mut self) -> Self {
        for field in HOME {
            self.pattern[field as usize] = mark::MISSING;
        }
        self
    }
}

/// The levels of two names whose given names and surnames are so alike.
pub(crate) fn of_names((given, surname): (Level, Level), a: &FullName, b: &FullName) -> [u8; 2] {
    if given == Level::OtherWayRound {
        return [given::SWAPPED, SAID];
    }
    // How many have a name is not counted here: a list says which are common.
    let level = |level: Level, x: &Name, y: &Name| match level {
        Level::Same if x.is(y) => given::SAME,
        Level::SameCommon if x.is(y) => given::SAME_COMMON,
        _ => told(level, x, y),
    };
    [
        level(given, &a.given, &b.given),
        level(surname, &a.surname, &b.surname),
    ]
}

/// Weighs pairs by one model.
#[derive(Clone, Default)]
pub(crate) struct Weigher(Logs);

impl Weigher {
    pub(crate) fn of(model: &Model) -> Result<Self, ModelError> {
        Ok(Self(Odds::read(model)?.logs()))
    }

    /// log2 of the odds that two are one person.
    pub(crate) fn weight(&self, seen: &Seen) -> f64 {
        let numbers = &self.0.fields[BatchField::National as usize];
        let pupil = match seen.pupil {
            mark::MISSING => [0.0; class::ALL],
            level => numbers[usize::from(level)],
        };
        weighed(&self.0, &seen.pattern, pupil)
    }
}

fn of_places(a: &Record, b: &Record) -> u8 {
    let street = match a.address.as_ref().zip(b.address.as_ref()) {
        None => 0,
        Some((x, y)) => match x.compare(y) {
            Level::Same => 1,
            Level::Contains => 2,
            Level::SomeShared => 3,
            _ if x.same_house(y) => 5,
            _ => 6,
        },
    };
    let postcode = both(a.postcode.as_ref(), b.postcode.as_ref(), |x, y| {
        postcodes(x.as_bytes(), y.as_bytes())
    });
    place::of(street, postcode, 0)
}

fn of_due(a: BirthDate, b: BirthDate) -> u8 {
    let unborn = |date| matches!(date, BirthDate::Expected { .. });
    match birth::compare(a, b) {
        Level::DueDateFits => due::FITS,
        Level::Different if unborn(a) || unborn(b) => due::DIFFERENT,
        _ => born::MISSING,
    }
}

fn packed(date: BirthDate) -> u32 {
    match date {
        BirthDate::Exact { year, month, day } => pack(
            u32::from(year.unsigned_abs()),
            u32::from(month),
            u32::from(day),
        ),
        BirthDate::Expected { .. } | BirthDate::None => 0,
    }
}

fn number(sex: Sex) -> u32 {
    match sex {
        Sex::NotGiven => 0,
        Sex::Female => 1,
        Sex::Male => 2,
    }
}

/// Valid numbers that differ in one place are two numbers all the same.
fn other(_: &String, _: &String) -> u8 {
    mark::DIFFERENT
}

/// The level of two texts: of those that are not the same, what `differ` says.
fn both(a: Option<&String>, b: Option<&String>, differ: impl Fn(&String, &String) -> u8) -> u8 {
    match a.zip(b) {
        None => mark::MISSING,
        Some((x, y)) if x == y => mark::SAME,
        Some((x, y)) => differ(x, y),
    }
}

#[cfg(test)]
mod tests;
