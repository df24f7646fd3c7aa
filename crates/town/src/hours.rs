//! At what time of day each source's contacts come, and how long after the incident.

use trefoil_core::vocabulary::Source;

use crate::day::Day;
use crate::dice::Dice;

/// Relative frequency by hour of an incident that police attend, Monday to Thursday.
const WEEK_NIGHTS: [f64; 24] = [
    3.0, 2.2, 1.6, 1.1, 0.8, 0.7, 0.8, 1.3, 2.2, 2.3, 2.3, 2.5, 2.7, 2.7, 2.9, 3.6, 4.2, 4.8, 5.3,
    5.6, 5.8, 5.9, 5.4, 4.3,
];

/// The same, Friday to Sunday.
const WEEKEND_NIGHTS: [f64; 24] = [
    6.5, 5.8, 4.8, 3.6, 2.4, 1.5, 1.1, 1.1, 1.5, 1.9, 2.2, 2.5, 2.8, 2.9, 3.0, 3.4, 3.8, 4.3, 4.9,
    5.5, 6.2, 6.9, 7.3, 7.2,
];

const SCHOOL: [f64; 24] = [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 6.0, 7.0, 7.0, 6.0, 7.0, 9.0, 12.0, 7.0, 1.5, 0.0,
    0.0, 0.0, 0.0, 0.0, 0.0,
];

const OFFICE: [f64; 24] = [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.4, 3.0, 7.0, 9.0, 9.0, 7.0, 7.5, 9.0, 9.0, 7.5, 2.5, 0.4,
    0.0, 0.0, 0.0, 0.0, 0.0,
];

const ANY_TIME: [f64; 24] = [
    0.8, 0.5, 0.4, 0.3, 0.3, 0.3, 0.5, 1.0, 3.0, 6.0, 7.5, 8.0, 7.0, 7.0, 8.0, 8.0, 7.0, 5.0, 3.5,
    3.0, 2.5, 2.0, 1.5, 1.0,
];

/// When on its day a contact comes, in seconds after midnight, and for police how long ago the incident began.
pub(crate) fn arrival(source: Source, day: Day, dice: &mut Dice) -> (i64, Option<i64>) {
    let table = match source {
        Source::Police if day.weekday() >= 4 => &WEEKEND_NIGHTS,
        Source::Police => &WEEK_NIGHTS,
        Source::School => &SCHOOL,
        Source::Health | Source::Public => &ANY_TIME,
        _ => &OFFICE,
    };
    let second = hour(table, dice) * 3600 + dice.between(0, 3599);
    if source != Source::Police {
        return (second, None);
    }
    // An officer sends the notice by the end of the shift: one to nine hours after the incident.
    let later = dice.between(2400, 16_000) + dice.between(0, 16_000);
    ((second + later).rem_euclid(86_400), Some(later))
}

fn hour(table: &[f64; 24], dice: &mut Dice) -> i64 {
    let mut left = dice.unit() * table.iter().sum::<f64>();
    for (hour, weight) in (0..).zip(table) {
        if left < *weight {
            return hour;
        }
        left -= weight;
    }
    12
}
