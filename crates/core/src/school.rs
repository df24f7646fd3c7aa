//! Schools: the register that a school notice stands on. What a school is, when it opens, its terms and the days on which it is
//! closed. A register is public; that a child goes to a school is not, and is never kept here.

pub mod age;
pub mod clock;
pub mod found;

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::refusal::{Problem, Refusal};
use crate::vocabulary::closed_list;

/// A school's unique reference number: six digits. 0 stands for the authority's own officer for children who are in no school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Urn(i64);

/// The text is not a reference number of a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a school's reference number (URN) has six digits, such as 100000")]
pub struct NotAUrn;

impl Urn {
    /// The authority's officer for children who are educated at home or are in no school (Victims and Prisoners Act 2024: the
    /// police tell the authority about these).
    pub const OFFICER: Self = Self(0);

    /// From its number.
    ///
    /// # Errors
    /// Where it does not have six digits.
    pub fn new(number: i64) -> Result<Self, NotAUrn> {
        if number == 0 || (100_000..=999_999).contains(&number) {
            Ok(Self(number))
        } else {
            Err(NotAUrn)
        }
    }

    /// The number.
    pub fn number(self) -> i64 {
        self.0
    }
}

impl FromStr for Urn {
    type Err = NotAUrn;

    fn from_str(text: &str) -> Result<Self, NotAUrn> {
        let text = text.trim();
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !matches!(text.len(), 1 | 6) {
            return Err(NotAUrn);
        }
        text.parse().map_err(|_| NotAUrn).and_then(Self::new)
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

closed_list! {
    /// A phase of schooling, as the national register has it.
    Phase default Unknown {
        Unknown = "unknown", "Not recorded";
        Nursery = "nursery", "Nursery";
        Primary = "primary", "Primary";
        Secondary = "secondary", "Secondary";
        AllThrough = "all_through", "All ages";
        Sixteen = "sixteen_plus", "From 16";
        Special = "special", "Special";
        Unit = "pru", "Pupil referral unit";
    }
}

/// A school as the register describes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct School {
    /// Its number.
    pub urn: Urn,
    /// Its name.
    pub name: String,
    /// What kind of school, in the register's words.
    pub kind: String,
    /// Its phase.
    pub phase: Phase,
    /// The authority in whose area it is: the three-digit DfE code; 0 where that is not recorded.
    pub area: i64,
    /// About how many pupils.
    pub pupils: Option<i64>,
    /// Its first day, where it is recorded.
    pub opened: Option<Date>,
    /// The day from which it is closed for good.
    pub closed: Option<Date>,
    /// The time of day at which it opens, where it is recorded.
    pub opens: Option<Time>,
}

impl School {
    /// Whether it exists on a day.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.opened.is_none_or(|opened| opened <= day)
            && self.closed.is_none_or(|closed| day < closed)
    }
}

/// What an administrator typed of a school.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchoolTyped {
    /// Its number; empty for one that is known.
    pub urn: String,
    /// Its name.
    pub name: String,
    /// What kind, in words.
    pub kind: String,
    /// The code of its phase.
    pub phase: String,
    /// When it opens: "8:45" or "0845".
    pub opens: String,
    /// The day from which it is closed.
    pub closed: Option<Date>,
}

/// Characters of a name or a kind.
const LONGEST: usize = 200;

