//! Targets: the counts of which a reader must be left with more than one possible value. Of one report all that it hides; of
//! several the small ones, for a large number that another report tells gives nobody away.

use std::collections::BTreeSet;

use super::is_small;
use super::worlds::{Shown, Target, Worlds};

/// Those hidden in the new report, those hidden in earlier ones, and the small ones of days that two reports differ by.
pub(super) fn targets(worlds: &Worlds<'_>) -> Vec<Target> {
    let mut targets = hidden_in(worlds, &worlds.new);
    for shown in &worlds.earlier {
        targets.extend(hidden_in(worlds, shown));
    }
    for set in differences(worlds) {
        targets.extend(small_in(worlds, &set));
    }
    targets
}

/// What a report hides, and the small ones that a hidden share would tell.
fn hidden_in(worlds: &Worlds<'_>, shown: &Shown) -> Vec<Target> {
    let numbers = worlds.system.numbers.iter().zip(&shown.values);
    let hidden = |cell: usize| shown.hidden.get(cell).copied().unwrap_or(true);
    let alone = worlds.earlier.is_empty();
    let wanted = numbers.enumerate().filter(|(_, (number, value))| {
        number.cell.is_some_and(hidden) && ((number.printed && alone) || is_small(**value))
    });
    let target = |number| Target {
        number,
        parts: shown.covers.clone(),
    };
    wanted.map(|(place, _)| target(place)).collect()
}

fn small_in(worlds: &Worlds<'_>, set: &[bool]) -> Vec<Target> {
    let within = worlds
        .parts
        .iter()
        .zip(set)
        .filter_map(|(values, inside)| inside.then_some(values));
    let within: Vec<&Vec<i64>> = within.collect();
    let sum = |place: usize| {
        let values = within.iter().filter_map(|values| values.get(place));
        values.sum::<i64>()
    };
    let numbers = worlds.system.numbers.iter().enumerate();
    let told = numbers.filter(|(place, number)| number.cell.is_some() && is_small(sum(*place)));
    told.map(|(number, _)| Target {
        number,
        parts: set.to_vec(),
    })
    .collect()
}

/// Sets of parts: the days between any two ends of periods, and what one period has and another has not.
fn differences(worlds: &Worlds<'_>) -> BTreeSet<Vec<bool>> {
    let mut sets = BTreeSet::new();
    // One report alone has no difference.
    if worlds.earlier.is_empty() {
        return sets;
    }
    let count = worlds.parts.len();
    for from in 0..count {
        for until in from..count {
            sets.insert(
                (0..count)
                    .map(|part| (from..=until).contains(&part))
                    .collect(),
            );
        }
    }
    let all = || worlds.earlier.iter().chain([&worlds.new]);
    for one in all() {
        for other in all() {
            let both = one.covers.iter().zip(&other.covers);
            sets.insert(both.map(|(ours, theirs)| *ours && !theirs).collect());
        }
    }
    sets
}
