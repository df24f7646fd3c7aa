//! An age or a year that was said in the place of a birth date: how it is read, said, and held against a date.

use jiff::Unit;
use jiff::civil::Date;

use crate::person::BirthDate;

/// An age or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roughly {
    /// This many years, when it was said.
    Years(i16),
    /// This many months, when it was said.
    Months(i16),
    /// Born in that year.
    Born(i16),
}

/// What stands before a number that is a guess, or an age.
const BEFORE: [&str; 8] = [
    "about",
    "around",
    "roughly",
    "approximately",
    "approx",
    "maybe",
    "aged",
    "age",
];
/// The oldest anybody is said to be.
const OLDEST: i16 = 120;

impl Roughly {
    /// Reads "about 7", "7", "aged 7", "7 years old", "8 months" or "2014"; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let words = lower.split(|sign: char| sign.is_whitespace() || ".,~?".contains(sign));
        let words = words.filter(|word| !word.is_empty());
        let words: Vec<&str> = words.skip_while(|word| BEFORE.contains(word)).collect();
        let (first, rest) = words.split_first()?;
        let figures = first.bytes().take_while(u8::is_ascii_digit).count();
        let (figures, joined) = first.split_at(figures);
        let number: i16 = figures.parse().ok()?;
        let unit = Some(joined).into_iter().filter(|word| !word.is_empty());
        let unit: Vec<&str> = unit.chain(rest.iter().copied()).collect();
        match unit.as_slice() {
            [] if figures.len() == 4 => (number >= 1800).then_some(Self::Born(number)),
            []
            | ["y" | "yo" | "yr" | "yrs" | "year" | "years"]
            | ["yr" | "yrs" | "year" | "years", "old"] => {
                (number <= OLDEST).then_some(Self::Years(number))
            }
            ["month" | "months"] | ["month" | "months", "old"] => {
                (number <= OLDEST).then_some(Self::Months(number))
            }
            _ => None,
        }
    }

    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Years(years) => format!("said to be about {years}"),
            Self::Months(1) => "said to be about 1 month".to_owned(),
            Self::Months(months) => format!("said to be about {months} months"),
            Self::Born(year) => format!("said to be born in {year}"),
        }
    }

    /// Whether it fits somebody born on a day, as it was said on another: a year either way, and more of the older.
    /// `None`: neither near nor far.
    pub fn fits(self, born: Date, said_on: Date) -> Option<bool> {
        let months = i32::from(match self {
            Self::Years(years) => {
                return Self::near(
                    born,
                    said_on,
                    i32::from(years) * 12 + 6,
                    18 + i32::from(years) / 3,
                );
            }
            Self::Months(months) => months,
            Self::Born(year) => {
                let apart = (born.year() - year).abs();
                return if apart <= 1 {
                    Some(true)
                } else if apart <= 2 {
                    None
                } else {
                    Some(false)
                };
            }
        });
        Self::near(born, said_on, months, 4)
    }

    /// Whether so many months old, give or take.
    fn near(born: Date, said_on: Date, months: i32, give: i32) -> Option<bool> {
        let span = born.until((Unit::Month, said_on)).ok()?;
        let apart = (span.get_months() - months).abs();
        match apart {
            apart if apart <= give => Some(true),
            apart if apart <= give * 2 => None,
            _ => Some(false),
        }
    }
}

impl BirthDate {
    /// The age or the year that was said where no date is known.
    pub fn roughly(&self) -> Option<Roughly> {
        match self {
            Self::Unreadable(text) => Roughly::read(text),
            Self::Missing | Self::On(_) | Self::Expected(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Roughly::{Born, Months, Years};
    use super::*;

    #[test]
    fn ages_and_years_are_read_as_people_write_them() {
        for (text, expect) in [
            ("about 7", Some(Years(7))),
            ("7", Some(Years(7))),
            ("Aged 7", Some(Years(7))),
            ("about 7 years", Some(Years(7))),
            ("7yrs", Some(Years(7))),
            ("7 years old?", Some(Years(7))),
            ("approx. 40", Some(Years(40))),
            ("about 8 months", Some(Months(8))),
            ("1 month", Some(Months(1))),
            ("2014", Some(Born(2014))),
            ("about 2014", Some(Born(2014))),
            ("about seven", None),
            ("", None),
            ("7 weeks", None),
            ("121", None),
            ("1799", None),
            ("7 8", None),
            ("14 3 2014", None),
            ("31/02/2019", None),
        ] {
            assert_eq!(Roughly::read(text), expect, "{text}");
        }
    }

    #[test]
    fn an_age_fits_a_year_either_way() {
        let on = date(2026, 3, 17);
        for (said, born, expect) in [
            (Years(9), date(2017, 9, 30), Some(true)),
            (Years(9), date(2016, 3, 18), Some(true)),
            (Years(9), date(2015, 12, 1), Some(true)),
            (Years(9), date(2013, 12, 1), None),
            (Years(9), date(2010, 12, 1), Some(false)),
            (Years(40), date(1987, 1, 1), Some(true)),
            (Years(40), date(1999, 1, 1), Some(false)),
            (Months(8), date(2025, 6, 1), Some(true)),
            (Months(8), date(2024, 1, 1), Some(false)),
            (Born(2014), date(2014, 3, 14), Some(true)),
            (Born(2014), date(2016, 3, 14), None),
            (Born(2014), date(2018, 3, 14), Some(false)),
        ] {
            assert_eq!(said.fits(born, on), expect, "{said:?} {born}");
        }
    }
}
