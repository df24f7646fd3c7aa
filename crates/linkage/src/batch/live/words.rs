//! Levels in the words that a worker reads, the same as [`crate::evidence()`] uses. Values are not shown: who asks may not be allowed to see
//! where somebody lives.

use crate::compare::{Field, Level};
use crate::evidence::{birth_words, name_words, plain};

use super::super::level::{BatchField, SAID, born, due, given, mark, middle, place, sex};

/// One field's level in words; nothing where the two say nothing of it.
pub(super) fn words(field: BatchField, level: u8) -> String {
    match (field, level) {
        (_, 0) | (BatchField::Middle | BatchField::Surname, SAID) => String::new(),
        (BatchField::Given, given::MIDDLE) => {
            "The first name of one is the other's middle name".to_owned()
        }
        (BatchField::Given, level) => name_words("first name", of_names(level), "", false),
        (BatchField::Surname, level) => name_words("surname", of_names(level), "", false),
        (BatchField::Middle, level) => name_words("middle name", of_middle(level), "", false),
        (BatchField::Born, level) => birth_words(of_born(level), ""),
        (BatchField::Sex, sex::SAME | sex::SAME_BY_NAME) => {
            plain(Field::Sex, Level::Same).to_owned()
        }
        (BatchField::Sex, _) => plain(Field::Sex, Level::Different).to_owned(),
        (BatchField::Place, level) => of_place(level),
        (BatchField::State, level) => alike("county or state", level),
        (BatchField::Phone, level) => alike("phone number", level),
        (BatchField::Email, level) => alike("email address", level),
        (BatchField::National, level) => alike("national number", level),
        (BatchField::BirthPlace, level) => alike("place of birth", level),
        (BatchField::Occupation, level) => alike("occupation", level),
        (BatchField::Due, due::FITS) => birth_words(Level::DueDateFits, ""),
        (BatchField::Due, _) => birth_words(Level::Different, ""),
        (BatchField::School, level) => alike("school", level),
    }
}

/// What [`super::super::names::compared`] has as numbers.
fn of_names(level: u8) -> Level {
    match level {
        given::SAME_COMMON => Level::SameCommon,
        given::SAME_RARE..=given::SAME_COMMON => Level::Same,
        given::NICKNAME => Level::Nickname,
        given::CONTAINS => Level::Contains,
        given::CLOSE | given::LOOSE => Level::Close,
        given::SOUNDS => Level::SoundsAlike,
        given::INITIAL => Level::Initial,
        given::SHARED => Level::SomeShared,
        given::SWAPPED => Level::OtherWayRound,
        _ => Level::Different,
    }
}

fn of_middle(level: u8) -> Level {
    match level {
        middle::SAME => Level::Same,
        middle::ALIKE => Level::Close,
        middle::INITIAL => Level::Initial,
        _ => Level::Different,
    }
}

fn of_born(level: u8) -> Level {
    match level {
        born::SAME => Level::Same,
        born::ASSUMED => Level::SameAssumed,
        born::SWAPPED => Level::DayMonthSwapped,
        born::ONE_DIGIT => Level::OneDigitOff,
        born::SAME_YEAR => Level::SameYear,
        born::WITHIN_YEAR => Level::WithinOneYear,
        _ => Level::Different,
    }
}

fn alike(what: &str, level: u8) -> String {
    match level {
        mark::SAME => format!("Same {what}"),
        mark::NEAR | mark::NEARISH => format!("Almost the same {what}"),
        _ => format!("Different {what}"),
    }
}

/// A place in up to three parts; those that one of the two does not say are left out.
fn of_place(level: u8) -> String {
    let (street, postcode, suburb) = place::parts(level);
    let street = match street {
        0 => "",
        1 => "Same address",
        2 => "Same house number and almost the same street",
        3 => "Same street",
        4 => "Almost the same street",
        5 => "Same house number",
        _ => "Different address",
    };
    let postcode = match postcode {
        0 => "",
        1 => "same postcode",
        2 => "almost the same postcode",
        3 => "postcodes of the same district",
        _ => "different postcode",
    };
    let suburb = match suburb {
        0 => "",
        1 => "same town",
        2 => "almost the same town",
        _ => "different town",
    };
    let said = [street, postcode, suburb].into_iter();
    let mut line = said
        .filter(|one| !one.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(first) = line.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    line
}
