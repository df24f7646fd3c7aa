//! A reader with a pencil: knows every shown number, the sums, and that a hidden small count lies from 1 to 5; tries every
//! possible world. Shares no code with the suppression: the worlds are found by trial, number by number.

use crate::report::{Cell, Report};

struct Unknown {
    name: &'static str,
    truth: i64,
    /// What it may be, the truth first.
    may_be: Vec<i64>,
    count_is_hidden: bool,
}

/// The hidden counts of which only one value is possible.
pub(super) fn given_away(truth: &Report, published: &Report) -> Vec<&'static str> {
    let numbers = numbers(truth, published);
    let sums = sums(published, &numbers);
    let hidden = numbers
        .iter()
        .enumerate()
        .filter(|(_, number)| number.count_is_hidden);
    hidden
        .filter(|(place, number)| {
            let others = number.may_be.iter().filter(|value| **value != number.truth);
            !others.into_iter().any(|value| {
                let mut world: Vec<Option<i64>> = vec![None; numbers.len()];
                world[*place] = Some(*value);
                possible(&numbers, &sums, &mut world)
            })
        })
        .map(|(_, number)| number.name)
        .collect()
}

/// Truths of what is not printed follow from the printed ones, worked out here by hand.
fn unprinted(truth: &Report) -> Vec<(&'static str, i64)> {
    let count = |name: &str| match truth.cell(name) {
        Some(Cell::Count(count)) => i64::try_from(count).unwrap(),
        other => panic!("{name} is {other:?}"),
    };
    let mut list = vec![
        (
            "decided",
            count("decisions.within_one_working_day") + count("decisions.late"),
        ),
        (
            "progressed",
            count("decisions.by_outcome.referral")
                + count("decisions.by_outcome.strategy_discussion"),
        ),
    ];
    for (unit, names) in [
        (
            "children",
            [
                "children, others, domestic abuse",
                "children, police, not domestic abuse",
                "children, others, not domestic abuse",
            ],
        ),
        (
            "families",
            [
                "families, others, domestic abuse",
                "families, police, not domestic abuse",
                "families, others, not domestic abuse",
            ],
        ),
    ] {
        let all = count(&format!("contacts.{unit}"));
        let abuse = count(&format!("contacts.domestic_abuse.{unit}"));
        let police = count(&format!("contacts.from_police.{unit}"));
        let both = count(&format!("contacts.from_police.domestic_abuse.{unit}"));
        list.extend(names.into_iter().zip([
            abuse - both,
            police - both,
            all - abuse - police + both,
        ]));
    }
    list
}

fn numbers(truth: &Report, published: &Report) -> Vec<Unknown> {
    let mut numbers = Vec::new();
    for ((measure, cell), (_, shown)) in truth.figures().zip(published.figures()) {
        if let Cell::Count(count) = cell {
            let value = i64::try_from(count).unwrap();
            numbers.push(Unknown {
                name: measure.name,
                truth: value,
                may_be: match (shown, value) {
                    (Cell::Hidden, 1..=5) => near(value, 1, 5),
                    (Cell::Hidden, _) => near(value, 0, value + 4),
                    _ => vec![value],
                },
                count_is_hidden: shown == Cell::Hidden,
            });
        }
    }
    let share_is_shown = published.cell("decisions.progressed_share") != Some(Cell::Hidden);
    for (name, value) in unprinted(truth) {
        let told = share_is_shown && !name.contains(',');
        numbers.push(Unknown {
            name,
            truth: value,
            may_be: if told {
                vec![value]
            } else {
                near(value, 0, value + 4)
            },
            count_is_hidden: false,
        });
    }
    numbers
}

/// The values of a range, those near the truth first.
fn near(truth: i64, from: i64, to: i64) -> Vec<i64> {
    let mut values: Vec<i64> = (from..=to).collect();
    values.sort_by_key(|value| (value - truth).abs());
    values
}

/// Each sum as places and signs that come to zero.
fn sums(report: &Report, numbers: &[Unknown]) -> Vec<Vec<(usize, i64)>> {
    let place = |name: &str| {
        numbers
            .iter()
            .position(|number| number.name == name)
            .unwrap()
    };
    let sums = report.definition.sums.iter();
    sums.map(|sum| {
        let parts = sum.parts.iter().map(|part| (place(part), -1));
        parts.chain([(place(sum.total), 1)]).collect()
    })
    .collect()
}

/// Whether the numbers still open can be filled in so that every sum holds.
fn possible(numbers: &[Unknown], sums: &[Vec<(usize, i64)>], world: &mut [Option<i64>]) -> bool {
    let kept = world.to_vec();
    let found = settle(numbers, sums, world) && branch(numbers, sums, world);
    if !found {
        world.copy_from_slice(&kept);
    }
    found
}

/// Fills in what is shown, and what a sum with one open number leaves no choice about.
fn settle(numbers: &[Unknown], sums: &[Vec<(usize, i64)>], world: &mut [Option<i64>]) -> bool {
    for (number, value) in numbers.iter().zip(world.iter_mut()) {
        if let ([only], None) = (number.may_be.as_slice(), &value) {
            *value = Some(*only);
        }
    }
    loop {
        let mut changed = false;
        for sum in sums {
            let open: Vec<&(usize, i64)> = sum
                .iter()
                .filter(|(place, _)| world[*place].is_none())
                .collect();
            let known: i64 = sum
                .iter()
                .filter_map(|(place, sign)| Some(world[*place]? * sign))
                .sum();
            match open.as_slice() {
                [] if known != 0 => return false,
                [(place, sign)] => {
                    let value = -known * sign;
                    if !numbers[*place].may_be.contains(&value) {
                        return false;
                    }
                    world[*place] = Some(value);
                    changed = true;
                }
                _ => {}
            }
        }
        if !changed {
            return true;
        }
    }
}

/// Tries each value of the open number that has the fewest.
fn branch(numbers: &[Unknown], sums: &[Vec<(usize, i64)>], world: &mut [Option<i64>]) -> bool {
    let bound = |place: usize| sums.iter().flatten().any(|(used, _)| *used == place);
    let open = (0..numbers.len()).filter(|place| world[*place].is_none() && bound(*place));
    let Some(place) = open.min_by_key(|place| numbers[*place].may_be.len()) else {
        return true;
    };
    let values = numbers[place].may_be.clone();
    values.into_iter().any(|value| {
        world[place] = Some(value);
        let found = possible(numbers, sums, world);
        if !found {
            world[place] = None;
        }
        found
    })
}
