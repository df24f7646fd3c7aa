//! Why a pair was proposed, field by field, in the words a triage worker reads. Nothing is judged here.
//!
//! Names and birth dates are shown as the records had them. A phone, postcode, address or school is never shown:
//! the worker may see a match without being allowed to see where somebody lives.

use crate::birth::BirthDate;
use crate::compare::{Comparisons, Field, Level, NamePair, best_names};
use crate::name::Name;
use crate::record::Record;

/// One field's evidence. No `Debug`: the words may hold names.
#[derive(Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Which field.
    pub field: Field,
    /// How alike it is.
    pub level: Level,
    /// Which way it points.
    pub leaning: Leaning,
    /// In plain English, one line, not escaped for HTML.
    pub words: String,
}

/// Which way a piece of evidence points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Leaning {
    /// Towards the same person.
    For,
    /// Towards two people.
    Against,
    /// Neither: not given, or too weak.
    Neither,
}

/// The evidence of a compared pair, one line a field in the order of [`Field::ALL`].
///
/// `a` and `b` must be the records that were compared. Of the fields after the birth date, those that one of the
/// records lacks are left out.
pub fn evidence(a: &Record, b: &Record, comparisons: &Comparisons) -> Vec<Evidence> {
    let names = best_names(a, b);
    let told = |field, level| {
        level != Level::Missing
            || matches!(
                field,
                Field::GivenNames | Field::Surname | Field::DateOfBirth
            )
    };
    comparisons
        .iter()
        .filter(|c| told(c.field, c.level))
        .map(|c| Evidence {
            field: c.field,
            level: c.level,
            leaning: leaning(c.level),
            words: words(c.field, c.level, &names, a, b),
        })
        .collect()
}

fn leaning(level: Level) -> Leaning {
    match level {
        Level::Missing | Level::SameYear | Level::SomeShared | Level::SameAssumed => {
            Leaning::Neither
        }
        Level::Different | Level::WithinOneYear => Leaning::Against,
        _ => Leaning::For,
    }
}

fn words(field: Field, level: Level, names: &NamePair<'_>, a: &Record, b: &Record) -> String {
    match field {
        Field::GivenNames => {
            let said = names.names.map(|(x, y)| (&x.given, &y.given));
            name("first name", level, said, names.aliased)
        }
        Field::Surname => {
            let said = names.names.map(|(x, y)| (&x.surname, &y.surname));
            name("surname", level, said, names.aliased)
        }
        Field::DateOfBirth => birth_date(level, a.born, b.born),
        other => plain(other, level).to_owned(),
    }
}

fn name(what: &str, level: Level, said: Option<(&Name, &Name)>, aliased: bool) -> String {
    let both = said
        .map(|(x, y)| format!(" ({}, {})", x.said, y.said))
        .unwrap_or_default();
    name_words(what, level, &both, aliased)
}

/// Words for two names of a kind; `both` says them, or nothing.
pub(crate) fn name_words(what: &str, level: Level, both: &str, aliased: bool) -> String {
    let elsewhere = if aliased {
        ", counting other known names"
    } else {
        ""
    };
    match level {
        Level::Same => format!("Same {what}{elsewhere}"),
        Level::SameCommon => format!("Same {what}, one that many people have{elsewhere}"),
        Level::Nickname => format!("Another form of the same {what}{both}{elsewhere}"),
        Level::Contains => format!("One {what} holds the other{both}{elsewhere}"),
        Level::OtherWayRound => format!("First name and surname the other way round{elsewhere}"),
        Level::Close => format!("Almost the same {what}{both}{elsewhere}"),
        Level::Initial => format!("Initial fits the {what}{both}{elsewhere}"),
        Level::SoundsAlike => format!("{} sounds alike{both}{elsewhere}", capital(what)),
        Level::SomeShared => format!("Part of the {what} is shared{both}{elsewhere}"),
        Level::Missing => format!("No {what} given"),
        _ => format!("Different {what}{both}"),
    }
}

fn capital(what: &str) -> String {
    let mut letters = what.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(letters)
        .collect()
}

fn birth_date(level: Level, a: BirthDate, b: BirthDate) -> String {
    birth_words(level, &format!(" ({}, {})", day(a), day(b)))
}

/// Words for two birth dates; `both` says them, or nothing.
pub(crate) fn birth_words(level: Level, both: &str) -> String {
    match level {
        Level::Same => "Same birth date".to_owned(),
        Level::SameAssumed => "Same birth date, but 1 January is often a guess".to_owned(),
        Level::DayMonthSwapped => format!("Birth date has day and month swapped{both}"),
        Level::OneDigitOff => format!("Birth date is one digit off{both}"),
        Level::DueDateFits => format!("Birth date fits the due date{both}"),
        Level::SameYear => format!("Born in the same year{both}"),
        Level::WithinOneYear => format!("Born within a year of each other{both}"),
        Level::Missing => "No birth date given".to_owned(),
        _ => format!("Different birth date{both}"),
    }
}

fn day(date: BirthDate) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let said = |year: i16, month: u8, day: u8| match MONTHS.get(usize::from(month).wrapping_sub(1))
    {
        Some(name) => format!("{day} {name} {year}"),
        None => "not a date".to_owned(),
    };
    match date {
        BirthDate::Exact { year, month, day } => said(year, month, day),
        BirthDate::Expected { year, month, day } => format!("due {}", said(year, month, day)),
        BirthDate::None => "not given".to_owned(),
    }
}

/// Words for the fields whose values are never shown.
pub(crate) fn plain(field: Field, level: Level) -> &'static str {
    match (field, level) {
        (Field::Sex, Level::Same) => "Same sex recorded",
        (Field::Sex, _) => "Different sex recorded",
        (Field::NhsNumber, Level::Same) => "Same NHS number",
        (Field::NhsNumber, _) => "Different NHS number",
        (Field::Upn, Level::Same) => "Same pupil number",
        (Field::Upn, _) => "Different pupil number",
        (Field::Phone, Level::Same) => "Same phone number",
        (Field::Phone, _) => "Different phone number",
        (Field::Postcode, Level::Same) => "Same postcode",
        (Field::Postcode, Level::SomeShared) => "Postcodes of the same district",
        (Field::Postcode, _) => "Different postcode",
        (Field::Address, Level::Same) => "Same address",
        (Field::Address, Level::Contains) => "Same house, one without the flat",
        (Field::Address, Level::SomeShared) => "Same street",
        (Field::Address, _) => "Different address",
        (Field::School, Level::Same) => "Same school",
        (Field::School, Level::Close) => "Almost the same school name",
        (Field::School, _) => "Different school",
        (Field::GivenNames | Field::Surname | Field::DateOfBirth, _) => "",
    }
}

#[cfg(test)]
mod tests;
