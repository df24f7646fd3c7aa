//! The town's schools as a register has them, with their terms and key adults: found in no real register.

use jiff::civil::{Date, time};
use trefoil_core::school::{Days, DaysKind, Phase as Recorded, School as Listed, Urn};

use crate::day::Day;
use crate::school::{Phase, School};

/// Numbers that no school of England has.
const FIRST_URN: i64 = 900_000;

/// Days between two school days that make them days of two terms: more than a long weekend.
const GAP: i64 = 6;

impl School {
    /// As the register has it; `area` is the authority's code.
    pub fn listed(&self, area: u16) -> Option<Listed> {
        let minute = i8::try_from(self.estab % 4 * 5).unwrap_or(0);
        Some(Listed {
            urn: Urn::new(FIRST_URN + i64::from(self.estab)).ok()?,
            name: self.name.clone(),
            kind: "Community school".to_owned(),
            phase: match self.phase {
                Phase::Primary => Recorded::Primary,
                Phase::Secondary => Recorded::Secondary,
            },
            area: i64::from(area),
            pupils: Some(i64::from(self.pupils)),
            opened: None,
            closed: None,
            opens: Some(match self.phase {
                Phase::Primary => time(8, 40 + minute, 0, 0),
                Phase::Secondary => time(8, 25 + minute, 0, 0),
            }),
        })
    }
}

/// The terms and half terms between two days, in order.
pub fn terms(from: Date, to: Date) -> Vec<Days> {
    let (mut day, last) = (Day::of(from), Day::of(to));
    let mut terms: Vec<(Day, Day)> = Vec::new();
    while day.0 <= last.0 {
        if day.is_school_day() {
            match terms.last_mut().filter(|(_, end)| day.0 - end.0 < GAP) {
                Some((_, end)) => *end = day,
                None => terms.push((day, day)),
            }
        }
        day = Day(day.0 + 1);
    }
    let term = |(from, to): (Day, Day)| Days {
        from: from.date(),
        to: to.date(),
        kind: DaysKind::Term,
    };
    terms.into_iter().map(term).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_school_year_has_six_half_terms() {
        let year = terms(date(2025, 9, 1), date(2026, 8, 31));
        assert_eq!(year.len(), 6, "{year:?}");
        assert_eq!(year[0].from, date(2025, 9, 3));
        assert!(year.windows(2).all(|two| two[0].to < two[1].from));
    }
}