impl SchoolTyped {
    /// The school that it says; what is not asked for here is taken from `known`.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read(&self, known: Option<&School>) -> Result<School, Refusal> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, words: &str| problems.push(Problem::new(field, words));
        let urn = known.map_or_else(|| self.urn.parse(), |known| Ok(known.urn));
        if urn.is_err() || urn == Ok(Urn::OFFICER) && known.is_none() {
            wrong(
                "urn",
                "Enter the school's reference number (URN): six digits, such as 100000.",
            );
        }
        let (name, kind) = (self.name.trim(), self.kind.trim());
        if name.is_empty() || name.chars().count() > LONGEST {
            wrong(
                "name",
                "Enter the school's name, in 200 characters or fewer.",
            );
        }
        if kind.chars().count() > LONGEST {
            wrong(
                "kind",
                "Say what kind of school in 200 characters or fewer.",
            );
        }
        let opens = match self.opens.trim() {
            "" => Ok(None),
            text => time_typed(text).map(Some).ok_or(()),
        };
        if opens.is_err() {
            wrong(
                "opens",
                "Enter the time at which the school opens, such as 8:45, or leave it empty.",
            );
        }
        match (urn, opens, problems.is_empty()) {
            (Ok(urn), Ok(opens), true) => Ok(School {
                urn,
                name: name.to_owned(),
                kind: kind.to_owned(),
                phase: Phase::from_code(&self.phase).unwrap_or_default(),
                area: known.map_or(0, |known| known.area),
                pupils: known.and_then(|known| known.pupils),
                opened: known.and_then(|known| known.opened),
                closed: self.closed,
                opens,
            }),
            _ => Err(Refusal::Invalid(problems)),
        }
    }
}

/// A time of day as people type it: "8:45", "08.45", "0845".
pub fn time_typed(text: &str) -> Option<Time> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let signs = |sign: char| sign.is_ascii_digit() || ":. ".contains(sign);
    if !text.trim().chars().all(signs) || !matches!(digits.len(), 3 | 4) {
        return None;
    }
    let (hour, minute) = digits.split_at_checked(digits.len() - 2)?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

closed_list! {
    /// What an entry of a calendar of terms says of its days.
    DaysKind {
        Term = "term", "Term or half term in which the school is open";
        Inset = "inset", "Inset day: staff are in, pupils are not";
        Closed = "closed", "Closed for another reason";
    }
}

/// An entry of a calendar of terms: first and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What it says of them.
    pub kind: DaysKind,
}

/// Days that a term may have: more is a mistake in a year.
const LONGEST_TERM: i32 = 140;

/// Years from today, either way, in which a day of a school's calendar may lie.
const NEAR_YEARS: i16 = 3;

impl Days {
    /// The entry, where its days stand in order and are not too many.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn new(
        kind: Option<DaysKind>,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, words: &str| problems.push(Problem::new(field, words));
        if kind.is_none() {
            wrong(
                "kind",
                "Choose whether it is a term, an inset day or another closing.",
            );
        }
        if from.is_none() {
            wrong("from", "Enter the first day.");
        }
        let to = to.or(from.filter(|_| kind != Some(DaysKind::Term)));
        if to.is_none() {
            wrong("to", "Enter the last day of the term.");
        }
        if let (Some(from), Some(to)) = (from, to) {
            let days = from.until(to).map_or(-1, |span| span.get_days());
            if !(0..=LONGEST_TERM).contains(&days) {
                wrong(
                    "to",
                    "The last day must be on or after the first, and within 140 days of it.",
                );
            }
        }
        match (kind, from, to, problems.is_empty()) {
            (Some(kind), Some(from), Some(to), true) => Ok(Self { from, to, kind }),
            _ => Err(Refusal::Invalid(problems)),
        }
    }

    /// The same, where its days are not years away: what a clock counts by is nobody's slip of a year.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn near(self, today: Date) -> Result<Self, Refusal> {
        let years = i32::from(NEAR_YEARS);
        let far = |day: Date| (i32::from(day.year()) - i32::from(today.year())).abs() > years;
        let fields = [("from", self.from), ("to", self.to)];
        let mut far = fields.into_iter().filter(|(_, day)| far(*day));
        far.next().map_or(Ok(self), |(field, _)| {
            let words =
                format!("This is more than {NEAR_YEARS} years away from today. Check the year.");
            Err(Refusal::invalid(field, words))
        })
    }

    /// Whether it says something of the day.
    pub fn holds(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

#[cfg(test)]
mod tests;
