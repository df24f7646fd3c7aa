//! Days of the made-up years as plain numbers, working days, school terms, and London instants.
//! The hub's clock is a rule of `core`; this is only what a generator needs to be plausible.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A civil day, counted from 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Day(pub(crate) i64);

/// Bank holidays outside the yearly rule (royal occasions and moved days).
const ONE_OFFS: [(i16, i8, i8); 7] = [
    (2011, 4, 29),
    (2012, 6, 5),
    (2020, 5, 8),
    (2022, 6, 2),
    (2022, 6, 3),
    (2022, 9, 19),
    (2023, 5, 8),
];

const EPOCH: Date = Date::constant(1970, 1, 1);

impl Day {
    /// From a civil date.
    pub(crate) fn of(date: Date) -> Self {
        Self(i64::from((date - EPOCH).get_days()))
    }

    /// The civil date (H. Hinnant's days-to-civil arithmetic).
    pub(crate) fn date(self) -> Date {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        let (Ok(year), Ok(month), Ok(day)) =
            (i16::try_from(year), i8::try_from(month), i8::try_from(day))
        else {
            return EPOCH;
        };
        Date::new(year, month, day).unwrap_or(EPOCH)
    }

    /// 0 for Monday to 6 for Sunday.
    pub(crate) fn weekday(self) -> usize {
        usize::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// Monday to Friday and no bank holiday of England and Wales.
    pub(crate) fn is_working(self) -> bool {
        self.weekday() < 5 && !self.is_bank_holiday()
    }

    fn is_bank_holiday(self) -> bool {
        let date = self.date();
        let (year, month, day, monday) =
            (date.year(), date.month(), date.day(), self.weekday() == 0);
        let easter = easter(year);
        let weekday = self.weekday();
        let new_year = month == 1 && (day == 1 || (monday && day <= 3));
        let may = month == 5
            && monday
            && (day <= 7 && year != 2020 || day >= 25 && year != 2022 && year != 2012);
        let august = month == 8 && monday && day >= 25;
        // A Christmas or Boxing Day on a weekend gives the next working day off instead.
        let christmas =
            month == 12 && (day == 25 || day == 26 || (weekday < 2 && (day == 27 || day == 28)));
        let moved = year == 2012 && month == 6 && day == 4;
        self.0 == easter - 2
            || self.0 == easter + 1
            || new_year
            || may
            || august
            || christmas
            || moved
            || ONE_OFFS.contains(&(year, month, day))
    }

    /// The first working day after this one.
    pub(crate) fn next_working(self) -> Self {
        let mut day = Self(self.0 + 1);
        while !day.is_working() {
            day.0 += 1;
        }
        day
    }

    /// Whether schools are open: about the usual terms of England.
    pub(crate) fn is_school_day(self) -> bool {
        let date = self.date();
        let (month, day) = (date.month(), date.day());
        let easter = easter(date.year());
        let closed = month == 8
            || (month == 7 && day > 22)
            || (month == 9 && day < 3)
            || (month == 12 && day > 20)
            || (month == 1 && day < 5)
            || (month == 2 && (14..=20).contains(&day))
            || (month == 5 && day > 25)
            || (month == 10 && (24..=31).contains(&day))
            || (easter - 9..=easter + 5).contains(&self.0);
        self.is_working() && !closed
    }

    /// The instant of this many seconds after local midnight, as London clocks showed it.
    pub(crate) fn at(self, second: i64) -> Timestamp {
        let day = Self(self.0 + second.div_euclid(86_400));
        let second = second.rem_euclid(86_400);
        let part = |of: i64| i8::try_from(of).unwrap_or(0);
        day.date()
            .at(
                part(second / 3600),
                part(second / 60 % 60),
                part(second % 60),
                0,
            )
            .to_zoned(london())
            .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    /// The London day in which an instant falls.
    pub(crate) fn containing(at: Timestamp) -> Self {
        Self::of(at.to_zoned(london()).date())
    }
}

/// Easter Sunday as a day number: the Sunday after the first full moon of spring (Gauss, for 1900 to 2099).
fn easter(year: i16) -> i64 {
    let moon = (19 * i64::from(year % 19) + 24) % 30;
    let sunday = (2 * i64::from(year % 4) + 4 * i64::from(year % 7) + 6 * moon + 5) % 7;
    let mut after = 22 + moon + sunday;
    // The two exceptions of the rule: 26 April becomes 19, and sometimes 25 becomes 18.
    if after == 57 || (after == 56 && moon == 28 && year % 19 > 10) {
        after -= 7;
    }
    Day::of(Date::new(year, 3, 1).unwrap_or(EPOCH)).0 + after - 1
}

/// British civil time by its rule (in force since 1996), so that no time zone files are read.
pub(crate) fn london() -> TimeZone {
    TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap_or(TimeZone::UTC)
}

/// The day this long before, in days.
pub(crate) fn earlier(date: Date, days: i64) -> Date {
    Day(Day::of(date).0 - days).date()
}

#[cfg(test)]
mod tests;
