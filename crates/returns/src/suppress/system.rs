//! A report's numbers and sums as a system of equations: what a reader with a pencil has before them.

use crate::report::{Cell, Definition, Report};

/// A number in the sums.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) name: &'static str,
    /// The cell that shows it; `None` where no cell does.
    pub(super) cell: Option<usize>,
    /// Whether the cell is its own, and not a share that tells it.
    pub(super) printed: bool,
    /// How much is lost where it is hidden.
    pub(super) weight: u32,
}

/// Numbers, and equations that say which weighted sums of them are zero.
pub(super) struct System {
    pub(super) numbers: Vec<Number>,
    pub(super) equations: Vec<Vec<(usize, i64)>>,
}

impl System {
    /// The system of a kind of report.
    pub(super) fn of(definition: &'static Definition) -> Self {
        let mut names: Vec<&'static str> = definition
            .measures()
            .filter(|measure| measure.share_of.is_none())
            .map(|measure| measure.name)
            .collect();
        let mut place = |name: &'static str| {
            names
                .iter()
                .position(|known| *known == name)
                .unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                })
        };
        let equations: Vec<Vec<(usize, i64)>> = definition
            .sums
            .iter()
            .map(|sum| {
                let parts = sum.parts.iter().map(|part| (*part, -1));
                let terms = std::iter::once((sum.total, 1)).chain(parts);
                terms.map(|(name, sign)| (place(name), sign)).collect()
            })
            .collect();
        Self {
            numbers: names.iter().map(|name| number(definition, name)).collect(),
            equations,
        }
    }

    /// The values of all numbers: those printed, and the others by the sums, one unknown after the other. `None` where the
    /// sums do not determine every number in them, or do not hold.
    pub(super) fn values(&self, report: &Report) -> Option<Vec<i64>> {
        let known = |number: &Number| match report.cell(number.name) {
            Some(Cell::Count(count)) => i64::try_from(count).ok(),
            // Whoever reads that it is not in use reads that there is nothing.
            Some(Cell::NotInUse) => Some(0),
            _ => None,
        };
        let mut values: Vec<Option<i64>> = self.numbers.iter().map(known).collect();
        // Each pass finds at least one more number, or no pass will.
        for _ in &self.numbers {
            for equation in &self.equations {
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
        let sound = self.equations.iter().all(holds) && values.iter().all(|value| *value >= 0);
        sound.then_some(values)
    }
}

fn number(definition: &'static Definition, name: &'static str) -> Number {
    let at = |wanted: &str| {
        definition
            .measures()
            .position(|measure| measure.name == wanted)
    };
    let told = definition.told.iter().find(|told| told.number == name);
    let total = definition.sums.iter().any(|sum| sum.total == name);
    let printed = at(name);
    Number {
        name,
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
