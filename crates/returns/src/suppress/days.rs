//! Days: which reports published before can be laid beside a new one, and the parts into which all their periods cut the
//! days, so that each period is some of the parts whole.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::period::Period;

/// The places of the periods that hang together with this one: that have a day in common with it, or with one that hangs
/// together with it. A period that only adjoins tells nothing more, unless another one covers both, and that one overlaps.
pub fn related(period: Period, published: &[Period]) -> Vec<usize> {
    let mut reached = vec![period];
    let mut related: Vec<usize> = Vec::new();
    while let Some(from) = reached.pop() {
        for (place, other) in published.iter().enumerate() {
            if !related.contains(&place) && from.overlaps(*other) {
                related.push(place);
                reached.push(*other);
            }
        }
    }
    related.sort_unstable();
    related
}

/// The parts, in order.
pub fn parts(periods: &[Period]) -> Vec<Period> {
    let mut starts: Vec<Date> = periods
        .iter()
        .flat_map(|period| [period.from(), period.to().saturating_add(1.day())])
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(from, next)| Period::new(*from, next.saturating_sub(1.day())).ok())
        .filter(|part| periods.iter().any(|period| period.overlaps(*part)))
        .collect()
}
