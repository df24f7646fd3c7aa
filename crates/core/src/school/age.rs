//! Which children a school notice is about: those of school age on a day, from reception until they are 18.

use jiff::civil::Date;

use crate::person::BirthDate;

/// From when and until when, with where it is written; shown beside what follows from it.
pub const SOURCE: &str = "Operation Encompass statutory guidance, 7 November 2025: children from reception to 17. Reception begins in the September after the fourth birthday (School Admissions Code)";

/// Whether a child is of school age on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchoolAge {
    /// From reception until the day before they are 18.
    Yes,
    /// Not born, not in reception yet.
    Younger,
    /// 18 or over.
    Older,
    /// Their birth date is not known: a person has to say.
    Unknown,
}

/// Whether a child is of school age on a day. Who was four by 31 August is in reception from 1 September of that year: a school
/// year runs from 1 September to 31 August, and a child is in reception's year for the whole of it.
pub fn school_age(birth: &BirthDate, day: Date) -> SchoolAge {
    let born = match birth {
        BirthDate::On(born) => *born,
        BirthDate::Expected(_) => return SchoolAge::Younger,
        BirthDate::Missing | BirthDate::Unreadable(_) => return SchoolAge::Unknown,
    };
    if born > day {
        return SchoolAge::Younger;
    }
    if birth.age_on(day).is_some_and(|age| age >= 18) {
        return SchoolAge::Older;
    }
    if school_year(day) >= reception_year(born) {
        SchoolAge::Yes
    } else {
        SchoolAge::Younger
    }
}

/// The year in whose September the school year of a day began.
pub fn school_year(day: Date) -> i16 {
    day.year() - i16::from(day.month() < 9)
}

/// The year in whose September a child starts reception.
fn reception_year(born: Date) -> i16 {
    born.year() + 4 + i16::from(born.month() >= 9)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn from_reception_until_eighteen() {
        use SchoolAge::{Older, Unknown, Yes, Younger};
        let check = |born: Date, day: Date, expect| {
            assert_eq!(
                school_age(&BirthDate::On(born), day),
                expect,
                "{born} on {day}"
            );
        };
        // Four on the last day of August: reception begins the next day.
        check(date(2021, 8, 31), date(2025, 8, 31), Younger);
        check(date(2021, 8, 31), date(2025, 9, 1), Yes);
        // Four a day later: a whole year later.
        check(date(2021, 9, 1), date(2025, 9, 1), Younger);
        check(date(2021, 9, 1), date(2026, 8, 31), Younger);
        check(date(2021, 9, 1), date(2026, 9, 1), Yes);
        check(date(2008, 3, 14), date(2026, 3, 13), Yes);
        check(date(2008, 3, 14), date(2026, 3, 14), Older);
        // Born on a leap day: 18 on 1 March where there is none.
        check(date(2008, 2, 29), date(2026, 2, 28), Yes);
        check(date(2008, 2, 29), date(2026, 3, 1), Older);
        check(date(2027, 1, 1), date(2026, 3, 1), Younger);
        let day = date(2026, 3, 1);
        assert_eq!(school_age(&BirthDate::Expected(day), day), Younger);
        assert_eq!(school_age(&BirthDate::Missing, day), Unknown);
        let written = BirthDate::Unreadable("about 9".to_owned());
        assert_eq!(school_age(&written, day), Unknown);
    }
}
