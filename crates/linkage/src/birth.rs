//! Dates of birth and due dates, and how two of them differ. No calendar of today: no clock is read here.

use crate::compare::Level;

/// When a person was born, or is expected to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BirthDate {
    /// Born on this day of the Gregorian calendar.
    Exact {
        /// Year, as 2014.
        year: i16,
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month, 1 to 31.
        day: u8,
    },
    /// Not yet born when recorded; due on this day.
    Expected {
        /// Year, as 2014.
        year: i16,
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month, 1 to 31.
        day: u8,
    },
    /// No birth date was given.
    #[default]
    None,
}

/// A birth this many days before or after the due date is still that baby: very early to three weeks late.
const EARLIEST: i32 = 120;
const LATEST: i32 = 21;
/// Two due dates of one pregnancy: a first guess and the scan's.
const REDATED: i32 = 28;

#[derive(Clone, Copy, PartialEq, Eq)]
struct On {
    year: i16,
    month: u8,
    day: u8,
}

/// How alike two birth dates are. Symmetric.
pub(crate) fn compare(one: BirthDate, other: BirthDate) -> Level {
    match (on(one), on(other)) {
        (Some((x, false)), Some((y, false))) => exact(x, y),
        (Some((x, true)), Some((y, true))) => fits((count(x) - count(y)).abs() <= REDATED),
        (Some((due, true)), Some((born, false))) | (Some((born, false)), Some((due, true))) => {
            fits((-EARLIEST..=LATEST).contains(&(count(born) - count(due))))
        }
        (None, _) | (_, None) => Level::Missing,
    }
}

/// The day, and whether the birth is yet to come.
fn on(date: BirthDate) -> Option<(On, bool)> {
    match date {
        BirthDate::Exact { year, month, day } => Some((On { year, month, day }, false)),
        BirthDate::Expected { year, month, day } => Some((On { year, month, day }, true)),
        BirthDate::None => None,
    }
}

fn fits(yes: bool) -> Level {
    if yes {
        Level::DueDateFits
    } else {
        Level::Different
    }
}

fn exact(a: On, b: On) -> Level {
    let years = (i32::from(a.year) - i32::from(b.year)).abs();
    if a == b {
        // People who came without papers are often given 1 January: it says little.
        return if (a.month, a.day) == (1, 1) {
            Level::SameAssumed
        } else {
            Level::Same
        };
    }
    if years == 0 && (a.month, a.day) == (b.day, b.month) {
        return Level::DayMonthSwapped;
    }
    // A wrong decade is more often a parent and a namesake child than a slip of the finger.
    if years < 10 && one_slip(a, b) {
        return Level::OneDigitOff;
    }
    if years == 0 {
        return Level::SameYear;
    }
    if (count(a) - count(b)).abs() <= 366 {
        Level::WithinOneYear
    } else {
        Level::Different
    }
}

/// One digit differs, or two neighbouring digits changed places.
fn one_slip(a: On, b: On) -> bool {
    let (a, b) = (digits(a), digits(b));
    let mut wrong = a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y);
    match (wrong.next(), wrong.next(), wrong.next()) {
        (Some(_), None, _) => true,
        (Some((at, first)), Some((next, second)), None) => {
            next == at + 1 && first == (second.1, second.0)
        }
        _ => false,
    }
}

fn digits(day: On) -> [u8; 8] {
    let year = day.year.unsigned_abs();
    let tail = |n: u16| u8::try_from(n % 10).unwrap_or_default();
    [
        tail(year / 1000),
        tail(year / 100),
        tail(year / 10),
        tail(year),
        day.month / 10,
        day.month % 10,
        day.day / 10,
        day.day % 10,
    ]
}

/// Days since 1 March of year 0. Impossible dates count on from the month's start; nothing overflows.
fn count(on: On) -> i32 {
    let (year, month) = (i32::from(on.year), i32::from(on.month));
    // The year is counted from March, so that the leap day comes last.
    let (year, months) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * months + 2) / 5
        + i32::from(on.day)
}

#[cfg(test)]
mod tests;
