//! Tests of `birth`.

use super::{BirthDate, compare};
use crate::compare::Level;
use proptest::prelude::*;

fn born(year: i16, month: u8, day: u8) -> BirthDate {
    BirthDate::Exact { year, month, day }
}

fn due(year: i16, month: u8, day: u8) -> BirthDate {
    BirthDate::Expected { year, month, day }
}

#[test]
fn levels_of_birth_dates() {
    let check = |a, b, expect| assert_eq!(compare(a, b), expect, "{a:?} {b:?}");
    check(born(2014, 3, 5), born(2014, 3, 5), Level::Same);
    check(born(1988, 1, 1), born(1988, 1, 1), Level::SameAssumed);
    check(born(2014, 3, 5), born(2014, 5, 3), Level::DayMonthSwapped);
    check(born(2014, 3, 5), born(2014, 3, 6), Level::OneDigitOff);
    check(born(2014, 3, 12), born(2014, 3, 21), Level::OneDigitOff);
    check(born(2014, 3, 5), born(2013, 3, 5), Level::OneDigitOff);
    check(born(2014, 3, 5), born(2014, 11, 27), Level::SameYear);
    check(born(2014, 11, 5), born(2015, 2, 17), Level::WithinOneYear);
    check(born(2014, 3, 5), born(2011, 9, 17), Level::Different);
    check(born(1974, 3, 5), born(1994, 3, 5), Level::Different);
    check(born(2014, 3, 5), BirthDate::None, Level::Missing);
    check(BirthDate::None, BirthDate::None, Level::Missing);
    check(due(2026, 4, 1), born(2026, 3, 25), Level::DueDateFits);
    check(due(2026, 4, 1), born(2025, 12, 20), Level::DueDateFits);
    check(due(2026, 4, 1), born(2026, 5, 1), Level::Different);
    check(due(2026, 4, 1), due(2026, 4, 20), Level::DueDateFits);
    check(due(2026, 4, 1), due(2026, 9, 1), Level::Different);
    check(due(2024, 2, 29), born(2024, 3, 21), Level::DueDateFits);
    check(due(2024, 2, 29), born(2024, 3, 22), Level::Different);
}

proptest! {
    #[test]
    fn symmetric_on_any_numbers(a in any::<(i16, u8, u8, bool)>(), b in any::<(i16, u8, u8, bool)>()) {
        let date = |(year, month, day, yet): (i16, u8, u8, bool)| if yet { due(year, month, day) } else { born(year, month, day) };
        prop_assert_eq!(compare(date(a), date(b)), compare(date(b), date(a)));
    }
}
