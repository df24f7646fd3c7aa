//! A report's numbers and sums as a system of equations: what a reader with a pencil has before them.

use super::SMALL;
use crate::report::{Cell, Report};

/// A number in the sums.
pub(super) struct Variable {
    /// What it is in truth.
    pub(super) value: i64,
    /// The cell that shows it; `None` where no cell does.
    pub(super) cell: Option<usize>,
    /// Whether the cell is its own, and not a share that tells it.
    pub(super) printed: bool,
    /// How much is lost where it is hidden.
    pub(super) weight: u32,
}

impl Variable {
    fn small(&self) -> bool {
        u64::try_from(self.value).is_ok_and(|value| SMALL.contains(&value))
    }

    /// The values that it may have for a reader to whom it is hidden.
    pub(super) fn may_be(&self, value: i64) -> bool {
        if self.printed && self.small() {
            u64::try_from(value).is_ok_and(|value| SMALL.contains(&value))
        } else {
            value >= 0
        }
    }
}

/// Numbers, and equations that say which weighted sums of them are zero.
pub(super) struct System {
    pub(super) variables: Vec<Variable>,
    pub(super) equations: Vec<Vec<(usize, i64)>>,
}

impl System {
    /// The system of a report of which nothing is hidden; `None` where its sums do not determine every number in them,
    /// or do not hold.
    pub(super) fn of(report: &Report) -> Option<Self> {
        let mut names: Vec<&'static str> = Vec::new();
        let mut place = |name: &'static str| {
            names
                .iter()
                .position(|known| *known == name)
                .unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                })
        };
        for (measure, cell) in report.figures() {
            if matches!(cell, Cell::Count(_)) {
                place(measure.name);
            }
        }
        let sums = report.definition.sums.iter();
        let equations: Vec<Vec<(usize, i64)>> = sums
            .map(|sum| {
                let parts = sum.parts.iter().map(|part| (*part, -1));
                let terms = std::iter::once((sum.total, 1)).chain(parts);
                terms.map(|(name, sign)| (place(name), sign)).collect()
            })
            .collect();
        let values = solved(report, &names, &equations)?;
        let variables = names.iter().zip(values);
        Some(Self {
            variables: variables
                .map(|(name, value)| variable(report, name, value))
                .collect(),
            equations,
        })
    }

    /// The variables for which another value must be possible: those hidden, and the small ones that a share would tell.
    pub(super) fn targets(&self, hidden: &[bool]) -> Vec<usize> {
        let hidden = |cell: usize| hidden.get(cell).copied().unwrap_or(true);
        let wanted = |variable: &Variable| {
            variable.cell.is_some_and(hidden) && (variable.printed || variable.small())
        };
        let places = self.variables.iter().enumerate();
        places
            .filter(|(_, variable)| wanted(variable))
            .map(|(place, _)| place)
            .collect()
    }
}

fn variable(report: &Report, name: &'static str, value: i64) -> Variable {
    let at = |wanted: &str| {
        report
            .definition
            .measures()
            .position(|measure| measure.name == wanted)
    };
    let told = report
        .definition
        .told
        .iter()
        .find(|told| told.number == name);
    let total = report.definition.sums.iter().any(|sum| sum.total == name);
    let printed = at(name);
    Variable {
        value,
        cell: printed.or_else(|| told.and_then(|told| at(told.by))),
        printed: printed.is_some(),
        // A total is missed more than a part, a share less than either.
        weight: match (printed, total) {
            (Some(_), true) => 3,
            (Some(_), false) => 2,
            (None, _) => 1,
        },
    }
}

/// The values of all numbers: those printed, and the others by the sums, one unknown after the other.
fn solved(
    report: &Report,
    names: &[&'static str],
    equations: &[Vec<(usize, i64)>],
) -> Option<Vec<i64>> {
    let known = |name: &&'static str| match report.cell(name) {
        Some(Cell::Count(count)) => i64::try_from(count).ok(),
        _ => None,
    };
    let mut values: Vec<Option<i64>> = names.iter().map(known).collect();
    // Each pass finds at least one more number, or no pass will.
    for _ in names {
        for equation in equations {
            settle(equation, &mut values);
        }
    }
    let values: Vec<i64> = values.into_iter().collect::<Option<_>>()?;
    let holds = |equation: &Vec<(usize, i64)>| {
        let terms = equation
            .iter()
            .filter_map(|(place, sign)| Some(values.get(*place)? * sign));
        terms.sum::<i64>() == 0
    };
    let sound = equations.iter().all(holds) && values.iter().all(|value| *value >= 0);
    sound.then_some(values)
}

fn settle(equation: &[(usize, i64)], values: &mut [Option<i64>]) {
    let value = |place: usize| values.get(place).copied().flatten();
    let mut unknown = equation.iter().filter(|(place, _)| value(*place).is_none());
    let (Some((place, sign)), None) = (unknown.next(), unknown.next()) else {
        return;
    };
    let known: i64 = equation
        .iter()
        .filter_map(|(place, sign)| Some(value(*place)? * sign))
        .sum();
    if let Some(found) = values.get_mut(*place) {
        *found = Some(-known * sign);
    }
}
